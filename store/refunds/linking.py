"""Refunds and their orders: found when the order comes after its refund, and the order's flag."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, and_, func, select, update

from store.book.columns import table_of
from store.orders.tables import Order
from store.refunds.tables import Refund

refunds, orders = table_of(Refund), table_of(Order)


def link_orders(connection: Connection, shop_id: int, came: Select[Any]) -> None:
    """Orders came of which refunds were there before."""
    new = came.subquery("came")
    order, number = tuple(new.c)
    waiting = and_(refunds.c.shop_id == shop_id, refunds.c.order_no == number, refunds.c.order_id.is_(None))
    changes = {"order_id": order, "version": refunds.c.version + 1}
    if connection.execute(update(refunds).values(changes).where(waiting)).rowcount:
        raise_flags(connection, select(order))


def raise_flags(connection: Connection, which: Select[Any]) -> None:
    """Let the orders whose ids `which` finds say since when a refund of theirs is open, and take the flag down again
    when none is."""
    mine = and_(refunds.c.order_id == orders.c.id, refunds.c.over_at.is_(None))
    since = select(func.min(refunds.c.opened_at)).where(mine).correlate(orders).scalar_subquery()
    changes = and_(orders.c.id.in_(which), orders.c.refund_open_since.is_distinct_from(since))
    values = {"refund_open_since": since, "version": orders.c.version + 1}
    connection.execute(update(orders).values(values).where(changes))
