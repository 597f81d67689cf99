"""Returns: what comes back to the warehouse and is to be received."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from store.book.clock import Moment
from store.book.errors import Reason, because
from store.book.paging import QueryWindow
from store.desk.returning import ReturnRow, return_window
from store.handling.rules import Done, Subject
from tui.screens.order_columns import NUMBER
from tui.screens.parcel_columns import LEFT, NUMBERED, numbered
from tui.screens.rows_of_orders import RowsOfOrders
from tui.widgets.cells import NOTHING, Cell
from tui.widgets.listing import Column, Sort
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.when import left, span

if TYPE_CHECKING:
    from tui.sheets.sheet import Field


class ReturnsScreen(RowsOfOrders):
    """The list of what comes back; see `SubjectListScreen`."""

    screen_name: ClassVar[str] = "returns"
    heading = N_("Returns")
    subject = Subject.RETURN
    subject_kinds = (Done.RECEIVED,)
    views = ("receive",)
    view_names = names.RETURN_VIEWS
    narrows_by = N_("tracking, order or refund number, or shop")
    sort_names = names.RETURN_SORTS
    sorted_by: ClassVar[dict[str, Sort]] = {"since": Sort("since")}
    gone_in = "waits"

    def columns(self) -> tuple[Column[ReturnRow], ...]:
        return (
            Column("tag", N_("shop"), lambda row: row.tag, width=4, priority=12),
            Column("waits", N_("waits"), self._waits, width=8, align="right", priority=11, sort="since"),
            Column("parcel", N_("parcel"), self._parcel, width=NUMBERED, priority=10),
            Column("order", N_("order"), lambda row: row.order_no, width=NUMBER, priority=7),
            Column("refund", N_("refund"), lambda row: row.refund_no, width=18, priority=2),
            Column("state", N_("state"), lambda row: row.state_word, width=10, flex=1, max_width=24, priority=5),
            Column("left", N_("left"), self._time_left, width=LEFT, align="right", priority=6),
        )

    def _waits(self, row: ReturnRow) -> str:
        return span(self._moment.now - row.since_at) if self._moment else ""

    def _parcel(self, row: ReturnRow) -> str:
        return numbered(row.courier, row.tracking_no, self.listing.room("parcel"))

    def _time_left(self, row: ReturnRow) -> str | Cell:
        due = row.step_due_at
        if due is None or self._moment is None:
            return NOTHING
        words = left(due, self._moment.now)
        return Cell(words, "alarm") if due <= self._moment.now else words

    def sorts(self, view: str) -> tuple[str, ...]:
        return ("since",)

    def window(self, moment: Moment) -> QueryWindow[ReturnRow]:
        assert self.backstage is not None
        return return_window(self.backstage.book, moment, self._view, self._sort, self._text)

    def nothing(self) -> str:
        return tr("Nothing is on its way back.\nIf the ERP's list of returns has not come: F4, then n. Esc goes back.")

    def fields(self) -> tuple[Field[Any], ...]:
        from tui.sheets.returns import RETURNS

        return RETURNS

    def no_order(self, row: ReturnRow) -> str:
        return tr("No file says whose parcel {number} is; y copies the number.", number=row.tracking_no)

    def why_not(self, action: str) -> Reason | None:
        if action == "returns.copy" and self.backstage is not None:
            row = self.listing.row
            if row is None or not row.tracking_no:
                return because("handling.no_row" if row is None else "returns.no_number")
        return super().why_not(action)

    def do_returns_copy(self) -> None:
        """Copy the tracking number."""
        row = self.listing.row
        assert row is not None
        self.app.copy(row.tracking_no)
