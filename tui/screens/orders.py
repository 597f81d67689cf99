"""Orders: the list, in saved views, narrowed by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from store.book.clock import Moment
from store.book.paging import QueryWindow
from store.desk.item_views import ORDER_VIEWS
from store.desk.sources import TO_SHIP
from store.handling.rules import Subject
from store.orders.queries import OrderRow, order_window
from store.orders.views import VIEWS
from tui.screens.order_actions import OrderActions
from tui.screens.order_columns import LEFT, NUMBER, STAGE, STATUS, left_or_flags, stage_cell, status_cell
from tui.screens.subject_list import SubjectListScreen
from tui.widgets.cells import Cell
from tui.widgets.listing import Column, Sort
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import money
from tui.words.when import moment

if TYPE_CHECKING:
    from tui.sheets.sheet import Field


class OrdersScreen(SubjectListScreen, OrderActions):
    """The list of orders; see `SubjectListScreen`."""

    screen_name: ClassVar[str] = "orders"
    heading = N_("Orders")
    subject = Subject.ORDER
    subject_kinds = TO_SHIP
    views = tuple(VIEWS)
    view_names = names.VIEWS
    narrows_by = N_("number, buyer, goods or shop")
    sorted_by: ClassVar[dict[str, Sort]] = {
        "placed": Sort("placed", descending=True),
        "oldest": Sort("placed"),
        "due": Sort("due"),
        "ship_by": Sort("due"),
        "pay_by": Sort("due"),
        "shipped": Sort("shipped"),
    }

    def columns(self) -> tuple[Column[OrderRow], ...]:
        return (
            Column("tag", N_("shop"), lambda row: row.tag, width=4, priority=12),
            Column("number", N_("order"), lambda row: row.order_no, width=NUMBER, priority=11),
            Column("buyer", N_("buyer"), lambda row: row.nick, width=10, flex=4, max_width=14, priority=6),
            Column("title", N_("goods"), lambda row: row.title, width=9, flex=24, priority=4),
            Column("total", N_("amount"), lambda row: money(row.total), width=9, align="right", priority=5),
            Column("status", N_("platform"), status_cell, width=STATUS, priority=3),
            Column("stage", N_("stage"), stage_cell, width=STAGE, priority=2),
            Column("placed", N_("placed"), self._placed, width=15, priority=1, sort="placed"),
            Column("left", N_("left"), self._time_left, width=LEFT, align="right", priority=10, sort="due"),
        )

    @property
    def done_priority(self) -> int:
        """Opened freely it is a list to look something up in."""
        return super().done_priority if self.item else 1

    def _placed(self, row: OrderRow) -> str:
        return moment(row.placed_at, self._moment.now, self.app.zone) if row.placed_at and self._moment else ""

    def _time_left(self, row: OrderRow) -> str | Cell:
        return left_or_flags(row, self._moment.now, self.listing.shown_columns) if self._moment else ""

    def sorts(self, view: str) -> tuple[str, ...]:
        return ORDER_VIEWS[view].sorts

    def window(self, moment: Moment) -> QueryWindow[OrderRow]:
        assert self.backstage is not None
        return order_window(self.backstage.book, moment, ORDER_VIEWS[self._view], self._sort, self._text)

    def nothing(self) -> str:
        if self._view == "all":
            return tr("No orders yet.\nF4, then n brings a file in.")
        return tr("None. That is how it should be.\n1 shows all orders.")

    def fields(self) -> tuple[Field[Any], ...]:
        from tui.sheets.orders import ORDERS

        return ORDERS

    def open_row(self, row: OrderRow) -> None:
        self.app.open_order(row.id)

    def order_id(self) -> int | None:
        row = self.listing.row
        return None if row is None else row.id

    def do_orders_view(self, key: str) -> None:
        """Another saved view of the orders."""
        self.choose_view(key)
