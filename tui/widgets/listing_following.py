"""How a list follows its query: which rows are read when, and what waits for them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from store.book.errors import FloorbookError
from store.book.pages import Count, Page, Row, Window
from tui.widgets.listing_buffer import AHEAD, BEHIND, Buffer, Edge
from tui.widgets.listing_columns import Column
from tui.widgets.listing_messages import CameToRest, Counted, CursorLost, ReadFailed
from tui.widgets.listing_reads import Counting, Reads
from tui.widgets.listing_view import ListingView

RowT = TypeVar("RowT", bound=Row)

Intent = Callable[[], bool]
"""What a key asked for; False while the rows for it are still on their way."""

LEAST = 20
"""Reads are made for at least so many lines, also before the size is known."""


class FollowingView(ListingView[RowT], Generic[RowT]):
    """Keeps a few pages around the cursor, and the keys that are ahead of them in a queue."""

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        *,
        empty: Callable[[], str] = str,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(columns, empty=empty, name=name, id=id, classes=classes)
        self._wanted: Window[RowT] | None = None
        self._shown: Window[RowT] | None = None
        self._reads: Reads[RowT] = Reads(self, self._failed)
        self._counting = Counting(self, self._counted)
        self._intents: deque[Intent] = deque()
        self._jumping = self._reloading = self._again = False
        self._moving = False

    @property
    def at_rest(self) -> bool:
        """Whether the cursor is where keys have sent it: no row that they are for is on its way."""
        return not self._jumping and not self._intents

    @property
    def total(self) -> Count | None:
        """How many rows there are, as far as they were counted."""
        return self._counting.count

    @property
    def _screen(self) -> int:
        return max(LEAST, self._height)

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self._go_on()
        self.refresh()

    # Intents

    def _do(self, *intents: Intent) -> None:
        self._intents.extend(intents)
        self._go_on()

    def _go_on(self) -> None:
        while self._intents and not self._jumping and self._intents[0]():
            self._intents.popleft()
        self._settle()
        self._tell_rest()
        if self._intents:
            self._prefetch()
        elif self._buffer.wants(self._height):
            self.call_after_refresh(self._prefetch)  # the key's own answer goes to the terminal first

    def _tell_rest(self) -> None:
        moved, self._moving = self._moving, not self.at_rest
        if moved and not self._moving:
            self.post_message(CameToRest(self))

    # Reads

    def _jump(self, read: Callable[[Window[RowT]], Page[RowT]], keep: RowT | None, *, end: bool = False) -> None:
        """Read somewhere else; until the answer is there every further intent waits."""
        window = self._wanted
        if window is None:
            return
        self._jumping, self._moving, self._reloading = True, True, False
        self._state = "waiting" if self._state == "idle" else self._state
        self._reads.ask(partial(read, window), partial(self._arrived, window, keep, end))

    def _jump_first(self) -> bool:
        if self._buffer.more_before or self._shown is not self._wanted:
            self._jump(lambda window: window.first(self._page), None)
        else:
            self._buffer.step(-self.held)
        return True

    def _jump_last(self) -> bool:
        if self._buffer.more_after or self._shown is not self._wanted:
            self._jump(lambda window: window.last(self._page), None, end=True)
        else:
            self._buffer.step(self.held)
        return True

    def _jump_to(self, keep: RowT) -> None:
        self._jump(lambda window: window.around(keep, self._around, self._around), keep)

    @property
    def _page(self) -> int:
        return AHEAD * self._screen

    @property
    def _around(self) -> int:
        return BEHIND * self._screen

    def _arrived(self, window: Window[RowT], keep: RowT | None, end: bool, page: Page[RowT]) -> None:
        self._shown, self._jumping = window, False
        self._hold(Buffer.of(page))
        self._state = "read"
        if end:
            self._buffer.step(self.held)
        elif keep is not None and not self._buffer.settle_on(keep, self._around, self._height // 2):
            self.post_message(CursorLost(self, keep))
        self._answered()

    def _read_again(self) -> None:
        window, row, old = self._wanted, self.row, self._buffer
        if window is None:
            return
        if row is None:
            self._jump(lambda window: window.first(self._page), None)
            return
        self._reloading = True
        # with the list's beginning in hand, read up to it again: the place in the list stays known
        before = old.line + self._around if old.more_before else old.cursor + self._screen
        after = self._height - old.line + self._around
        self._reads.ask(partial(window.around, row, before, after), partial(self._reread, window, row, before))

    def _reread(self, window: Window[RowT], asked: RowT, before: int, page: Page[RowT]) -> None:
        old, place = self._buffer, self.place
        row = old.row
        self._reloading = False
        fresh = Buffer.of(page)
        if row is not None and row.id != asked.id and fresh.find(row.id) is None:
            self._again = True  # the cursor went on, out of what was read: these are not its rows
        elif row is not None:
            if not fresh.settle_from(old, before):
                self.post_message(CursorLost(self, row))
            fresh.guess(place)
            self._shown = window
            self._hold(fresh)
        self._answered()

    def _prefetch(self) -> None:
        edge = self._buffer.wants(self._height)
        window = self._shown
        if edge is None or window is None or self._reads.busy:
            return
        rows, page = self._buffer.rows, self._page
        read = partial(window.after, rows[-1], page) if edge == "after" else partial(window.before, rows[0], page)
        self._reads.ask(read, partial(self._extended, edge))

    def _extended(self, edge: Edge, page: Page[RowT]) -> None:
        self._buffer.extend(edge, page, self._screen)
        self._answered()

    def _answered(self) -> None:
        if self._again:
            self._again = False
            self._read_again()
        self._go_on()

    def _failed(self, error: FloorbookError) -> None:
        self._jumping = self._reloading = self._again = False
        self._state = "idle" if self._state == "waiting" else self._state
        self._intents.clear()  # they were meant for rows that do not come
        self._settle()
        self._tell_rest()
        self.post_message(ReadFailed(self, error))

    def _counted(self, count: Count) -> None:
        self.post_message(Counted(self, count))
        self._settle()
