"""What follows from a shop's settings for its open orders, reckoned anew when the settings change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, type_coerce, update

from store.book.columns import Instant, earlier_of, later, table_of
from store.orders.clocks import lay_days
from store.orders.money_only import mark_money_only
from store.orders.staged import house_days
from store.orders.tables import Order
from store.shops.rules import ShopSettings

orders = table_of(Order)


def reckon_anew(connection: Connection, shop_id: int, settings: ShopSettings) -> None:
    """Clocks that only stand on the settings, and which orders only carry money. What a file said stays as it is."""
    mine = orders.c.shop_id == shop_id
    carrying = select(orders.c.id).where(mine, orders.c.money_only.is_(True))
    mark_money_only(connection, settings, carrying)
    mark_money_only(connection, settings, select(orders.c.id).where(mine, _open()))
    bounds = select(func.min(orders.c.paid_at), func.max(orders.c.paid_at)).where(mine, _open())
    lay_days(connection, settings, bounds)
    _write(connection, and_(mine, _open()), _clocks(settings))
    unpaid = and_(mine, orders.c.paid_at.is_(None), orders.c.settled_at.is_(None))
    _write(connection, unpaid, {"pay_by_at": later(orders.c.placed_at, timedelta(hours=settings.pay_hours))})


def _open() -> ColumnElement[bool]:
    """Word for word what the index of the open orders says."""
    o = orders.c
    return and_(o.paid_at.is_not(None), o.shipped_at.is_(None), o.settled_at.is_(None), o.money_only.is_(False))


def _clocks(settings: ShopSettings) -> dict[str, ColumnElement[Any]]:
    estimate = later(orders.c.paid_at, timedelta(hours=settings.promise_hours))
    ship_by = type_coerce(case((orders.c.ship_by_estimated, estimate), else_=orders.c.ship_by_at), Instant)
    house: ColumnElement[Any] = (
        select(house_days.c.due_at)
        .where(house_days.c.begins_at <= orders.c.paid_at)
        .order_by(house_days.c.begins_at.desc())
        .limit(1)
        .correlate(orders)
        .scalar_subquery()
    )
    house = type_coerce(case((orders.c.presale.is_not(True), house)), Instant)
    pay_by = later(orders.c.placed_at, timedelta(hours=settings.pay_hours))
    return {"ship_by_at": ship_by, "house_due_at": house, "due_at": earlier_of(ship_by, house), "pay_by_at": pay_by}


def _write(connection: Connection, which: ColumnElement[bool], values: dict[str, ColumnElement[Any]]) -> None:
    differs = or_(*(orders.c[name].is_distinct_from(value) for name, value in values.items()))
    connection.execute(update(orders).values({**values, "version": orders.c.version + 1}).where(which, differs))
