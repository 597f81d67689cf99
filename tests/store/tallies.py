"""What a saved view counts by its predicate alone, past the windows and items that are to be compared with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, func, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.paging import Sort
from store.orders import views as orders
from store.orders.tables import Order
from store.orders.views import View
from store.refunds import views as refunds
from store.refunds.tables import Refund


@dataclass(frozen=True, slots=True)
class Tally:
    """How many, and when the worst of them by the clock is or was due."""

    number: int
    worst_at: datetime | None


def order_tally(connection: Connection, view: str, moment: Moment) -> Tally:
    """Of a view of the orders."""
    chosen = orders.VIEWS[view]
    return _tally(connection, table_of(Order), chosen, orders.SORTS[chosen.sorts[0]], moment)


def refund_tally(connection: Connection, view: str, moment: Moment) -> Tally:
    """Of a view of the refunds."""
    chosen = refunds.VIEWS[view]
    return _tally(connection, table_of(Refund), chosen, refunds.SORTS[chosen.sorts[0]], moment)


def _tally(connection: Connection, table: Table, view: View, sort: Sort, moment: Moment) -> Tally:
    where = view.within(moment, None)
    number = connection.scalar(select(func.count()).select_from(table).where(where)) or 0
    worst = select(sort.column).where(where).order_by(sort.column, table.c.id).limit(1)
    return Tally(number, connection.scalar(worst) if number else None)
