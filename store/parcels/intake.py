"""Tracking numbers of staged orders into the parcels."""

from __future__ import annotations

from sqlalchemy import Connection, and_, literal, select
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import table_of
from store.orders.intake import at_work
from store.orders.staged import Slice, rows, staged
from store.parcels.tables import Parcel, ParcelOrder

parcels, parcel_orders = table_of(Parcel), table_of(ParcelOrder)


def merge(connection: Connection, piece: Slice) -> None:
    """Parcels of the slice that `orders.intake.merge` has just taken; a parcel once known is not taken away,
    and a courier is filled in where none was known."""
    source, here = at_work(piece, staged.c.tracking_no.is_not(None))
    query = (
        select(literal(piece.shop_id), staged.c.tracking_no, staged.c.courier, staged.c.courier_word, literal(1))
        .select_from(source)
        .where(here)
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
    parcel = and_(parcels.c.shop_id == piece.shop_id, parcels.c.tracking_no == staged.c.tracking_no)
    links = select(parcels.c.id, rows.c.order_id).select_from(source.join(parcels, parcel)).where(here)
    linking = insert(parcel_orders).from_select(["parcel_id", "order_id"], links)
    connection.execute(linking.on_conflict_do_nothing())
