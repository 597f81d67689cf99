"""What a list of items says of the orders themselves: that they exist, and what is in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import table_of
from store.orders.findable import make_findable
from store.orders.line_tables import OrderLine
from store.orders.rules import TITLES_JOINED_BY
from store.orders.staged import staged_items
from store.orders.tables import Order
from store.orders.telling import tell_orders_came
from store.shops.slices import Slice

orders, lines = table_of(Order), table_of(OrderLine)


def add_bare_orders(connection: Connection, piece: Slice) -> None:
    """Orders of which nothing is known but their number: no list shows them before another file says more."""
    here = staged_items.c.line.between(piece.first, piece.last)
    known = and_(orders.c.shop_id == piece.shop_id, orders.c.order_no == staged_items.c.order_no)
    unknown = (
        select(staged_items.c.order_no)
        .select_from(staged_items.outerjoin(orders, known))
        .where(here, orders.c.id.is_(None))
        .distinct()
    )
    numbers = list(connection.scalars(unknown))
    if not numbers:
        return
    constants = (literal(piece.shop_id), literal(1), literal(0), literal(""), literal(0))
    names = ["order_no", "shop_id", "version", "money_only", "estimated", "ship_by_estimated"]
    connection.execute(insert(orders).from_select(names, unknown.add_columns(*constants)))
    came = select(orders.c.id, orders.c.order_no)
    came = came.where(orders.c.shop_id == piece.shop_id, orders.c.order_no.in_(numbers))
    tell_orders_came(connection, piece.shop_id, came)


def describe_orders(connection: Connection, touched: Select[Any]) -> None:
    """Title and quantity of orders that no order list has described, from their lines; also when more lines come.

    The titles are joined in the order of the index of lines, which is their place.
    """
    mine = and_(lines.c.order_id == orders.c.id, lines.c.withdrawn_at.is_(None))
    titles = select(func.group_concat(lines.c.title, TITLES_JOINED_BY)).where(mine)
    title = titles.correlate(orders).scalar_subquery()
    quantity = select(func.sum(lines.c.quantity)).where(mine).correlate(orders).scalar_subquery()
    grows = title.startswith(orders.c.title.concat(TITLES_JOINED_BY))
    undescribed = and_(title.is_not(None), or_(orders.c.title.is_(None), grows))
    values = {
        "title": title,
        "quantity": case((or_(grows, orders.c.quantity.is_(None)), quantity), else_=orders.c.quantity),
        "version": orders.c.version + 1,
    }
    connection.execute(update(orders).values(values).where(orders.c.id.in_(touched), undescribed))
    make_findable(connection, touched)
