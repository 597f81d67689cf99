"""Parcels: the list, flag by flag, each with the time that it is sorted by, and how long it has been silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from store.book.clock import Moment
from store.book.errors import Reason, because
from store.book.paging import QueryWindow
from store.desk.sources import PARCEL
from store.handling.rules import Subject
from store.parcels.queries import ParcelRow, parcel_window
from store.parcels.views import VIEWS, sorted_by
from tui.screens.parcel_columns import (
    LEFT,
    NUMBERED,
    flags_words,
    next_words,
    numbered,
    place,
    silent_cell,
    sorted_cell,
    state_words,
)
from tui.screens.rows_of_orders import RowsOfOrders
from tui.widgets.cells import Cell
from tui.widgets.listing import Column, Sort
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import name

if TYPE_CHECKING:
    from tui.sheets.sheet import Field


class ParcelsScreen(RowsOfOrders):
    """The list of parcels; see `SubjectListScreen`."""

    screen_name: ClassVar[str] = "parcels"
    heading = N_("Parcels")
    subject = Subject.PARCEL
    subject_kinds = PARCEL
    views = tuple(map(str, VIEWS))
    view_names = names.PARCEL_VIEWS
    narrows_by = N_("tracking or order number, courier, place or shop")
    sort_names = names.PARCEL_SORTS
    sorted_by: ClassVar[dict[str, Sort]] = {key: Sort(key) for key in names.PARCEL_SORTS}

    def columns(self) -> tuple[Column[ParcelRow], ...]:
        return (
            Column("tag", N_("shop"), lambda row: row.tag, width=4, priority=12),
            Column("left", self._timed, self._time, width=LEFT, align="right", priority=11, sort=self._sort),
            Column("silent", N_("silent"), self._silent, width=8, align="right", priority=6),
            Column("parcel", N_("parcel"), self._parcel, width=NUMBERED, priority=10),
            Column("to", N_("to"), lambda row: place(row.to), width=11, flex=12, max_width=16, priority=4),
            Column("flags", N_("why first"), self._flags, width=14, flex=8, max_width=36, priority=7),
            Column("state", N_("last scan"), state_words, width=16, priority=1),
            Column("next", N_("what is next"), self._next, width=22, flex=4, max_width=26, priority=2),
        )

    def _sorted_by(self) -> str:
        return sorted_by(self._sort, self._moment) if self._moment else self._sort

    def _timed(self) -> str:
        return name(names.PARCEL_TIMES, self._sorted_by())

    def _time(self, row: ParcelRow) -> str | Cell:
        return sorted_cell(row, self._sort, self._moment.now) if self._moment else ""

    def _next(self, row: ParcelRow) -> str:
        return next_words(row, self._moment.now) if self._moment else ""

    def _silent(self, row: ParcelRow) -> str | Cell:
        return silent_cell(row, self._moment.now) if self._moment else ""

    def _parcel(self, row: ParcelRow) -> str:
        return numbered(row.courier, row.tracking_no, self.listing.room("parcel"))

    def _flags(self, row: ParcelRow) -> str:
        return flags_words(row, self.listing.room("flags"))

    def sorts(self, view: str) -> tuple[str, ...]:
        return VIEWS[view].sorts

    def sort_name(self) -> str:
        return name(self.sort_names, self._sorted_by())

    def ask(self, *, fresh: bool, keep_row: bool = False) -> None:
        if fresh:
            self.listing.change_columns(self.all_columns())  # another view shows another time
        super().ask(fresh=fresh, keep_row=keep_row)

    def window(self, moment: Moment) -> QueryWindow[ParcelRow]:
        assert self.backstage is not None
        return parcel_window(self.backstage.book, moment, self._view, self._sort, self.typed())

    def typed(self) -> str:
        return names.code_of(names.COURIERS, self._text)

    def nothing(self) -> str:
        return tr("No parcel here. If today's tracking has not come: F4, then n.\n1 shows all flagged ones.")

    def fields(self) -> tuple[Field[Any], ...]:
        from tui.sheets.parcels import PARCELS

        return PARCELS

    def no_order(self, row: ParcelRow) -> str:
        return tr("No file says whose parcel {number} is; y copies the number.", number=row.tracking_no)

    def why_not(self, action: str) -> Reason | None:
        if action == "parcels.copy" and self.backstage is not None and self.listing.row is None:
            return because("handling.no_row")
        return super().why_not(action)

    def do_parcels_view(self, key: str) -> None:
        """Another saved view of the parcels: one flag each."""
        self.choose_view(key)

    def do_parcels_copy(self) -> None:
        """Copy the tracking number."""
        row = self.listing.row
        assert row is not None
        self.app.copy(row.tracking_no)
