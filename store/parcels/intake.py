"""Tracking numbers of staged orders into the parcels."""

from __future__ import annotations

from sqlalchemy import Connection, select

from store.book.columns import table_of
from store.orders.staged import at_work, rows, staged
from store.parcels.deadlines import reckon_parcels
from store.parcels.linking import add_parcels, link_parcels, tell_orders
from store.parcels.tables import Parcel, ParcelOrder, ParcelScan
from store.shops.slices import Merged, Slice

parcels, links, scans = table_of(Parcel), table_of(ParcelOrder), table_of(ParcelScan)


def merge(connection: Connection, piece: Slice) -> Merged:
    """Parcels of the slice that `orders.intake.merge` has just taken, and what its orders say of parcels that were
    there before. Nothing is counted: the orders are."""
    if "tracking_no" in piece.fields:
        _take_numbers(connection, piece)
    in_slice = links.join(rows, rows.c.order_id == links.c.order_id)
    reckon_parcels(connection, piece.settings, select(links.c.parcel_id).select_from(in_slice))
    return Merged()


def _take_numbers(connection: Connection, piece: Slice) -> None:
    source, here = at_work(piece, staged.c.tracking_no.is_not(None))
    said = (staged.c.tracking_no, staged.c.courier, staged.c.courier_word)
    add_parcels(connection, piece.shop_id, select(*said).select_from(source).where(here))
    link_parcels(
        connection, piece.shop_id, select(staged.c.tracking_no, rows.c.order_id).select_from(source).where(here)
    )
    if connection.execute(select(scans.c.parcel_id).limit(1)).first() is not None:
        scanned = rows.join(links, links.c.order_id == rows.c.order_id).join(parcels, parcels.c.id == links.c.parcel_id)
        tell_orders(connection, select(rows.c.order_id).select_from(scanned).where(parcels.c.last_scan_at.is_not(None)))
