"""Refunds: the list, each with the time of its step, whose word the platform waits for, and where the goods are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from store.book.clock import Moment
from store.book.errors import Reason, because
from store.book.paging import QueryWindow
from store.book.transactions import Book
from store.desk.sources import REFUND
from store.handling.rules import Done, Subject
from store.refunds.queries import RefundRow, refund_window
from store.refunds.views import VIEWS
from store.shops.queries import all_shops
from tui.screens.notice import Notice
from tui.screens.order_columns import NUMBER, STAGE
from tui.screens.refund_columns import LEFT, goods_cell, left_cell, step_cell
from tui.screens.rows_of_orders import RowsOfOrders
from tui.widgets.cells import Cell
from tui.widgets.listing import Column, Sort
from tui.words import names
from tui.words.catalogue import N_, said_in, tr
from tui.words.names import money, name
from tui.words.reminder import reminder
from tui.words.when import moment

if TYPE_CHECKING:
    from tui.sheets.sheet import Field


class RefundsScreen(RowsOfOrders):
    """The list of refunds; see `SubjectListScreen`."""

    screen_name: ClassVar[str] = "refunds"
    heading = N_("Refunds")
    subject = Subject.REFUND
    subject_kinds = REFUND
    views = tuple(VIEWS)
    view_names = names.REFUND_VIEWS
    narrows_by = N_("refund or order number, buyer or shop")
    sort_names = names.REFUND_SORTS
    wide_from = 130
    sorted_by: ClassVar[dict[str, Sort]] = {
        "act": Sort("act"),
        "step": Sort("act"),
        "opened": Sort("opened"),
        "paid_out": Sort("paid_out"),
        "money_gone": Sort("money_gone"),
    }

    def columns(self) -> tuple[Column[RefundRow], ...]:
        return (
            Column("tag", N_("shop"), lambda row: row.tag, width=4, priority=12),
            Column("left", N_("left"), self._time_left, width=LEFT, align="right", priority=11, sort="act"),
            Column("kind", N_("refund"), lambda row: name(names.REFUNDS_OF, row.kind), width=8, priority=6),
            Column("amount", N_("amount"), self._amount, width=9, align="right", priority=5),
            Column("order", N_("order"), lambda row: row.order_no, width=NUMBER, priority=10),
            Column("buyer", N_("buyer"), lambda row: row.nick, width=10, priority=2),
            Column("step", N_("platform"), self._step, width=12, flex=6, max_width=30, priority=9),
            Column("goods", N_("goods are"), goods_cell, width=STAGE, priority=4),
            Column("opened", N_("applied"), self._opened, width=15, priority=1, sort="opened"),
        )

    @staticmethod
    def _amount(row: RefundRow) -> str:
        return money(row.amount, row.currency)

    def _time_left(self, row: RefundRow) -> str | Cell:
        return left_cell(row, self._moment.now) if self._moment else ""

    def _step(self, row: RefundRow) -> Cell:
        return step_cell(row, self.listing.room("step"))

    def _opened(self, row: RefundRow) -> str:
        return moment(row.opened_at, self._moment.now, self.app.zone) if self._moment else ""

    def sorts(self, view: str) -> tuple[str, ...]:
        return VIEWS[view].sorts

    def window(self, moment: Moment) -> QueryWindow[RefundRow]:
        assert self.backstage is not None
        return refund_window(self.backstage.book, moment, self._view, self._sort, self._text)

    def nothing(self) -> str:
        return tr("No refund here. If today's list of refunds has not come: F4, then n.\n1 shows all open ones.")

    def fields(self) -> tuple[Field[Any], ...]:
        from tui.sheets.refunds import REFUNDS

        return REFUNDS

    def no_order(self, row: RefundRow) -> str:
        return tr("No file has brought the order of refund {number}; y copies the number.", number=row.refund_no)

    def why_not(self, action: str) -> Reason | None:
        if action in ("refunds.copy", "refunds.remind") and self.backstage is not None and self.listing.row is None:
            return because("handling.no_row")
        return super().why_not(action)

    def do_refunds_view(self, key: str) -> None:
        """Another saved view of the refunds."""
        self.choose_view(key)

    def do_refunds_copy(self) -> None:
        """Copy the number of the refund."""
        row = self.listing.row
        assert row is not None
        self.app.copy(row.refund_no)

    def do_refunds_remind(self) -> None:
        """Copy a text for the group chat, and note that the colleague was reminded."""
        row = self.listing.row
        assert row is not None
        self.read_to_ask("reminder", lambda book: self._reminder(book, row), lambda text: self._reminded(row, text))

    def _reminder(self, book: Book, row: RefundRow) -> str:
        """In the shop's language, whatever the screen speaks."""
        with book.read() as connection:
            settings = next(shop.settings for shop in all_shops(connection) if shop.tag == row.tag)
        me, now = self.backstage.me.name if self.backstage else "", book.clock.now()
        due: datetime | None = None if row.act_by_estimated else row.act_by_at
        with said_in(settings.language):
            return reminder(row, due, me, now, settings.zone)

    def _reminded(self, row: RefundRow, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.app.push_screen(Notice(tr("Copied for the group chat, if this terminal allows it:"), text))
        self.mark((row.id,), Done.OWNER_REMINDED)
