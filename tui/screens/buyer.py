"""A buyer's orders: those that somebody may still ask about first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from store.book.errors import Reason, because
from store.desk.buyer import BuyerView, buyer_view
from store.orders.queries import OrderRow
from tui.screens.moving import ListScreen
from tui.screens.order_actions import OrderActions
from tui.screens.order_columns import LEFT, NUMBER, STAGE, STATUS, left_or_flags, stage_cell, status_cell
from tui.widgets.cells import Cell, clean_cell
from tui.widgets.lines import MUTED, Rule, Text
from tui.widgets.listing import Column, Listing, RowChosen
from tui.widgets.memory_window import MemoryWindow
from tui.words.catalogue import N_, tr, trn
from tui.words.names import money
from tui.words.when import moment

if TYPE_CHECKING:
    from tui.sheets.sheet import AnySheet


class BuyerScreen(ListScreen, OrderActions):
    """The orders of one buyer.

    Args:
        buyer_id: of the buyer in the book.
    """

    screen_name: ClassVar[str] = "buyer"

    def __init__(self, buyer_id: int) -> None:
        super().__init__()
        self._buyer_id = buyer_id
        self._view: BuyerView | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield Text(id="who")
        yield Rule()
        columns: tuple[Column[OrderRow], ...] = (
            Column("tag", N_("shop"), lambda row: row.tag, width=4, priority=9),
            Column("number", N_("order"), self._number, width=NUMBER, priority=8, fits=12),
            Column("title", N_("goods"), lambda row: row.title, width=9, flex=1, priority=5),
            Column("total", N_("amount"), lambda row: money(row.total), width=9, align="right", priority=3),
            Column("status", N_("platform"), status_cell, width=STATUS, priority=7, fits=8),
            Column("stage", N_("stage"), stage_cell, width=STAGE, priority=2, fits=8),
            Column("placed", N_("placed"), self._placed, width=15, priority=6),
            Column("due", N_("left"), self._time_left, width=LEFT, align="right", priority=4),
        )
        yield Listing(columns, empty=self._empty)

    def _number(self, row: OrderRow) -> Cell:
        running = self._view is not None and row.id in self._view.running
        return Cell(row.order_no, "strong" if running else "plain")

    def _placed(self, row: OrderRow) -> str:
        return moment(row.placed_at, self._view.moment.now, self.app.zone) if row.placed_at and self._view else ""

    def _time_left(self, row: OrderRow) -> str | Cell:
        return left_or_flags(row, self._view.moment.now, self.listing.shown_columns) if self._view else ""

    @staticmethod
    def _empty() -> str:
        return tr("This buyer has no order yet that the book knows.\nEsc goes back.")

    # Reading

    def where(self) -> tuple[str, ...]:
        return (tr("Buyer"), clean_cell(self._view.nick) if self._view else "")

    def load(self) -> None:
        buyer_id = self._buyer_id
        self.read("buyer", lambda book: buyer_view(book, book.clock.moment(), buyer_id), self._show)

    def tick(self) -> None:
        self.load()

    def _show(self, view: BuyerView) -> None:
        self._view = view
        self.refresh_top()
        count = trn("{n} order", "{n} orders", len(view.orders))
        running = tr("{n} open", n=len(view.running))
        self.query_one("#who", Text).show(
            Content("   ").join([Content.styled(clean_cell(view.nick), "bold"), Content(count), Content(running)])
            if view.running
            else Content.assemble((clean_cell(view.nick), "bold"), "   ", count, "   ", (tr("none is open"), MUTED))
        )
        window = MemoryWindow(view.orders)
        if self.listing.window is None:
            self.listing.show(window)
            self.listing.focus()
        else:
            self.listing.reload(window)
            self.listing.refresh_words()

    def refresh_words(self) -> None:
        super().refresh_words()
        if self._view is not None:
            self._show(self._view)

    @on(RowChosen)
    def _chosen(self, message: RowChosen[OrderRow]) -> None:
        self.app.open_order(message.row.id)

    def sheet(self) -> AnySheet | None:
        from tui.sheets.orders import ORDERS
        from tui.sheets.sheet import Sheet

        return Sheet("orders-buyer", N_("Orders"), ORDERS, MemoryWindow(self._view.orders)) if self._view else None

    # Actions

    def order_id(self) -> int | None:
        row = self.listing.row
        return None if row is None else row.id

    def why_not(self, action: str) -> Reason | None:
        if action == "order.buyer":
            return because("buyers.these")
        return super().why_not(action)

    def do_buyer_open(self) -> None:
        self.listing.choose()
