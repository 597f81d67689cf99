"""The goods of an order with what lies on the shelves, and the parcels that they travel in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.orders.line_tables import OrderLine
from store.parcels.rules import ParcelState
from store.parcels.tables import Parcel, ParcelOrder
from store.shops.queries import ShopView
from store.stock.queries import StockView, stock_of
from store.stock.rules import Availability, availability, is_fresh

lines, parcels, parcel_orders = table_of(OrderLine), table_of(Parcel), table_of(ParcelOrder)


@dataclass(frozen=True, slots=True)
class LineView:
    """One item of the order."""

    title: str
    quantity: int | None
    item_no: str | None = None
    properties: str = ""
    code: str | None = None
    price: int | None = None
    refund_word: str = ""
    stock: StockView | None = None
    """What the last list of stock says of its code, however old."""


@dataclass(frozen=True, slots=True)
class GoodsView:
    """All items, and what may be promised of them."""

    lines: tuple[LineView, ...]
    availability: Availability
    stock_as_of: datetime | None
    """The oldest knowledge that `availability` stands on; None where it is unknown."""


@dataclass(frozen=True, slots=True)
class ParcelView:
    """A parcel that the order travels in."""

    tracking_no: str
    courier: str | None
    courier_word: str | None
    state: ParcelState | None = None
    state_word: str = ""
    state_at: datetime | None = None
    picked_up_at: datetime | None = None
    signed_at: datetime | None = None
    returning_since: datetime | None = None


def goods_of(connection: Connection, order_id: int, shop: ShopView, moment: Moment) -> GoodsView:
    """The lines that stand, each with the stock of its code."""
    query = select(*(lines.c[name] for name in ("title", "quantity", "item_no", "code", "price")))
    query = query.add_columns(lines.c.properties, lines.c.refund_word)
    query = query.where(lines.c.order_id == order_id, lines.c.withdrawn_at.is_(None)).order_by(lines.c.position)
    rows = connection.execute(query).all()
    stock = stock_of(connection, shop.id, {row.code for row in rows if row.code}, moment)
    found = tuple(
        LineView(
            title=row.title,
            quantity=row.quantity,
            item_no=row.item_no,
            properties=row.properties or "",
            code=row.code,
            price=row.price,
            refund_word=row.refund_word or "",
            stock=stock.get(row.code),
        )
        for row in rows
    )
    return GoodsView(found, *judged([(line.quantity, line.stock) for line in found], shop, moment))


def judged(
    wanted: Sequence[tuple[int | None, StockView | None]], shop: ShopView, moment: Moment
) -> tuple[Availability, datetime | None]:
    """Whether pieces of some goods are there, and the oldest knowledge that this stands on: None where it is unknown.

    Stock of a day before the floor's own is unknown.
    """
    begins = shop.settings.start_of(shop.settings.day_of(moment.now))
    fresh = [(pieces, stock if stock and is_fresh(stock.as_of, begins) else None) for pieces, stock in wanted]
    found = availability([(pieces, stock.quantity if stock else None) for pieces, stock in fresh])
    ages = [stock.as_of for _, stock in fresh if stock is not None]
    return found, None if found is Availability.UNKNOWN else min(ages, default=None)


def parcels_of(connection: Connection, order_id: int, moment: Moment) -> tuple[ParcelView, ...]:
    """The parcels of an order, in the order in which they became known."""
    p = parcels.c
    query = (
        select(p.tracking_no, p.courier, p.courier_word, p.state, p.state_word, p.state_at)
        .add_columns(p.picked_up_at, p.signed_at, p.returning_since)
        .select_from(parcel_orders.join(parcels, p.id == parcel_orders.c.parcel_id))
        .where(parcel_orders.c.order_id == order_id)
        .order_by(p.id)
    )
    return tuple(
        ParcelView(
            *row[:3],
            *((row.state, row.state_word or "", row.state_at) if _then(row.state_at, moment) else (None, "", None)),
            *(_then(at, moment) for at in row[6:]),
        )
        for row in connection.execute(query)
    )


def _then(at: datetime | None, moment: Moment) -> datetime | None:
    return at if at is not None and at <= moment.now else None
