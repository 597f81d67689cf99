"""The lists behind the items of checklists: the rows that an item counts, and the same rows as a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import true

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.paging import Listed, Sort
from store.desk import low_stock, returning
from store.desk.item_rows import Rows, RowsAt
from store.handling.queries import Handled
from store.orders import views as orders_views
from store.orders.day_views import DAY_VIEWS
from store.orders.queries import orders_listed
from store.orders.tables import Order
from store.orders.views import View
from store.parcels import views as parcels_views
from store.parcels.queries import parcels_listed
from store.parcels.tables import Parcel
from store.parcels.untracked import NO_TRACKING
from store.refunds import views as refunds_views
from store.refunds.queries import refunds_listed
from store.refunds.tables import Refund
from store.shops.queries import FloorDay
from store.stock.tables import StockItem

orders, parcels, refunds, items = table_of(Order), table_of(Parcel), table_of(Refund), table_of(StockItem)

ORDER_VIEWS: Mapping[str, View] = {**orders_views.VIEWS, **DAY_VIEWS, NO_TRACKING.key: NO_TRACKING}
"""The saved views of the list of orders and those of the items."""


def _orders(view: str) -> RowsAt:
    chosen = ORDER_VIEWS[view]
    clock = orders_views.SORTS[chosen.sorts[0]].column

    def rows(moment: Moment, day: FloorDay) -> Rows:
        return Rows(orders, chosen.within(moment, day), orders.c.id, clock, "shop", orders.c.shop_id)

    return rows


def _refunds(view: str) -> RowsAt:
    chosen = refunds_views.VIEWS[view]
    clock = refunds_views.SORTS[chosen.sorts[0]].column

    def rows(moment: Moment, day: FloorDay) -> Rows:
        return Rows(refunds, chosen.within(moment, day), refunds.c.id, clock, "status", refunds.c.status)

    return rows


def _parcels(view: str) -> RowsAt:
    chosen = parcels_views.VIEWS[view]

    def rows(moment: Moment, day: FloorDay) -> Rows:
        where, clock = chosen.within(moment, day), parcels_views.sort_of(view, None, moment).column
        if view == "flagged":
            flags = {str(flag): up(moment) for flag, up in parcels_views.FLAGS.items()}
            return Rows(parcels, where, parcels.c.id, clock, "flag", parcels.c.state, flags)
        return Rows(parcels, where, parcels.c.id, clock, "courier", parcels.c.courier)

    return rows


def _stock(view: str) -> RowsAt:
    def rows(moment: Moment, day: FloorDay) -> Rows:
        where = low_stock.VIEWS[view].within(moment, day)
        return Rows(items, where, items.c.id, items.c.quantity, "shop", items.c.shop_id)

    return rows


def _returns(_view: str) -> RowsAt:
    def rows(moment: Moment, _day: FloorDay) -> Rows:
        all_of = returning.to_receive(moment)
        c = all_of.c
        return Rows(all_of, true(), c.id, c.since_at, "courier", c.courier)

    return rows


ROWS: Mapping[str, Callable[[str], RowsAt]] = {
    "orders": _orders,
    "refunds": _refunds,
    "parcels": _parcels,
    "stock": _stock,
    "returns": _returns,
}
"""By the screen that shows them: the rows of a view."""


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
