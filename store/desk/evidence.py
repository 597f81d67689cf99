"""What lists, couriers and the platform said of an order, as lines of its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.orders.tables import OrderPrint
from store.parcels.tables import Parcel, ParcelOrder
from store.refunds.queries import RefundView

prints, parcels, parcel_orders = table_of(OrderPrint), table_of(Parcel), table_of(ParcelOrder)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history: a time, what happened as a code with parameters, and who or which file says so."""

    at: datetime
    code: str
    params: Mapping[str, Any]
    by: str
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class PrintView:
    """What the ERP's lists say of an order in the house."""

    erp_no: str
    wave: str
    warehouse: str
    slip_printed_at: datetime | None
    waybill_printed_at: datetime | None
    slip_unprinted_as_of: datetime | None
    waybill_unprinted_as_of: datetime | None
    unshipped_as_of: datetime | None
    source: str
    as_of: datetime


def prints_of(connection: Connection, order_id: int) -> PrintView | None:
    """The newest word of the lists, or None where no list has named the order."""
    columns = [prints.c[name] for name in PrintView.__dataclass_fields__]
    row = connection.execute(select(*columns).where(prints.c.order_id == order_id)).first()
    if row is None:
        return None
    return PrintView(row.erp_no or "", row.wave or "", row.warehouse or "", *row[3:])


def printed(view: PrintView | None) -> Iterator[Happening]:
    """When slip and waybill were printed at the latest; where neither was, the newest list that denies it."""
    if view is None:
        return
    for what in ("slip", "waybill"):
        at = getattr(view, f"{what}_printed_at")
        if at is not None:
            yield Happening(at, f"order.{what}_printed", {"wave": view.wave}, view.source, estimated=True)
    denied = [at for at in (view.slip_unprinted_as_of, view.waybill_unprinted_as_of) if at is not None]
    if denied and view.slip_printed_at is None and view.waybill_printed_at is None:
        yield Happening(max(denied), "order.unprinted", {}, view.source)


def travelled(connection: Connection, order_id: int) -> Iterator[Happening]:
    """When each parcel was picked up, signed, or turned back."""
    p = parcels.c
    query = select(p.tracking_no, p.picked_up_at, p.signed_at, p.returning_since)
    query = query.select_from(parcel_orders.join(parcels, p.id == parcel_orders.c.parcel_id))
    codes = {"picked_up_at": "parcel.picked_up", "signed_at": "parcel.signed", "returning_since": "parcel.returning"}
    for row in connection.execute(query.where(parcel_orders.c.order_id == order_id)):
        for name, code in codes.items():
            if row._mapping[name] is not None:
                yield Happening(row._mapping[name], code, {"number": row.tracking_no}, "")


def refunded(views: tuple[RefundView, ...]) -> Iterator[Happening]:
    """When refunds were applied for, and how they ended."""
    for refund in views:
        number = {"number": refund.refund_no}
        yield Happening(refund.opened_at, "refund.opened", number, "")
        if refund.over_at is not None:
            code = "refund.paid_out" if refund.paid_out_at else "refund.closed"
            yield Happening(refund.over_at, code, number, "")


def then(at: datetime | None, moment: Moment) -> datetime | None:
    """The evidence as far as it was there at the moment."""
    return at if at is not None and (not moment.replay or at <= moment.now) else None


def until(happenings: Iterator[Happening], moment: Moment) -> Iterator[Happening]:
    """Those that had happened by then."""
    return (each for each in happenings if each.at <= moment.now)
