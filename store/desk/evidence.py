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


def printed(connection: Connection, order_id: int, moment: Moment) -> Iterator[Happening]:
    """When slip and waybill were printed at the latest; where neither was, the newest list that denies it."""
    p = prints.c
    columns = (p.slip_printed_at, p.waybill_printed_at, p.slip_unprinted_as_of, p.waybill_unprinted_as_of)
    row = connection.execute(select(*columns, p.wave, p.source).where(p.order_id == order_id)).first()
    if row is None:
        return
    slip, waybill, *denied = (then(at, moment) for at in row[:4])
    for code, at in (("order.slip_printed", slip), ("order.waybill_printed", waybill)):
        if at is not None:
            yield Happening(at, code, {"wave": row.wave or ""}, row.source, estimated=True)
    newest = max(filter(None, denied), default=None)
    if newest is not None and slip is None and waybill is None:
        yield Happening(newest, "order.unprinted", {}, row.source)


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
