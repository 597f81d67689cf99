"""The rows behind the items of checklists, by the screen that lists them. A room is loaded when one of its items is
counted first: Today waits for imports, and no list has an item of every room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import and_, true

from store.book.clock import Moment
from store.book.columns import EPOCH, table_of
from store.desk.item_rows import Rows, RowsAt
from store.orders import views as orders_views
from store.orders.day_views import DAY_VIEWS
from store.orders.tables import Order
from store.orders.views import View
from store.parcels.untracked import NO_TRACKING
from store.shops.queries import FloorDay

orders = table_of(Order)

ORDER_VIEWS: Mapping[str, View] = {**orders_views.VIEWS, **DAY_VIEWS, NO_TRACKING.key: NO_TRACKING}
"""The saved views of the list of orders and those of the items."""

SINCE = frozenset(("shipped", "flagged", "back", "state", "paid_out", "money_gone"))
"""The orders of rows that go by since when each waits, not by when it is due."""


def _orders(view: str) -> RowsAt:
    chosen = ORDER_VIEWS[view]
    by = orders_views.SORTS[chosen.sorts[0]]
    clock, told = by.column, orders.c.due_at if by.key == "ship_by" else None

    def rows(moment: Moment, day: FloorDay) -> Rows:
        # Every order of an item has its clock: said so, the index is walked that has the shop beside it.
        where = and_(chosen.within(moment, day), clock > EPOCH)
        return Rows(
            table=orders,
            where=where,
            ident=orders.c.id,
            clock=clock,
            since=by.key in SINCE,
            kind="shop",
            part=orders.c.shop_id,
            told=told,
            replay=moment.replay,
        )

    return rows


def _refunds(view: str) -> RowsAt:
    def rows(moment: Moment, day: FloorDay) -> Rows:
        from store.refunds.views import VIEWS, clock_of, refunds

        where, clock = VIEWS[view].within(moment, day), clock_of(view)
        since = VIEWS[view].sorts[0] in SINCE
        return Rows(refunds, where, refunds.c.id, clock, since, "status", refunds.c.status)

    return rows


def _parcels(view: str) -> RowsAt:
    def rows(moment: Moment, day: FloorDay) -> Rows:
        from store.parcels.views import FLAGS, VIEWS, as_extended, parcels, sort_of

        where, by = VIEWS[view].within(moment, day), sort_of(view, None, moment)
        found = Rows(
            table=parcels,
            where=where,
            ident=parcels.c.id,
            clock=by.column,
            since=by.key in SINCE,
            kind="courier",
            part=parcels.c.courier,
            replay=moment.replay,
        )
        if view == "flagged":
            return found._replace(kind="flag", flags={str(flag): up(moment) for flag, up in FLAGS.items()})
        if view == "no_scan":
            return found._replace(parted=VIEWS[view].apart(moment, day))
        return found._replace(told=as_extended(parcels.c.confirm_at, moment)) if by.key == "window" else found

    return rows


def _stock(view: str) -> RowsAt:
    def rows(moment: Moment, day: FloorDay) -> Rows:
        from store.desk.low_stock import VIEWS, items

        where = VIEWS[view].within(moment, day)
        return Rows(items, where, items.c.id, items.c.quantity, False, "shop", items.c.shop_id)

    return rows


def _returns(_view: str) -> RowsAt:
    def rows(moment: Moment, _day: FloorDay) -> Rows:
        from store.desk.returning import to_receive

        all_of = to_receive(moment)
        return Rows(all_of, true(), all_of.c.id, all_of.c.since_at, True, "courier", all_of.c.courier)

    return rows


ROWS: Mapping[str, Callable[[str], RowsAt]] = {
    "orders": _orders,
    "refunds": _refunds,
    "parcels": _parcels,
    "stock": _stock,
    "returns": _returns,
}
"""By the screen that shows them: the rows of a view."""
