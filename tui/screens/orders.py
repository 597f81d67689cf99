"""Orders: the list, in saved views, narrowed by what is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.events import DescendantBlur
from textual.widget import Widget
from textual.widgets import Input

from store.book.clock import Moment
from store.book.errors import Reason, because
from store.book.paging import QueryWindow
from store.book.transactions import Book
from store.orders.queries import OrderRow, order_window
from store.orders.views import VIEWS
from tui.screens.chooser import Choice, Chooser
from tui.screens.moving import ListScreen
from tui.screens.order_actions import OrderActions
from tui.screens.order_columns import LEFT, left_or_flags, stage_cell, status_cell
from tui.widgets.cells import Cell, clean_cell
from tui.widgets.line_input import Line
from tui.widgets.lines import MUTED, Rule, Text
from tui.widgets.listing import Column, Counted, Listing, MarksChanged, RowChosen, Sort
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import money, name
from tui.words.when import moment

if TYPE_CHECKING:
    from tui.sheets.sheet import AnySheet

SORTED = {
    "placed": Sort("placed", descending=True),
    "oldest": Sort("placed"),
    "due": Sort("due"),
    "pay_by": Sort("due"),
}
"""Where the mark of each order of rows stands in the header."""


class OrdersScreen(ListScreen, OrderActions):
    """The list of orders.

    Args:
        view: the saved view to begin with.
        counted: the moment of the count that this list was opened from, so that it begins with exactly those rows.
    """

    screen_name: ClassVar[str] = "orders"

    def __init__(self, view: str = "all", counted: Moment | None = None) -> None:
        super().__init__()
        self._counted_at = counted
        self._view = view
        self._sort = VIEWS[view].sorts[0]
        self._text = ""
        self._moment: Moment | None = None
        self._window: QueryWindow[OrderRow] | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield Text(id="views")
        yield Rule()
        yield Listing(self._columns(), empty=self._empty)
        yield Line(id="filter", placeholder=tr("number, buyer, goods or shop"))

    def _columns(self) -> tuple[Column[OrderRow], ...]:
        return (
            Column("tag", N_("shop"), lambda row: row.tag, width=4, priority=9),
            Column("number", N_("order"), lambda row: row.order_no, width=19, priority=8),
            Column("buyer", N_("buyer"), lambda row: row.nick, width=10, priority=4),
            Column("title", N_("goods"), lambda row: row.title, width=12, flex=1, priority=3),
            Column("total", N_("amount"), lambda row: money(row.total), width=9, align="right", priority=5),
            Column("status", N_("platform"), status_cell, width=15, priority=2),
            Column("stage", N_("stage"), stage_cell, width=16, priority=1),
            Column("placed", N_("placed"), self._placed, width=12, priority=0, sort="placed"),
            Column("due", N_("left"), self._time_left, width=LEFT, align="right", priority=7, sort="due"),
        )

    def _placed(self, row: OrderRow) -> str:
        return moment(row.placed_at, self._moment.now, self.app.zone) if row.placed_at and self._moment else ""

    def _time_left(self, row: OrderRow) -> str | Cell:
        return left_or_flags(row, self._moment.now, self.listing.shown_columns) if self._moment else ""

    def _empty(self) -> str:
        if self._text:
            return tr("Nothing here fits “{text}”.\nEsc takes the filter away.", text=self._text)
        if self._view == "all":
            return tr("No orders yet.\nF4, then n brings a file in.")
        return tr("None. That is how it should be.\n1 shows all orders.")

    # Reading

    def on_mount(self) -> None:
        """The filter waits until it is asked for."""
        self.query_one("#filter", Input).display = False
        super().on_mount()
        self.listing.focus()

    def where(self) -> tuple[str, ...]:
        return (tr("Orders"), self.backstage.me.name if self.backstage else "")

    def load(self) -> None:
        """The same query, at this moment."""
        if self.backstage is not None:
            self._ask(fresh=self._window is None)

    def tick(self) -> None:
        if self.backstage is not None:
            self._moment = self.backstage.book.clock.moment()
            self.listing.refresh_words()

    def _ask(self, *, fresh: bool, keep_row: bool = False) -> None:
        """Show the query of view, sort and filter: from its top, or with the cursor kept on its record."""
        assert self.backstage is not None
        book: Book = self.backstage.book
        self._moment, self._counted_at = self._counted_at or book.clock.moment(), None
        before, self._window = self._window, order_window(book, self._moment, self._view, self._sort, self._text)
        if fresh:
            keep = self.listing.row if keep_row else None
            self.listing.show(self._window, sort=SORTED[self._sort], keep=keep)
        else:
            self.listing.reload(self._window)
        if before is not None and fresh:
            before.close()
        self._say_views()

    def _say_views(self) -> None:
        """The views, and how many rows this one has; what finds no room is left out, never cut."""
        parts: list[Content] = []
        room = self.size.width - 2
        for place, key in enumerate(VIEWS, start=1):
            words = f"{place} {name(names.VIEWS, key)}"
            room -= cell_len(words) + 3
            parts.append(Content.styled(words, "bold $text-accent" if key == self._view else MUTED))
        total = self.listing.total
        number = "" if total is None else f"{total.number:,}{'' if total.exact else '+'}"
        count = tr("{n} orders", n=number) if number else ""
        marked = self.listing.marks.count(total.number if total else 0)
        said = [f"/ {self._text}" if self._text else "", count, tr("{n} marked", n=f"{marked:,}") if marked else ""]
        for word in (*said, name(names.SORTS, self._sort)):
            room -= cell_len(clean_cell(word)) + 3 if word else 0
            if word and room >= -3:
                parts.append(Content(clean_cell(word)))
        self.query_one("#views", Text).show(Content("   ").join(parts))

    @on(Counted)
    @on(MarksChanged)
    def _counted(self) -> None:
        self._say_views()

    @on(RowChosen)
    def _chosen(self, message: RowChosen[OrderRow]) -> None:
        from tui.screens.order import OrderScreen

        self.app.push_screen(OrderScreen(message.row.id))

    def sheet(self) -> AnySheet | None:
        from tui.sheets.orders import ORDERS
        from tui.sheets.sheet import Sheet

        if self.backstage is None or self._moment is None:
            return None
        window = order_window(self.backstage.book, self._moment, self._view, self._sort, self._text)
        return Sheet(f"orders-{self._view}", N_("Orders"), ORDERS, window)

    # Actions

    def order_id(self) -> int | None:
        row = self.listing.row
        return None if row is None else row.id

    def why_not(self, action: str) -> Reason | None:
        if action == "orders.sort" and len(VIEWS[self._view].sorts) < 2:
            return because("orders.one_sort")
        return super().why_not(action)

    def do_orders_open(self) -> None:
        self.listing.choose()

    def do_orders_mark(self) -> None:
        self.listing.toggle_mark()

    def do_orders_mark_all(self) -> None:
        self.listing.mark_all()

    def do_orders_range(self) -> None:
        self.listing.mark_range()

    def do_orders_view(self, key: str) -> None:
        """Another saved view, asked for where no digit said which; the same one again goes to its top."""
        if key:
            self._show_view(list(VIEWS)[int(key) - 1])
            return

        def chosen(view: str | None) -> None:
            if view is not None:
                self._show_view(view)

        choices = [Choice(view, name(names.VIEWS, view), key=str(i)) for i, view in enumerate(VIEWS, start=1)]
        self.app.push_screen(Chooser(tr("Which view?"), choices, first=self._view), chosen)

    def _show_view(self, view: str) -> None:
        self._view = view
        self._sort = VIEWS[self._view].sorts[0]
        self._ask(fresh=True)

    def do_orders_sort(self) -> None:
        """The next order of rows, the cursor kept on its record."""
        sorts = VIEWS[self._view].sorts
        self._sort = sorts[(sorts.index(self._sort) + 1) % len(sorts)]
        self._ask(fresh=True, keep_row=True)

    def do_orders_filter(self) -> None:
        """Type to narrow; Enter goes back to the list, Esc takes the filter away."""
        box = self.query_one("#filter", Input)
        box.display = True
        box.focus()

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        if event.value.strip() != self._text:
            self._text = event.value.strip()
            self._ask(fresh=True)

    @on(Input.Submitted, "#filter")
    def _typed_enough(self) -> None:
        self.listing.focus()

    @on(DescendantBlur)
    def _left_filter(self, event: DescendantBlur) -> None:
        if event.widget.id == "filter":
            event.widget.display = False

    def do_back(self) -> None:
        """First out of the filter, then out of the marks, then out of the list."""
        box = self.query_one("#filter", Input)
        if self._text or box.has_focus:
            box.value = ""
            self.listing.focus()
        elif self.listing.drop_range() or self.listing.marks.count(1):
            self.listing.clear_marks()
        else:
            super().do_back()
