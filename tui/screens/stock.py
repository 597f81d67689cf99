"""Low stock: main items that are nearly sold out, with what waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from store.book.clock import Moment
from store.book.errors import Reason, because
from store.book.paging import QueryWindow
from store.desk.low_stock import VIEWS, StockRow, stock_window
from store.desk.sources import STOCK
from store.handling.rules import Subject
from tui.screens.subject_list import SubjectListScreen
from tui.widgets.cells import Cell
from tui.widgets.listing import Column, Sort
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.when import moment

if TYPE_CHECKING:
    from tui.sheets.sheet import Field


class StockScreen(SubjectListScreen):
    """The list of what is nearly sold out; see `SubjectListScreen`."""

    screen_name: ClassVar[str] = "stock"
    heading = N_("Low stock")
    subject = Subject.STOCK
    subject_kinds = STOCK
    views = tuple(VIEWS)
    view_names = names.STOCK_VIEWS
    narrows_by = N_("goods, their code, or shop")
    sort_names = names.STOCK_SORTS
    sorted_by: ClassVar[dict[str, Sort]] = {"quantity": Sort("quantity")}
    gone_in = "quantity"

    def columns(self) -> tuple[Column[StockRow], ...]:
        return (
            Column("tag", N_("shop"), lambda row: row.tag, width=4, priority=12),
            Column("code", N_("code"), lambda row: row.code, width=14, priority=6),
            Column("title", N_("goods"), self._goods, width=28, flex=40, max_width=44, priority=10),
            Column("quantity", N_("stock"), self._quantity, width=8, align="right", priority=11, sort="quantity"),
            Column("waiting", N_("to send"), self._waiting, width=10, align="right", priority=9),
            Column("as_of", N_("as of"), self._as_of, width=15, priority=5, fits=5),
        )

    @staticmethod
    def _goods(row: StockRow) -> str:
        return f"{row.title} {row.properties}".strip()

    @staticmethod
    def _quantity(row: StockRow) -> Cell:
        return Cell(f"{row.quantity:,}", "strong" if row.quantity >= row.waiting else "alarm")

    @staticmethod
    def _waiting(row: StockRow) -> str:
        """With a sign where there are not enough."""
        return f"{row.waiting:,} {'!' if row.waiting > row.quantity else ' '}"

    def _as_of(self, row: StockRow) -> str:
        return moment(row.as_of, self._moment.now, self.app.zone) if self._moment else ""

    def sorts(self, view: str) -> tuple[str, ...]:
        return VIEWS[view].sorts

    def window(self, moment: Moment) -> QueryWindow[StockRow]:
        assert self.backstage is not None
        return stock_window(self.backstage.book, moment, self._view, self._sort, self._text)

    def nothing(self) -> str:
        return tr("No main item is low. If today's list of stock has not come: F4, then n.\nEsc goes back.")

    def fields(self) -> tuple[Field[Any], ...]:
        from tui.sheets.stock import STOCK as FIELDS

        return FIELDS

    def open_row(self, row: StockRow) -> None:
        self.say(tr("{goods}: {code}", goods=self._goods(row), code=row.code))

    def why_not(self, action: str) -> Reason | None:
        if action == "stock.copy" and self.backstage is not None and self.listing.row is None:
            return because("handling.no_row")
        return super().why_not(action)

    def do_stock_copy(self) -> None:
        """Copy the code of the item."""
        row = self.listing.row
        assert row is not None
        self.app.copy(row.code)
