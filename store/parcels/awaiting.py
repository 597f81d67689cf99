"""Parcels of orders that nobody knows yet: what a list told of them is kept, and joined when the order comes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, and_, literal, select
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import table_of
from store.orders.tables import Order
from store.parcels.deadlines import reckon_parcels
from store.parcels.linking import tell_orders
from store.parcels.side_tables import AwaitedOrder
from store.parcels.tables import Parcel, ParcelOrder
from store.shops.rules import from_json
from store.shops.tables import Shop

awaited, parcels, links = table_of(AwaitedOrder), table_of(Parcel), table_of(ParcelOrder)
orders, shops = table_of(Order), table_of(Shop)


def await_orders(connection: Connection, shop_id: int, said: Select[Any]) -> None:
    """Keep which parcels the orders travel in that nobody knows yet.

    Args:
        said: tracking numbers and the numbers of the orders in them.
    """
    new = said.subquery("said")
    tracking_no, number = tuple(new.c)
    parcel = and_(parcels.c.shop_id == shop_id, parcels.c.tracking_no == tracking_no)
    order = and_(orders.c.shop_id == shop_id, orders.c.order_no == number)
    query = select(number, literal(shop_id), parcels.c.id)
    query = query.select_from(new.join(parcels, parcel).outerjoin(orders, order)).where(orders.c.id.is_(None))
    statement = insert(awaited).from_select(["order_no", "shop_id", "parcel_id"], query)
    connection.execute(statement.on_conflict_do_nothing())


def link_orders(connection: Connection, shop_id: int, came: Select[Any]) -> None:
    """Orders came that lists had named before as what is in a parcel."""
    new = came.subquery("came")
    order, number = tuple(new.c)
    named = new.join(awaited, and_(awaited.c.shop_id == shop_id, awaited.c.order_no == number))
    found = select(awaited.c.parcel_id, order).select_from(named)
    statement = insert(links).from_select(["parcel_id", "order_id"], found)
    if not connection.execute(statement.on_conflict_do_nothing()).rowcount:
        return
    tell_orders(connection, select(order).select_from(named))
    stored = connection.scalar(select(shops.c.settings).where(shops.c.id == shop_id))
    reckon_parcels(connection, from_json(stored or {}), select(awaited.c.parcel_id).select_from(named))
    over = and_(awaited.c.shop_id == shop_id, awaited.c.order_no.in_(select(number)))
    connection.execute(awaited.delete().where(over))
