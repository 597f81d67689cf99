"""The lists behind the items of checklists: the rows that an item counts (`item_views`), as a list."""

from __future__ import annotations

from typing import Any

from store.book.clock import Moment
from store.book.paging import Listed, Sort
from store.desk import low_stock, returning
from store.desk.item_views import ORDER_VIEWS
from store.handling.queries import Handled
from store.orders.queries import orders_listed
from store.parcels.queries import parcels_listed
from store.refunds.queries import refunds_listed
from store.shops.queries import FloorDay


def listed(
    screen: str,
    view: str,
    moment: Moment,
    day: FloorDay,
    sort: str | None = None,
    text: str = "",
    handled: Handled | None = None,
) -> tuple[Listed[Any], Sort]:
    """What the list of a view shows, and in which order; without those that are handled, where that is asked."""
    if screen == "orders":
        return orders_listed(moment, day, ORDER_VIEWS[view], sort, text, handled)
    if screen == "refunds":
        return refunds_listed(moment, view, sort, text, handled)
    if screen == "parcels":
        return parcels_listed(moment, day, view, sort, text, handled)
    if screen == "stock":
        return low_stock.stock_listed(moment, view, sort, text, handled)
    return returning.returns_listed(moment, text, handled)
