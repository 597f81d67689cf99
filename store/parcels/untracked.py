"""Orders that were clicked as shipped of which nobody knows a parcel."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.orders.day_views import is_shipped_today
from store.orders.tables import Order
from store.orders.views import View
from store.parcels.tables import ParcelOrder
from store.shops.queries import FloorDay

orders, links = table_of(Order), table_of(ParcelOrder)


def is_without_tracking(moment: Moment, day: FloorDay) -> ColumnElement[bool]:
    """Clicked as shipped today, and no file has named a tracking number: without one no courier can scan it, and a
    day later it counts as a false shipment (domain 3.2, 虚假发货)."""
    carried = select(links.c.order_id).where(links.c.order_id == orders.c.id)
    return and_(is_shipped_today(moment, day), ~carried.correlate(orders).exists())


NO_TRACKING = View("no_tracking", is_without_tracking, ("shipped",), daily=True)
