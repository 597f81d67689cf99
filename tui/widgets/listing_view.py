"""What of the rows held by a list is on the screen, and what has to be painted when that changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import ClassVar, Generic, Literal, TypeVar

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from store.book.pages import Count, Row
from tui.widgets.below import tell_below
from tui.widgets.cells import ROLES
from tui.widgets.listing_buffer import Buffer, Place
from tui.widgets.listing_columns import Column, Sort
from tui.widgets.listing_messages import CursorMoved
from tui.widgets.listing_paint import BLANK, GUTTER, Painter, difference, gutter

RowT = TypeVar("RowT", bound=Row)

Line = tuple[RowT | None, str]
"""A line of the screen: a row and its gutter, or no row and a sentence."""

State = Literal["idle", "waiting", "read"]
"""Why there are no rows: nothing was asked for, they are on their way, or there are none."""

WAITING = ".."


class ListingView(Widget, Generic[RowT], can_focus=True):
    """Draws the lines that are on the screen.

    Whatever happens to a list ends in `_settle`: it compares the lines as they were with the lines as they are and
    asks for a repaint of those that differ, of the gutter alone where the row is the same.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"listing--{name}" for name in (*ROLES, "header", "cursor", "mark")}
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
        &:ansi > .listing--header { text-style: dim; }
        &:ansi > .listing--dim { text-style: dim; }
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
        self._buffer: Buffer[RowT] = Buffer()
        self._state: State = "idle"
        self._lines: list[Line[RowT]] = []
        self._below: int | None = 0
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
        return None

    @property
    def held(self) -> int:
        """How many rows are in memory."""
        return len(self._buffer.rows)

    @property
    def _height(self) -> int:
        return max(1, self.size.height - 1)

    def _hold(self, buffer: Buffer[RowT]) -> None:
        """Have these rows instead of those before. A row that is only scrolled to moves no column."""
        self._buffer = buffer
        if self._painter.measure(buffer.rows):
            self.refresh()

    def _settle(self) -> None:
        height = self._height
        self._buffer.reveal(height)
        lines = self._lines_now(height)
        self._repaint(self._lines, lines)
        self._lines = lines
        told = (self.row, self.place)
        if told != self._told:
            self._told = told
            self.post_message(CursorMoved(self, *told))
        below = self._buffer.below(height, self.total)
        if below != self._below:
            self._below = below
            tell_below(self, below)

    def _repaint(self, old: list[Line[RowT]], new: list[Line[RowT]]) -> None:
        regions: list[Region] = []
        for y, (before, after) in enumerate(zip_longest(old, new, fillvalue=(None, "")), 1):
            same = before[0] is after[0] or before[0] == after[0]
            if not same or (after[0] is None and before[1] != after[1]):
                regions.append(self._changed(y, before, after))
            elif before[1] != after[1]:
                regions.append(Region(0, y, GUTTER, 1))
        if regions:
            self.refresh(*regions)

    def _changed(self, y: int, before: Line[RowT], after: Line[RowT]) -> Region:
        """The part of a line that reads differently: of a row that is still there, only what is new of it."""
        old, new = before[0], after[0]
        if old is None or new is None or old.id != new.id:
            return Region(0, y, self.size.width, 1)
        self._painter.fit_to(self.size.width)
        first, end = difference(self._painter.line(old, before[1]), self._painter.line(new, after[1]))
        return Region(first, y, end - first, 1)

    def _lines_now(self, height: int) -> list[Line[RowT]]:
        rows = self._buffer.visible(height)
        if rows:
            return list(zip(rows, self._signs(rows), strict=True))
        sentences = self._sentences()
        above = max(0, (height - len(sentences)) // 2)
        return [(None, text) for text in ("",) * above + sentences]

    def _sentences(self) -> tuple[str, ...]:
        match self._state:
            case "idle":
                return ()
            case "waiting":
                return (WAITING,)
            case "read":
                return tuple(self._empty().splitlines())

    def _signs(self, rows: Sequence[RowT]) -> list[str]:
        """The gutters of the visible rows."""
        signs = [BLANK] * len(rows)
        signs[self._buffer.line] = gutter(cursor=True)
        return signs

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
        self._painter.measure(self._buffer.rows)
        self._lines = self._lines_now(self._height)
        for y in lines:
            if self.render_line(y) != before[y]:
                self.refresh(Region(0, y, self.size.width, 1))

    def change_columns(self, columns: Sequence[Column[RowT]]) -> None:
        """Show other columns of the same rows."""
        self._painter.change(columns)
        self.refresh()

    def notify_style_update(self) -> None:
        """Other colours: nothing that was drawn is right any more."""
        super().notify_style_update()
        self._painter.forget()
