"""What a search finds: orders and buyers, each with the reason why it is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.errors import Reason
from store.buyers.rules import masked_nick
from store.buyers.tables import Buyer
from store.orders.tables import Order
from store.orders.views import is_running, is_there
from store.parcels.tables import Parcel
from store.shops.tables import Shop

orders, buyers, shops, parcels = table_of(Order), table_of(Buyer), table_of(Shop), table_of(Parcel)


class Kind(StrEnum):
    """What was found."""

    ORDER = "order"
    PARCEL = "parcel"
    BUYER = "buyer"


class Why(StrEnum):
    """Why it was found, best first."""

    NUMBER = "number"
    TRACKING = "tracking"
    PHONE = "phone"
    NICK = "nick"
    NUMBER_TAIL = "number_tail"
    TRACKING_TAIL = "tracking_tail"
    PHONE_TAIL = "phone_tail"
    NICK_BEGIN = "nick_begin"
    NICK_PART = "nick_part"
    NICK_INITIALS = "nick_initials"
    GOODS = "goods"
    GOODS_INITIALS = "goods_initials"
    NUMBER_BEGIN = "number_begin"
    TRACKING_BEGIN = "tracking_begin"


RANK = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True, slots=True)
class Ref:
    """An order or a buyer that was found, before anything about it was read."""

    why: Why
    order_id: int | None = None
    buyer_id: int | None = None
    parcel_id: int | None = None

    @property
    def key(self) -> tuple[int | None, int | None]:
        """What tells two of them apart: the same order is shown once, for its best reason."""
        return self.order_id, self.buyer_id


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the answer. Personal data is masked."""

    id: int
    """Its own in any answer: the same record has the same one."""
    kind: Kind
    why: Why
    order_id: int | None
    """The order that it leads to; None: to the list of the buyer."""
    buyer_id: int | None
    tag: str
    nick: str
    order_no: str
    tracking_no: str
    title: str
    at: datetime | None
    """When the order was placed, the buyer's newest one."""
    orders: int
    """How many the buyer has; 1 for an order."""
    running: int
    """How many of them somebody may still ask about."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of a search."""

    text: str
    hits: tuple[Hit, ...] = ()
    more: bool = False
    """There is more than is shown: type more."""
    why_not: Reason | None = None
    """Why nothing was searched for."""


def told(connection: Connection, moment: Moment, refs: Sequence[Ref]) -> tuple[Hit, ...]:
    """What stands about them, in their order."""
    about = _orders(connection, moment, {ref.order_id for ref in refs if ref.order_id is not None})
    people = _buyers(connection, moment, {ref.buyer_id for ref in refs if ref.buyer_id is not None})
    numbers = _numbers(connection, {ref.parcel_id for ref in refs if ref.parcel_id is not None})
    return tuple(
        _of_order(ref, about[ref.order_id], numbers) if ref.order_id is not None else _of_buyer(ref, people)
        for ref in refs
    )


def _of_order(ref: Ref, row: Any, numbers: dict[int, str]) -> Hit:
    return Hit(
        id=row.id * 2,
        kind=Kind.ORDER if ref.parcel_id is None else Kind.PARCEL,
        why=ref.why,
        order_id=row.id,
        buyer_id=row.buyer_id,
        tag=row.tag or "",
        nick=masked_nick(row.nick or ""),
        order_no=row.order_no,
        tracking_no=numbers.get(ref.parcel_id or 0, ""),
        title=row.title or "",
        at=row.placed_at,
        orders=1,
        running=row.running,
    )


def _of_buyer(ref: Ref, people: dict[int, Any]) -> Hit:
    assert ref.buyer_id is not None
    row = people[ref.buyer_id]
    return Hit(
        # Even and odd: an order and a buyer of the same number are two lines.
        id=row.id * 2 + 1,
        kind=Kind.BUYER,
        why=ref.why,
        order_id=None,
        buyer_id=row.id,
        tag=row.tag or "",
        nick=masked_nick(row.nick),
        order_no="",
        tracking_no="",
        title="",
        at=row.newest_at,
        orders=row.number,
        running=row.running,
    )


def _orders(connection: Connection, moment: Moment, ids: Iterable[int]) -> dict[int, Any]:
    o = orders.c
    running = case((is_running(moment), 1), else_=0).label("running")
    query = (
        select(o.id, o.buyer_id, shops.c.tag, buyers.c.nick, o.order_no, o.title, o.placed_at, running)
        .select_from(orders.outerjoin(shops, shops.c.id == o.shop_id).outerjoin(buyers, buyers.c.id == o.buyer_id))
        .where(o.id.in_(ids))
    )
    return {row.id: row for row in connection.execute(query)}


def _buyers(connection: Connection, moment: Moment, ids: Iterable[int]) -> dict[int, Any]:
    b = buyers.c
    counted = (
        func.count(orders.c.id).label("number"),
        func.sum(case((is_running(moment), 1), else_=0)).label("running"),
        func.max(orders.c.placed_at).label("newest_at"),
    )
    query = (
        select(b.id, shops.c.tag, b.nick, *counted)
        .select_from(
            buyers.outerjoin(shops, shops.c.id == b.shop_id).outerjoin(
                orders, and_(orders.c.buyer_id == b.id, is_there(moment))
            )
        )
        .where(b.id.in_(ids))
        .group_by(b.id)
    )
    return {row.id: row for row in connection.execute(query)}


def _numbers(connection: Connection, ids: Iterable[int]) -> dict[int, str]:
    query = select(parcels.c.id, parcels.c.tracking_no).where(parcels.c.id.in_(ids))
    return {row.id: row.tracking_no for row in connection.execute(query)}
