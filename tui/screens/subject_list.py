"""What every list of a subject has: saved views, an order of rows, typing to narrow, marks, and how many rows it has.

Opened from an item of a checklist it has exactly the rows that were counted: what is done about one stands on it, and
one that has left the list since stays where it was, until the list is read anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from store.book.clock import Moment
from store.book.paging import QueryWindow
from store.book.snapshot import SnapshotWindow
from store.desk.item_window import item_rows, item_window
from store.desk.sources import SOURCES
from store.handling.rules import Done
from tui.screens.handling_columns import with_handling
from tui.screens.turning_list import TurningList
from tui.screens.views_line import views_line
from tui.widgets.line_input import Line
from tui.widgets.lines import Rule, Text
from tui.widgets.listing import Column, Counted, Listing, MarksChanged, RowChosen, Sort
from tui.words import names
from tui.words.catalogue import tr, trn
from tui.words.names import name
from tui.words.when import clock

if TYPE_CHECKING:
    from tui.sheets.sheet import AnySheet, Field

ListWindow = QueryWindow[Any] | SnapshotWindow[Any]


class SubjectListScreen(TurningList):
    """A list of a subject.

    Args:
        view: the saved view to begin with, or one that only an item has.
        counted: the moment of the count that this list was opened from, so that it begins with exactly those rows.
        item: the item of a checklist that it was opened from; without one the list moves with the book.
        kinds: what can have been done about a row, in the order of the digits; by default what the subject knows.
    """

    heading: ClassVar[str]
    """What the screen is called."""
    sorted_by: ClassVar[dict[str, Sort]]
    """Where the mark of each order of rows stands in the header."""
    narrows_by: ClassVar[str]
    """What can be typed to narrow the list."""
    wide_from: ClassVar[int] = 110
    """On a screen of so many cells the column of what was done always says by whom."""
    gone_in: ClassVar[str] = "left"
    """The column that says of a row that it has left the list."""

    def __init__(
        self, view: str = "", counted: Moment | None = None, item: str = "", kinds: tuple[Done, ...] = ()
    ) -> None:
        kinds = kinds or (SOURCES[item].kinds if item else self.subject_kinds)
        super().__init__(view or self.views[0], item, kinds)
        self._counted_at = counted
        self._moment: Moment | None = None
        self._wide = False
        self._window: ListWindow | None = None
        self._snapshot: SnapshotWindow[Any] | None = None

    # What a subject says of its list

    @property
    def done_priority(self) -> int:
        """How long the column of what was done keeps its place where the line is narrow."""
        return 8

    def columns(self) -> Sequence[Column[Any]]:
        """Its columns, without those of what was done."""
        raise NotImplementedError

    def window(self, moment: Moment) -> QueryWindow[Any]:
        """Its view in its order of rows, narrowed by what was typed, at a moment."""
        raise NotImplementedError

    def nothing(self) -> str:
        """Why a view has no row, and what to do."""
        raise NotImplementedError

    def typed(self) -> str:
        """What was typed to narrow the list, as the book spells it."""
        return self._text

    def fields(self) -> tuple[Field[Any], ...]:
        """The columns of its sheet."""
        raise NotImplementedError

    def open_row(self, row: Any) -> None:
        """Enter was pressed on a row."""
        raise NotImplementedError

    # What it shows

    def compose_body(self) -> Iterable[Widget]:
        yield Text(id="views")
        yield Rule()
        yield Listing(self.all_columns(), empty=self._empty)
        yield Line(id="filter", placeholder=tr(self.narrows_by))

    def _is_wide(self) -> bool:
        return self.app.size.width >= self.wide_from

    def all_columns(self) -> tuple[Column[Any], ...]:
        """Its columns with those of what was done and of the owner, for a screen as wide as it is now."""
        self._wide = self._is_wide()
        return with_handling(
            self.columns(),
            self.gone_in,
            self._now,
            lambda: self.app.zone,
            lambda key: self.listing.room(key),
            self.done_priority,
            self._wide,
        )

    def _now(self) -> Moment | None:
        return self._moment

    def _empty(self) -> str:
        if self._text:
            return tr("Nothing here fits “{text}”.\nEsc takes the filter away.", text=self._text)
        return tr("Nothing is left of this item.\nEsc goes back.") if self.item else self.nothing()

    def where(self) -> tuple[str, ...]:
        me = self.backstage.me.name if self.backstage else ""
        return (tr(self.heading), name(names.ITEMS, self.item) if self.item else me)

    def refresh_words(self) -> None:
        self.query_one("#filter", Input).placeholder = tr(self.narrows_by)
        super().refresh_words()

    # Reading

    def on_mount(self) -> None:
        """The filter waits until it is asked for."""
        self.query_one("#filter", Input).display = False
        super().on_mount()
        self.listing.focus()

    def load(self) -> None:
        """The same query, at this moment."""
        if self.backstage is not None:
            self.ask(fresh=self._window is None)

    def do_refresh(self) -> None:
        """Read anew: what has left the list goes."""
        self._counted_at = self._snapshot = None
        super().do_refresh()

    def leave_item(self) -> None:
        super().leave_item()
        self._counted_at = self._snapshot = None

    def tick(self) -> None:
        if self.backstage is not None:
            self._moment = self.backstage.book.clock.moment()
            self.listing.refresh_words()

    def ask(self, *, fresh: bool, keep_row: bool = False) -> None:
        before, self._window = self._window, self._next_window(again=not fresh)
        if fresh:
            keep = self.listing.row if keep_row else None
            self.listing.show(self._window, sort=self.sorted_by[self._sort], keep=keep)
        else:
            self.listing.reload(self._window)
        if before is not None and fresh:
            before.close()
        self._say_views()

    def _next_window(self, *, again: bool) -> ListWindow:
        """The rows of the item, the same ones where they are read `again`; without an item the query as it is now."""
        assert self.backstage is not None
        book = self.backstage.book
        now = book.clock.moment()
        if not self.item:
            self._moment, self._counted_at = self._counted_at or now, None
            return self.window(self._moment)
        self._moment, self._counted_at = now, self._counted_at or now
        if self._snapshot is None or not again:
            self._snapshot = item_window(book, self.item, self._counted_at, self._sort, self.typed())
        return self._snapshot.seen_by(item_rows(book, self.item, now, self._sort, self.typed()))

    def on_resize(self) -> None:
        """Other words find room."""
        if not self.is_mounted:
            return
        if self._is_wide() != self._wide:
            self.listing.change_columns(self.all_columns())
        self._say_views()

    @on(Counted)
    @on(MarksChanged)
    def _say_views(self) -> None:
        """The views, and how many rows this one has."""
        views = [(f"{place} {name(self.view_names, key)}", key == self._view) for place, key in self.digits()]
        if self._view not in self.views:
            views.append((name(self.view_names, self._view), True))
        self.query_one("#views", Text).show(views_line(views, *self._said(), self.size.width - 2))

    def _said(self) -> tuple[list[str], list[str]]:
        """What stands behind the views: the numbers, and what may be left out."""
        total, marks = self.listing.total, self.listing.marks
        number = "" if total is None else f"{total.number:,}{'' if total.exact else '+'}"
        marked = marks.count(total.number if total else 0)
        counted = self._counted_at if self.item else None
        numbers = [
            f"/ {self._text}" if self._text else "",
            trn(*names.COUNTS[self.subject], total.number, n=number) if total else "",
            tr("counted {time}", time=clock(counted.now, self.app.zone)) if counted else "",
            tr("{n} marked", n=f"{marked:,}") if marked else "",
        ]
        return numbers, [self.sort_name()]

    @on(RowChosen)
    def _chosen(self, message: RowChosen[Any]) -> None:
        self.open_row(message.row)

    def sheet(self) -> AnySheet | None:
        from tui.sheets.sheet import Sheet

        if self.backstage is None or self._moment is None:
            return None
        window = self._next_window(again=True)
        return Sheet(f"{self.screen_name}-{self._view}", self.heading, self.fields(), window)

    # Actions

    def do_rows_open(self) -> None:
        self.listing.choose()

    def do_rows_mark(self) -> None:
        self.listing.toggle_mark()

    def do_rows_mark_all(self) -> None:
        self.listing.mark_all()

    def do_rows_range(self) -> None:
        self.listing.mark_range()
