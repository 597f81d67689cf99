"""The book behind the screens: opened in a worker (the store takes half a second to import, the first frame does not
wait for it), read in workers, written one after the other in the order of the keys."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

if TYPE_CHECKING:
    from store.book.live import Live
    from store.book.transactions import Book
    from store.book.watch import Watch
    from store.people.commands import Colleague

T = TypeVar("T")


class Backstage:
    """One open book with the person who works in it."""

    def __init__(self, book: Book, me: Colleague, live: Live, watch: Watch) -> None:
        self.book, self.me, self.live, self._watch = book, me, live, watch
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="book-writer")

    @classmethod
    def open(cls, path: Path, login: str | None) -> Backstage:
        """Open the book at `path` for `login`, who must be known there; by default for the system's user.

        Raises:
            FloorbookError: what `store.book.opening.open_book` and `store.people.commands` raise.
        """
        import getpass

        import store.desk.today  # noqa: F401 - what the first screen reads, loaded beside it and not in its way
        from store.book.live import Live
        from store.book.opening import open_book
        from store.book.watch import Watch
        from store.people.commands import enter, recognise

        book = open_book(path)
        me = recognise(book, login, uuid4().hex) if login else enter(book, getpass.getuser(), uuid4().hex)
        return cls(book, me, Live(path, me.login, me.name), Watch(path))

    def moved(self) -> bool:
        """Whether anybody has written since this was last asked."""
        return self._watch.moved()

    def write(self, work: Callable[[], T], done: Callable[[T | BaseException], None]) -> None:
        """Carry out a command behind those already waiting; `done` hears the result or the error, in the writer."""

        def carry_out() -> None:
            try:
                result: T | BaseException = work()
            except BaseException as error:  # noqa: BLE001 - handed to the screen, which raises what it does not know
                result = error
            done(result)

        self._writer.submit(carry_out)

    def close(self) -> None:
        """Finish what is being written, say that we have left, and close the book."""
        self._writer.shutdown(wait=True)
        self.live.leave()
        self._watch.close()
        self.book.close()
