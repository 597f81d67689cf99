"""Which query stands behind which item of a checklist. An item becomes live by being named here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection

from store.book.clock import Moment
from store.book.columns import table_of
from store.desk.item_rows import Counted, RowsAt, count_rows
from store.desk.item_views import ROWS
from store.handling.queries import Handled
from store.handling.rules import Done, Subject
from store.imports.queries import expected_files
from store.orders.tables import Order
from store.shops.queries import FloorDay, ShopView, floor_day

Query = Callable[[Connection, tuple[ShopView, ...], Moment], Counted]


class Source(NamedTuple):
    """An item's query, the list that Enter opens, and the file that it knows from."""

    query: Query
    screen: str
    view: str
    subject: Subject | None = None
    """What its rows are; None where nothing can be noted about one."""
    kinds: tuple[Done, ...] = ()
    """What can have been done about a row, in the order of the digits."""
    knows_from: tuple[str, ...] = ()
    """The kinds of files of which a shop expects one; without today's the count is not zero but unknown. Empty: it
    needs no file."""
    after: Column[Any] | None = None
    """What was done about a row before this time of it was for another reason."""

    def handled(self, code: str, moment: Moment, day: FloorDay) -> Handled | None:
        """What counts as handled for the item `code` of this source."""
        if self.subject is None:
            return None
        return Handled(self.subject, self.kinds, day.begins, moment.now, code, self.after)


def _missing(connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> Counted:
    found = expected_files(connection, shops, moment)
    ages = [file.last_as_of for file in found if file.last_as_of is not None]
    return Counted(len(found), worst_at=min(ages, default=None))


ORDER_LISTS = ("taobao.orders", "jd.orders", "pdd.orders")
REFUND_LISTS = ("taobao.refunds", "erp.refunds")
PRINT_LISTS = ("erp.slips", "erp.to_ship", "erp.waves")
SCANS = ("kuaidi100", "kdniao", "courier.sheet")
RETURN_LISTS = ("erp.returns",)
STOCK_LISTS = ("stock",)

SHIPPED_AT = table_of(Order).c.shipped_at

TO_SHIP = (Done.WAREHOUSE_ASKED, Done.PRINT_ASKED, Done.BUYER_TOLD)
UNPAID = (Done.PAYMENT_ASKED, Done.ADDRESS_ASKED, Done.NOT_WANTED)
PARCEL = (Done.MOVED, Done.COURIER_ASKED, Done.BUYER_TOLD, Done.EXTENDED)
REFUND = (
    Done.AGREED,
    Done.DECLINED,
    Done.BUYER_PHONED,
    Done.OWNER_REMINDED,
    Done.EVIDENCE_SENT,
    Done.STOPPED,
)
STOCK = (Done.PURCHASING_ASKED, Done.BUYER_TOLD)


def _live(
    code: str,
    screen: str,
    view: str,
    subject: Subject,
    kinds: tuple[Done, ...],
    knows_from: tuple[str, ...],
    after: Column[Any] | None = None,
) -> Source:
    rows: RowsAt = ROWS[screen](view)

    def query(connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> Counted:
        day = floor_day(shops, moment.now)
        handled = Handled(subject, kinds, day.begins, moment.now, code, after)
        return count_rows(connection, rows(moment, day), handled, shops)

    return Source(query, screen, view, subject, kinds, knows_from, after)


def _orders(
    code: str,
    view: str,
    kinds: tuple[Done, ...],
    knows_from: tuple[str, ...] = ORDER_LISTS,
    after: Column[Any] | None = None,
) -> Source:
    return _live(code, "orders", view, Subject.ORDER, kinds, knows_from, after)


def _parcels(code: str, view: str) -> Source:
    return _live(code, "parcels", view, Subject.PARCEL, PARCEL, SCANS)


def _refunds(code: str, view: str) -> Source:
    return _live(code, "refunds", view, Subject.REFUND, REFUND, REFUND_LISTS)


SOURCES: dict[str, Source] = {
    "files.missing": Source(_missing, "files", "missing"),
    "orders.cut_off_unprinted": _orders("orders.cut_off_unprinted", "cut_off_unprinted", TO_SHIP, PRINT_LISTS),
    "orders.late": _orders("orders.late", "late", TO_SHIP),
    "orders.no_tracking": _orders("orders.no_tracking", "no_tracking", TO_SHIP),
    "orders.today": _orders("orders.today", "today", TO_SHIP),
    "orders.unpaid": _orders("orders.unpaid", "unpaid", UNPAID),
    "orders.unprinted": _orders("orders.unprinted", "unprinted", TO_SHIP, PRINT_LISTS),
    "orders.unshipped": _orders("orders.unshipped", "unshipped", TO_SHIP),
    "notices.send": _orders("notices.send", "shipped_today", (Done.BUYER_TOLD,), after=SHIPPED_AT),
    "stock.untold": _orders("stock.untold", "short", (Done.BUYER_TOLD,), STOCK_LISTS),
    "stock.low": _live("stock.low", "stock", "low", Subject.STOCK, STOCK, STOCK_LISTS),
    "parcels.flagged": _parcels("parcels.flagged", "flagged"),
    "parcels.no_scan": _parcels("parcels.no_scan", "no_scan"),
    "parcels.windows": _parcels("parcels.windows", "window"),
    "parcels.stop": _refunds("parcels.stop", "stop"),
    "refunds.due": _refunds("refunds.due", "open"),
    "refunds.not_stopped": _refunds("refunds.not_stopped", "not_stopped"),
    "refunds.phone": _refunds("refunds.phone", "phone"),
    "refunds.review": _refunds("refunds.review", "review"),
    "refunds.running_out": _refunds("refunds.running_out", "running_out"),
    "refunds.unshipped": _refunds("refunds.unshipped", "unshipped"),
    "returns.receive": _live("returns.receive", "returns", "receive", Subject.RETURN, (Done.RECEIVED,), RETURN_LISTS),
}
