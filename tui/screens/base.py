"""What every screen has: the lines above and below, keys from the registry, reads and writes in workers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import uuid4

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from store.book.errors import FloorbookError, Reason, because
from tui.actions import Action, actions_of, find, footer_of, keys_of
from tui.messages import BookMoved, BookOpened, MinutePassed
from tui.terminal.repaint import ExactCompositor
from tui.widgets.lines import KeyLine, Rule, TopLine
from tui.words.catalogue import tr
from tui.words.sentences import sentence
from tui.words.when import day_and_clock

if TYPE_CHECKING:
    from store.book.transactions import Book
    from tui.app import FloorbookApp
    from tui.backstage import Backstage

T = TypeVar("T")

PAST_A_FIELD = re.compile(r"escape|f\d+|up|down|pageup|pagedown|ctrl\+[pqlt]")
"""Keys that mean nothing inside a line of text, so they act while one is being typed."""

WITHOUT_BOOK = frozenset({"back", "help", "palette", "menu", "language", "theme", "quit", "today"})
"""What is possible while the book is still being opened."""


class FloorScreen(Screen[None]):
    """A screen of the floor. A subclass names itself in `screen_name` and has a method `do_...` for each action of the
    registry that belongs there; `why_not` says which of them are not possible now, and why."""

    screen_name: ClassVar[str] = ""
    app: FloorbookApp

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if cls.screen_name:
            cls.BINDINGS = [
                Binding(key, f"press('{action.name}', '{key}')", show=False, priority=True)
                for key, action in keys_of(cls.screen_name).items()
            ]
        super().__init_subclass__(**kwargs)

    def __init__(self) -> None:
        super().__init__()
        self._compositor = ExactCompositor()
        self._asked: dict[str, int] = {}
        self.key_line = KeyLine(self.footer_actions)

    def compose(self) -> ComposeResult:
        yield TopLine()
        yield from self.compose_body()
        yield Rule()
        yield self.key_line

    def compose_body(self) -> Iterable[Widget]:
        """The work in the middle."""
        return ()

    # Keys

    def footer_actions(self) -> tuple[Action, ...]:
        """What the line of keys shows: what is possible now."""
        return tuple(action for action in footer_of(self.screen_name) if self.why_not(action.name) is None)

    def why_not(self, action: str) -> Reason | None:
        """Why an action is not possible now, or None."""
        if self.backstage is None and action not in WITHOUT_BOOK:
            return because("book.opening")
        return None

    def action_press(self, name: str, key: str) -> None:
        """Carry out an action of the registry, or say why not."""
        if not self.is_mounted:
            self.call_later(self.action_press, name, key)  # faster than the screen: it waits for its widgets
            return
        if not self.is_attached:
            return
        self.say("")
        self.carry_out(find(name), key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys go to the actions before they go to a widget (a list under a thumb must not wait for the way round),
        but what types goes into the field that has the focus."""
        if action == "press" and isinstance(self.focused, Input):
            return PAST_A_FIELD.fullmatch(str(parameters[1])) is not None
        return super().check_action(action, parameters)

    def carry_out(self, action: Action, key: str = "") -> None:
        """Carry out an action, chosen by whatever way; `key` is the one that was pressed."""
        reason = self.why_not(action.name)
        if reason is not None:
            self.say(sentence(reason), bad=True)
            return
        method = getattr(self, action.method, None) or getattr(self.app, action.method)
        if len(action.keys) > 1 and action.keys[0].isdigit():
            method(key)
        else:
            method()

    def do_back(self) -> None:
        """One step back; from the first screen there is none."""
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            self.say(tr("This is the first screen. Ctrl+Q leaves Floorbook."))

    def do_menu(self) -> None:
        """The actions of this screen as a menu, those that are not possible with the reason."""
        self.app.open_menu(self)

    def do_help(self) -> None:
        """The keys of this screen."""
        self.app.open_help(self)

    def do_refresh(self) -> None:
        """Read again what is shown."""
        self.load()
        self.say(tr("Read again."))

    def take_paste(self, text: str) -> bool:
        """Use what was pasted outside a field; False leads to what stands in it."""
        return False

    def menu_actions(self) -> tuple[Action, ...]:
        """What the menu and the palette offer: all that this screen can do but moving about."""
        return tuple(a for a in actions_of(self.screen_name) if not a.name.startswith(("list.", "card.")))

    # Words

    def say(self, text: str, *, bad: bool = False) -> None:
        """Say something above the keys until the next key is pressed."""
        self.key_line.say(text, bad=bad)

    def where(self) -> tuple[str, ...]:
        """The words on the left of the top line, most important first."""
        return ()

    def refresh_top(self) -> None:
        """Draw the top line anew if its words changed."""
        if self.is_mounted:
            for top in self.query(TopLine):  # none on a screen that is being closed
                top.say(("Floorbook", *self.where()), self._right())

    def _right(self) -> tuple[str, ...]:
        backstage = self.backstage
        if backstage is None:
            return ()
        return (day_and_clock(backstage.book.clock.now(), self.app.zone),)

    def refresh_words(self) -> None:
        """Another language is spoken, or other colours are worn: draw everything anew."""
        self.refresh_top()
        self.key_line.refresh()
        for widget in self.query("*"):
            widget.refresh(layout=True)

    # Company

    def place(self) -> tuple[str, int | None]:
        """Where this screen is: its name, and the record that is open."""
        return self.screen_name, None

    def be_here(self) -> None:
        """Say where this person is. Once a minute it also says that she still is."""
        if self.backstage is not None:
            self.backstage.live.be(*self.place())
            self.see_company()

    def see_company(self) -> None:
        """Others came or went: a screen that shows a record shows who has it open too."""

    # The book

    @property
    def backstage(self) -> Backstage | None:
        """The open book, or None while it is being opened."""
        return self.app.backstage

    def load(self) -> None:
        """Read what the screen shows. Called when it opens, when the book moved, and on F5."""

    def read_to_ask(self, what: str, work: Callable[[Book], T], then: Callable[[T], None]) -> None:
        """Read what a question needs. Keys that are typed meanwhile are for the question that `then` opens; where it
        opens none they are forgotten."""

        def arrived(answer: T) -> None:
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

        def run() -> None:
            try:
                answer = work(backstage.book)
            except FloorbookError as error:
                app.hand_over(self._failed, error)
            else:
                app.hand_over(arrived, answer)

        def arrived(answer: T) -> None:
            if self._asked[what] == token and self.is_attached:
                then(answer)
            else:
                otherwise()

        self.run_worker(run, thread=True, group=what)

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
                (failed or self._failed)(result)
            elif isinstance(result, BaseException):
                raise result
            else:
                then(result)
                app.look()

        backstage.write(lambda: work(backstage, op_key), done)

    def _failed(self, error: FloorbookError) -> None:
        if error.reason.code != "read.dropped":
            self.app.drop_keys()
            self.say(sentence(error.reason), bad=True)

    # Moments

    def on_mount(self) -> None:
        """Show what can be shown at once."""
        self.refresh_top()
        if self.backstage is not None:
            self.load()
            self.be_here()

    @on(BookOpened)
    def _book_opened(self) -> None:
        self.say("")  # that it is still being opened is not true any more
        self.refresh_top()
        self.load()
        self.be_here()

    @on(BookMoved)
    def _book_moved(self) -> None:
        self.load()

    @on(MinutePassed)
    def _minute_passed(self) -> None:
        self.refresh_top()
        self.tick()

    def tick(self) -> None:
        """Another minute: what shows time left draws what has changed."""

    @on(events.ScreenResume)
    def _resumed(self) -> None:
        if self.is_mounted:
            self.refresh_top()
            self.load()
            self.be_here()
