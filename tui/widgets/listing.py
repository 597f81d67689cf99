"""The list: a window on a query, however many rows the query has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Generic, TypeVar

from textual.geometry import Region

from store.book.errors import FloorbookError
from store.book.pages import Row, Window
from tui.widgets.cells import Cell
from tui.widgets.listing_buffer import Place
from tui.widgets.listing_columns import Column, Sort
from tui.widgets.listing_following import FollowingView, Intent
from tui.widgets.listing_marks import Marks, between
from tui.widgets.listing_messages import (
    CameToRest,
    Counted,
    CursorLost,
    CursorMoved,
    MarksChanged,
    RangeTooLong,
    ReadFailed,
    RowChosen,
)
from tui.widgets.listing_paint import gutter

__all__ = [
    "CameToRest",
    "Cell",
    "Column",
    "Counted",
    "CursorLost",
    "CursorMoved",
    "Listing",
    "Marks",
    "MarksChanged",
    "Place",
    "RangeTooLong",
    "ReadFailed",
    "RowChosen",
    "Sort",
]

RowT = TypeVar("RowT", bound=Row)

LONGEST_RANGE = 100_000


class Listing(FollowingView[RowT], Generic[RowT]):
    """Rows of a query under one cursor.

    Only the lines on the screen are drawn, only a few pages are held, every read happens in a worker. A key
    that needs rows which are still on their way waits for them, and so do the keys behind it: fast typing
    ends on the row that was meant. It binds no keys; the screen's actions call its methods.

    Args:
        columns: what to show; narrow terminals drop those of low priority.
        empty: says why there is nothing and what to do; asked when it is drawn.
    """

    _marks = Marks()
    _begun: RowT | None = None
    _keep: RowT | None = None

    @property
    def window(self) -> Window[RowT] | None:
        """The query that is shown."""
        return self._wanted

    @property
    def sort(self) -> Sort | None:
        """How the rows are sorted, as the header says."""
        return self._sort

    @property
    def marks(self) -> Marks:
        """The marked rows."""
        return self._marks

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """The keys of the columns that found room."""
        return self._painter.shown

    def room(self, key: str) -> int:
        """The cells that a column has; none for one that found no room."""
        return self._painter.room(key)

    # What is shown

    def show(
        self,
        window: Window[RowT],
        *,
        sort: Sort | None = None,
        keep: RowT | None = None,
    ) -> None:
        """Show another query: from its top, or around the record of `keep`.

        What was shown before stays until the first rows are there, so that there is one repaint and no flash.
        """
        self._wanted = window
        self._begun = None
        self._intents.clear()
        self._set_marks(Marks())
        if sort != self._sort:
            self._sort = sort
            self.refresh(Region(0, 0, self.size.width, 1))
        self._keep = keep
        if self.is_mounted:
            self._begin(window, keep)

    def on_mount(self) -> None:
        """Begin with what was to be shown before there was a screen."""
        if self._wanted is not None and not self._jumping:
            self._begin(self._wanted, self._keep)

    def _begin(self, window: Window[RowT], keep: RowT | None) -> None:
        if keep is None:
            self._jump(lambda window: window.first(self._page), None)
        else:
            self._jump_to(keep)
        self._settle()
        self._counting.begin(window)

    def reload(self, window: Window[RowT] | None = None) -> None:
        """The book moved: read again (the same query, or `window`), with the cursor kept on its record."""
        self._wanted = window or self._wanted
        if self._wanted is None or not self.is_mounted:
            return
        if self._jumping or self._reloading:
            self._again = True
        else:
            self._read_again()
        self._counting.renew(self._wanted)

    # What keys ask for

    def cursor_down(self, n: int = 1) -> None:
        """The next row, or `n` rows on."""
        self._do(self._stepping(n))

    def cursor_up(self, n: int = 1) -> None:
        """The row before, or `n` rows back."""
        self._do(self._stepping(-n))

    def page_down(self) -> None:
        """A screen on."""
        self._do(lambda: self._buffer.turn(1, self._height))

    def page_up(self) -> None:
        """A screen back."""
        self._do(lambda: self._buffer.turn(-1, self._height))

    def go_first(self) -> None:
        """The first row of the list."""
        self._do(self._jump_first)

    def go_last(self) -> None:
        """The last row of the list."""
        self._do(self._jump_last)

    def choose(self) -> None:
        """Tell the screen that the row under the cursor was chosen."""
        self._do(self._choose)

    def toggle_mark(self) -> None:
        """Mark the row, or unmark it, and go on to the next."""
        self._do(self._toggle, self._stepping(1))

    def mark_all(self) -> None:
        """Mark all rows of the list, also those that come to it later; none when all were marked."""
        self._do(lambda: self._set_marks(self._marks.all_or_none()))

    def clear_marks(self) -> None:
        """Unmark all rows."""
        self._do(lambda: self._set_marks(Marks()))

    def unmark(self, records: Iterable[int]) -> None:
        """Unmark these rows; all of them where all were marked."""
        self._do(lambda: self._set_marks(self._marks.without(records)))

    def mark_range(self) -> None:
        """Begin a range at the cursor; the second time mark the rows from there to the cursor."""
        self._do(self._range)

    def drop_range(self) -> bool:
        """Forget the range that was begun; whether there was one."""
        begun, self._begun = self._begun, None
        self._settle()
        return begun is not None

    def _stepping(self, rows: int) -> Intent:
        left = rows

        def step() -> bool:
            nonlocal left
            left = self._buffer.step(left)
            return left == 0

        return step

    def _choose(self) -> bool:
        if self.row is not None:
            self.post_message(RowChosen(self, self.row))
        return True

    # Marks

    def _signs(self, rows: Sequence[RowT]) -> list[str]:
        marks, begun = self._marks, self._begun
        if not marks and begun is None:
            return super()._signs(rows)
        line, start = self._buffer.line, None if begun is None else begun.id
        return [
            gutter(cursor=y == line, marked=marks.contains(row.id), begun=row.id == start) for y, row in enumerate(rows)
        ]

    def _set_marks(self, marks: Marks) -> bool:
        if marks != self._marks:
            self._marks = marks
            self.post_message(MarksChanged(self, marks))
        return True

    def _toggle(self) -> bool:
        if self.row is not None:
            self._set_marks(self._marks.toggled(self.row.id))
        return True

    def _range(self) -> bool:
        here, window = self.row, self._shown
        if here is None or window is None:
            return True
        if self._begun is None:
            self._begun = here
            return True
        begun, self._begun = self._begun, None
        there = self._buffer.find(begun.id)
        if there is None:
            read = partial(self._read_range, window, begun, here)
            self.run_worker(read, group="range", thread=True)
            return True
        first, last = sorted((there, self._buffer.cursor))
        return self._set_marks(self._marks.marked(row.id for row in self._buffer.rows[first : last + 1]))

    def _read_range(self, window: Window[RowT], one: RowT, other: RowT) -> None:
        try:
            ids = between(window, one, other, LONGEST_RANGE)
        except FloorbookError as error:
            self.post_message(ReadFailed(self, error))
        else:
            self.call_later(self._ranged, window, ids)

    def _ranged(self, window: Window[RowT], ids: tuple[int, ...] | None) -> None:
        if ids is None:
            self.post_message(RangeTooLong(self, LONGEST_RANGE))
        elif window is self._shown:
            self._do(lambda: self._set_marks(self._marks.marked(ids)))
