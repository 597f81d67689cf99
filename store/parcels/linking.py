"""Tracking numbers of files into parcels, and which orders are in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import table_of
from store.orders.tables import Order
from store.parcels.tables import Parcel, ParcelOrder

parcels, links, orders = table_of(Parcel), table_of(ParcelOrder), table_of(Order)


def add_parcels(connection: Connection, shop_id: int, said: Select[Any]) -> None:
    """Parcels by their numbers; a parcel once known is not taken away.

    A courier that a file names stands before one that was guessed from the number; a guess only fills.

    Args:
        said: tracking numbers, courier codes, couriers' names as the file wrote them.
    """
    new = said.subquery("said")
    number, courier, word = tuple(new.c)
    query = select(literal(shop_id), number, courier, word, literal(1)).where(number.is_not(None))
    statement = insert(parcels).from_select(["shop_id", "tracking_no", "courier", "courier_word", "version"], query)
    now = statement.excluded
    unsaid = and_(parcels.c.courier.is_(None), now.courier.is_not(None))
    guessed = and_(parcels.c.courier_word.is_(None), now.courier_word.is_not(None))
    named = {
        "courier": func.coalesce(now.courier, parcels.c.courier),
        "courier_word": func.coalesce(now.courier_word, parcels.c.courier_word),
        "version": parcels.c.version + 1,
    }
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["shop_id", "tracking_no"], set_=named, where=or_(unsaid, guessed)
        )
    )


def link_parcels(connection: Connection, shop_id: int, said: Select[Any]) -> None:
    """Which order is in which parcel.

    Args:
        said: tracking numbers and the ids of the orders in them.
    """
    new = said.subquery("said")
    number, order = tuple(new.c)
    parcel = and_(parcels.c.shop_id == shop_id, parcels.c.tracking_no == number)
    query = select(parcels.c.id, order).select_from(new.join(parcels, parcel)).where(order.is_not(None))
    connection.execute(insert(links).from_select(["parcel_id", "order_id"], query).on_conflict_do_nothing())


def tell_orders(connection: Connection, which: Select[Any]) -> None:
    """Let the orders whose ids `which` finds say when the last of their parcels was picked up, and when signed.

    As long as one of the parcels has no such scan the goods are not all out of the house, or not all delivered.
    """
    mine = links.join(parcels, parcels.c.id == links.c.parcel_id)
    values: dict[str, Any] = {}
    for name in ("picked_up_at", "signed_at"):
        at = parcels.c[name]
        of_all = case((func.count() == func.count(at), func.max(at)))
        found = select(of_all).select_from(mine).where(links.c.order_id == orders.c.id)
        values[name] = found.correlate(orders).scalar_subquery()
    differs = or_(*(orders.c[name].is_distinct_from(value) for name, value in values.items()))
    stamped = {**values, "version": orders.c.version + 1}
    connection.execute(update(orders).values(stamped).where(orders.c.id.in_(which), differs))
