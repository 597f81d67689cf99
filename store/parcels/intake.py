"""Tracking numbers of staged orders into the parcels."""

from __future__ import annotations

from sqlalchemy import Connection, and_, literal, select
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import table_of
from store.orders.staged import rows, staged
from store.orders.tables import Order
from store.parcels.tables import Parcel, ParcelOrder

orders, parcels, parcel_orders = table_of(Order), table_of(Parcel), table_of(ParcelOrder)


def merge(connection: Connection, shop_id: int) -> None:
    """Parcels of the slice that `orders.intake.merge` has just taken; a parcel once known is not taken away,
    and a courier is filled in where none was known."""
    source = rows.join(staged, staged.c.line == rows.c.line)
    has_number = staged.c.tracking_no.is_not(None)
    query = (
        select(literal(shop_id), staged.c.tracking_no, staged.c.courier, staged.c.courier_word, literal(1))
        .select_from(source)
        .where(has_number)
    )
    names = ["shop_id", "tracking_no", "courier", "courier_word", "version"]
    statement = insert(parcels).from_select(names, query)
    said = statement.excluded
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["shop_id", "tracking_no"],
            set_={"courier": said.courier, "courier_word": said.courier_word, "version": parcels.c.version + 1},
            where=and_(parcels.c.courier.is_(None), said.courier.is_not(None)),
        )
    )
    order = and_(orders.c.shop_id == shop_id, orders.c.order_no == staged.c.order_no)
    parcel = and_(parcels.c.shop_id == shop_id, parcels.c.tracking_no == staged.c.tracking_no)
    links = select(parcels.c.id, orders.c.id).select_from(source.join(orders, order).join(parcels, parcel))
    linking = insert(parcel_orders).from_select(["parcel_id", "order_id"], links.where(has_number))
    connection.execute(linking.on_conflict_do_nothing())
