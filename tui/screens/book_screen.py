"""Reads and writes of a screen: each in a worker, each answered by a message, what comes too late dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from textual.screen import Screen

from store.book.errors import FloorbookError
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from store.book.transactions import Book
    from tui.app import FloorbookApp
    from tui.backstage import Backstage

T = TypeVar("T")


class BookScreen(Screen[None]):
    """A screen that shows what is in the book, and writes into it."""

    app: FloorbookApp

    def __init__(self) -> None:
        super().__init__()
        self._asked: dict[str, int] = {}
        self._under_way = 0
        self._again = False
        self._turning: set[str] = set()

    def say(self, text: str, *, bad: bool = False) -> None:
        """Say something above the keys until the next key is pressed."""
        raise NotImplementedError

    @property
    def backstage(self) -> Backstage | None:
        """The open book, or None while it is being opened."""
        return self.app.backstage

    def load(self) -> None:
        """Read what the screen shows. Called when it opens, when the book moved, and on F5."""

    def renew(self) -> None:
        """The book moved: read again. While something is read already, once more after it: in a book that moves all
        the time no answer would be in time, and reads would pile up."""
        if self._under_way:
            self._again = True
        else:
            self.load()

    @property
    def at_rest(self) -> bool:
        """Whether it shows what keys are meant for: nothing that a key has turned to is on its way."""
        return not self._turning

    def turn(self, what: str) -> None:
        """Keys wait until the next answer to `what` is shown: they are for that."""
        if self.backstage is not None:
            self._turning.add(what)

    def came_to_rest(self) -> None:
        """Keys that waited for what is shown are heard, if nothing else is on its way."""
        if self.at_rest:
            self.app.call_later(self.app.came_to_rest, self)

    def read_to_ask(self, what: str, work: Callable[[Book], T], then: Callable[[T], None]) -> None:
        """Read what a question or a screen needs. Keys that are typed meanwhile are for what `then` opens; where it
        opens nothing they are forgotten. Where something else has come on top nothing is opened over it."""

        def arrived(answer: T) -> None:
            if self.app.screen is self:
                then(answer)
            if self.app.screen is self:
                self.app.drop_keys()

        self.app.hold_keys(self)
        self.read(what, work, arrived, self.app.drop_keys)

    def read(
        self,
        what: str,
        work: Callable[[Book], T],
        then: Callable[[T], None],
        otherwise: Callable[[], None] = lambda: None,
    ) -> None:
        """Read in a worker; `then` gets the answer. `otherwise` is called when `what` was asked again meanwhile, or
        the screen was left."""
        if not self.is_attached or self.backstage is None:
            otherwise()
            return
        app, backstage = self.app, self.backstage  # in the worker a screen that was left has none
        token = self._asked[what] = self._asked.get(what, 0) + 1
        self._under_way += 1

        def run() -> None:
            try:
                answer = work(backstage.book)
            except FloorbookError as error:
                app.hand_over(arrived, error)
            else:
                app.hand_over(arrived, answer)

        def arrived(answer: T | FloorbookError) -> None:
            if self._asked[what] != token or not self.is_attached:
                otherwise()
            elif isinstance(answer, FloorbookError):
                self._failed(answer)
            else:
                self._turning.discard(what)
                then(answer)
                self.came_to_rest()
            self._answered()

        self.run_worker(run, thread=True, group=what)

    def _answered(self) -> None:
        self._under_way -= 1
        if self._again and not self._under_way and self.is_attached:
            self._again = False
            self.load()

    def write(
        self,
        work: Callable[[Backstage, str], T],
        then: Callable[[T], None],
        failed: Callable[[FloorbookError], None] | None = None,
    ) -> None:
        """Carry out a command behind those that wait; `work` gets the key of the intent.

        The screen stays awake: the answer comes as a message. `failed` hears a refusal, else it is said.
        """
        backstage = self.backstage
        if backstage is None:
            return
        app, op_key = self.app, uuid4().hex

        def done(result: T | BaseException) -> None:
            app.hand_over(answered, result)

        def answered(result: T | BaseException) -> None:
            if isinstance(result, FloorbookError):
                app.when_free(lambda: (failed or self._failed)(result))
            elif isinstance(result, BaseException):
                raise result
            else:
                then(result)
                app.look()

        backstage.write(lambda: work(backstage, op_key), done)

    def _failed(self, error: FloorbookError) -> None:
        self._turning.clear()
        if error.reason.code != "read.dropped":
            self.app.drop_keys()
            self.say(sentence(error.reason), bad=True)
