"""The lower half of the list: what is held, what is drawn of it, and when the next rows are read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest
from typing import ClassVar, Generic, TypeVar

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from store.book.errors import FloorbookError
from store.book.pages import Count, Page, Row, Window
from tui.widgets.cells import ROLES
from tui.widgets.listing_buffer import AHEAD, BEHIND, Buffer, Edge, Place
from tui.widgets.listing_columns import Column, Sort
from tui.widgets.listing_messages import Counted, CursorLost, CursorMoved, ReadFailed
from tui.widgets.listing_paint import GUTTER, Painter
from tui.widgets.listing_reads import Counting, Reads

RowT = TypeVar("RowT", bound=Row)

Intent = Callable[[], bool]
"""What a key asked for; False while the rows for it are still on their way."""

Line = tuple[RowT | None, str]
"""A line of the screen: a row and its gutter, or no row and a sentence."""

LEAST = 20
"""Reads are made for at least so many lines, also before the size is known."""

WAITING = ".."


class ListingView(Widget, Generic[RowT], can_focus=True):
    """Holds a few pages of a window and draws the lines that are on the screen.

    Whatever happens ends in `_settle`: it compares the lines as they were with the lines as they are and
    asks for a repaint of those that differ, of the gutter alone where the row is the same.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"listing--{name}" for name in (*ROLES, "header", "cursor", "mark")
    }
    DEFAULT_CSS = """
    ListingView {
        width: 1fr;
        height: 1fr;
        & > .listing--header { color: $text-muted; }
        & > .listing--dim { color: $text-muted; }
        & > .listing--strong { text-style: bold; }
        & > .listing--good { color: $text-success; }
        & > .listing--alarm { color: $text-error; text-style: bold; }
        & > .listing--accent { color: $text-accent; }
        & > .listing--mark { color: $text-accent; }
        & > .listing--cursor { color: $text-muted; }
        &:focus > .listing--cursor { color: $text-accent; text-style: bold; }
    }
    """

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        *,
        empty: Callable[[], str] = str,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's word
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._painter = Painter(columns, lambda role: self.get_component_rich_style(f"listing--{role}"))
        self._empty = empty
        self._sort: Sort | None = None
        self._wanted: Window[RowT] | None = None
        self._shown: Window[RowT] | None = None
        self._buffer: Buffer[RowT] = Buffer()
        self._reads: Reads[RowT] = Reads(self, self._failed)
        self._counting = Counting(self, self._counted)
        self._intents: deque[Intent] = deque()
        self._jumping = self._reloading = self._again = False
        self._lines: list[Line[RowT]] = []
        self._told: tuple[RowT | None, Place | None] = (None, None)

    @property
    def row(self) -> RowT | None:
        """The row under the cursor."""
        return self._buffer.row

    @property
    def place(self) -> Place | None:
        """Where the cursor is in the whole list; None while nobody can know."""
        return self._buffer.place(self.total)

    @property
    def total(self) -> Count | None:
        """How many rows there are, as far as they were counted."""
        return self._counting.count

    @property
    def held(self) -> int:
        """How many rows are in memory."""
        return len(self._buffer.rows)

    @property
    def _height(self) -> int:
        return max(1, self.size.height - 1)

    @property
    def _screen(self) -> int:
        return max(LEAST, self._height)

    # Intents

    def _do(self, *intents: Intent) -> None:
        self._intents.extend(intents)
        self._go_on()

    def _go_on(self) -> None:
        while self._intents and not self._jumping and self._intents[0]():
            self._intents.popleft()
        self._settle()
        if self._intents:
            self._prefetch()
        elif self._buffer.wants(self._height):
            self.call_after_refresh(self._prefetch)  # the key's own answer goes to the terminal first

    # Reads

    def _jump(
        self, read: Callable[[Window[RowT]], Page[RowT]], keep: RowT | None, *, end: bool = False
    ) -> None:
        """Read somewhere else; until the answer is there every further intent waits."""
        window = self._wanted
        if window is None:
            return
        self._jumping, self._reloading = True, False
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
        self._shown, self._buffer, self._jumping = window, Buffer.of(page), False
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
        self._reads.ask(
            partial(window.around, row, before, after), partial(self._reread, window, row, before)
        )

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
            self._shown, self._buffer = window, fresh
        self._answered()

    def _prefetch(self) -> None:
        edge = self._buffer.wants(self._height)
        window = self._shown
        if edge is None or window is None or self._reads.busy:
            return
        rows, page = self._buffer.rows, self._page
        read = (
            partial(window.after, rows[-1], page)
            if edge == "after"
            else partial(window.before, rows[0], page)
        )
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
        self._intents.clear()  # they were meant for rows that do not come
        self._settle()
        self.post_message(ReadFailed(self, error))

    def _counted(self, count: Count) -> None:
        self.post_message(Counted(self, count))
        self._settle()

    # Drawing

    def _settle(self) -> None:
        self._buffer.reveal(self._height)
        lines = self._lines_now()
        self._repaint(self._lines, lines)
        self._lines = lines
        told = (self.row, self.place)
        if told != self._told:
            self._told = told
            self.post_message(CursorMoved(self, *told))

    def _repaint(self, old: list[Line[RowT]], new: list[Line[RowT]]) -> None:
        width = self.size.width
        for y, (before, after) in enumerate(zip_longest(old, new, fillvalue=(None, "")), 1):
            if before[0] is not after[0] and before[0] != after[0]:
                self.refresh(Region(0, y, width, 1))
            elif before[1] != after[1]:
                self.refresh(Region(0, y, width if after[0] is None else GUTTER, 1))

    def _lines_now(self) -> list[Line[RowT]]:
        rows = self._buffer.visible(self._height)
        if rows:
            return [(row, self._sign(i, row)) for i, row in enumerate(rows, self._buffer.top)]
        sentences = self._sentences()
        above = max(0, (self._height - len(sentences)) // 2)
        return [(None, text) for text in ("",) * above + sentences]

    def _sentences(self) -> tuple[str, ...]:
        if self._shown is not None:
            return tuple(self._empty().splitlines())
        return (WAITING,) if self._reads.busy else ()

    def _sign(self, index: int, row: RowT) -> str:
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the header, a row, a sentence or nothing."""
        painter = self._painter
        painter.fit_to(self.size.width)
        if y == 0:
            return painter.header(self._sort)
        row, text = self._lines[y - 1] if y <= len(self._lines) else (None, "")
        if row is not None:
            return painter.line(row, text)
        return painter.sentence(text) if text else painter.blank()

    def refresh_words(self) -> None:
        """Draw again what reads differently now: the language changed, or time went on."""
        lines = range(self.size.height)
        before = [self.render_line(y) for y in lines]
        self._painter.forget()
        self._lines = self._lines_now()
        for y in lines:
            if self.render_line(y) != before[y]:
                self.refresh(Region(0, y, self.size.width, 1))

    def notify_style_update(self) -> None:
        """Other colours: nothing that was drawn is right any more."""
        super().notify_style_update()
        self._painter.forget()

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self._go_on()
        self.refresh()
