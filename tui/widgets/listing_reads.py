"""The reads of a list: each in a worker, each answered once, the answers that came too late dropped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from textual.widget import Widget

from store.book.errors import FloorbookError
from store.book.pages import Count, Page, Row, Window

RowT = TypeVar("RowT", bound=Row)

QUICK = 10_000
"""Counting is quick up to here; the rest is counted behind."""


class Reads(Generic[RowT]):
    """One read at a time: asking again makes the answer that is still on its way stale."""

    def __init__(self, host: Widget, failed: Callable[[FloorbookError], None]) -> None:
        self._host = host
        self._failed = failed
        self._token = 0
        self.busy = False

    def ask(self, read: Callable[[], Page[RowT]], answered: Callable[[Page[RowT]], None]) -> None:
        """Do `read` in a worker; `answered` gets the page unless something else was asked meanwhile."""
        self._token += 1
        self.busy = True
        self._host.run_worker(partial(self._read, self._token, read, answered), group="rows", thread=True)

    def _read(self, token: int, read: Callable[[], Page[RowT]], answered: Callable[[Page[RowT]], None]) -> None:
        try:
            page = read()
        except FloorbookError as error:
            self._host.call_later(self._answer, token, partial(self._failed, error))
        else:
            self._host.call_later(self._answer, token, partial(answered, page))

    def _answer(self, token: int, tell: Callable[[], None]) -> None:
        if token == self._token:
            self.busy = False
            tell()


class Counting:
    """Counts a window: as far as is quick first, then to the end. That it fails costs only the number."""

    def __init__(self, host: Widget, counted: Callable[[Count], None]) -> None:
        self._host = host
        self._counted = counted
        self._token = 0
        self._window: Window[Any] | None = None
        self._running = self._again = False
        self.count: Count | None = None

    def begin(self, window: Window[Any]) -> None:
        """Count another list."""
        self.count = None
        self._running = False
        self.renew(window)

    def renew(self, window: Window[Any]) -> None:
        """Count this list anew; while a count is on its way, once more after it."""
        self._window = window
        self._again = self._running
        if not self._running:
            self._start(window)

    def _start(self, window: Window[Any]) -> None:
        self._running = True
        self._token += 1
        deep = self.count is not None and self.count.exact and self.count.number > QUICK
        count = partial(self._count, self._token, window, deep)
        self._host.run_worker(count, group="count", thread=True, exit_on_error=False)

    def _count(self, token: int, window: Window[Any], deep: bool) -> None:
        try:
            if not deep:
                count = window.count(QUICK)
                self._host.call_later(self._answer, token, count, count.exact)
                if count.exact:
                    return
            self._host.call_later(self._answer, token, window.count(None), True)
        except FloorbookError:
            self._host.call_later(self._answer, token, self.count, True)

    def _answer(self, token: int, count: Count | None, last: bool) -> None:
        if token != self._token:
            return
        if count is not None and count != self.count:
            self.count = count
            self._counted(count)
        if last:
            self._running = False
            if self._again and self._window is not None:
                self.renew(self._window)
