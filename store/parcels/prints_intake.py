"""Tracking numbers of the ERP's lists into the parcels: the waybill of an order, often before the platform has it."""

from __future__ import annotations

from sqlalchemy import Connection, and_, select

from store.book.columns import table_of
from store.orders.staged import staged_prints, staged_prints_more
from store.orders.tables import Order
from store.parcels.awaiting import await_orders
from store.parcels.deadlines import reckon_parcels
from store.parcels.linking import add_parcels, link_parcels, tell_orders
from store.parcels.tables import Parcel
from store.shops.slices import Merged, Slice

orders, parcels = table_of(Order), table_of(Parcel)


def merge(connection: Connection, piece: Slice) -> Merged:
    """Parcels of a slice of a list. Nothing is counted: the orders are."""
    if "tracking_no" not in piece.fields:
        return Merged()
    s, more = staged_prints.c, staged_prints_more.c
    here = and_(s.line.between(piece.first, piece.last), s.tracking_no.is_not(None))
    add_parcels(connection, piece.shop_id, select(s.tracking_no, s.courier, s.courier_word).where(here))
    for number, source in (
        (s.order_no, staged_prints),
        (more.order_no, staged_prints.join(staged_prints_more, more.line == s.line)),
    ):
        order = and_(orders.c.shop_id == piece.shop_id, orders.c.order_no == number)
        found = select(s.tracking_no, orders.c.id).select_from(source.join(orders, order)).where(here)
        link_parcels(connection, piece.shop_id, found)
        await_orders(connection, piece.shop_id, select(s.tracking_no, number).select_from(source).where(here))
        tell_orders(connection, select(orders.c.id).select_from(source.join(orders, order)).where(here))
    said = and_(parcels.c.shop_id == piece.shop_id, parcels.c.tracking_no == s.tracking_no)
    reckon_parcels(connection, piece.settings, select(parcels.c.id).join_from(staged_prints, parcels, said).where(here))
    return Merged()
