"""The lists behind the items of checklists: the rows that an item counts (`item_views`), as a list.

Each is loaded with its first list: whoever looks at orders does not hold what lists refunds.
"""

from __future__ import annotations

from typing import Any

from store.book.clock import Moment
from store.book.paging import Listed, Sort
from store.desk.item_views import ORDER_VIEWS
from store.handling.queries import Handled
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
        from store.orders.queries import orders_listed

        return orders_listed(moment, day, ORDER_VIEWS[view], sort, text, handled)
    if screen == "refunds":
        from store.refunds.queries import refunds_listed

        return refunds_listed(moment, view, sort, text, handled)
    if screen == "parcels":
        from store.parcels.queries import parcels_listed

        return parcels_listed(moment, day, view, sort, text, handled)
    if screen == "stock":
        from store.desk.low_stock import stock_listed

        return stock_listed(moment, view, sort, text, handled)
    from store.desk.returning import returns_listed

    return returns_listed(moment, text, handled)
