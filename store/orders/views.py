"""The saved views of the orders: which orders each has, its orders of rows, and what it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, or_

from store.book.clock import Moment
from store.book.columns import known, missing, table_of, unindexed
from store.book.paging import Sort
from store.book.transactions import Book
from store.orders.evidence import is_unprinted
from store.orders.tables import Order
from store.shops.queries import FloorDay, day_at

orders = table_of(Order)


def is_open(moment: Moment) -> ColumnElement[bool]:
    """Paid, and goods are still to be sent: not shipped, not closed, not refunded in full, not money only."""
    return and_(
        known(orders.c.paid_at, moment),
        missing(orders.c.shipped_at, moment),
        missing(orders.c.settled_at, moment),
        orders.c.money_only.is_(False),
    )


def is_late(moment: Moment, due_at: ColumnElement[Any] = orders.c.due_at) -> ColumnElement[bool]:
    """Paid and unshipped past either clock: the platform's ship-by or the house's promise."""
    return and_(is_open(moment), due_at <= moment.now)


def is_unpaid(moment: Moment) -> ColumnElement[bool]:
    """Waiting for payment, and the platform has not closed it by now. What has a time to pay by has been placed; only
    a replay asks whether it was by then."""
    waits = and_(missing(orders.c.paid_at, moment), missing(orders.c.settled_at, moment))
    placed = (orders.c.placed_at <= moment.now,) if moment.replay else ()
    return and_(waits, orders.c.pay_by_at > moment.now, *placed)


def is_refunded(moment: Moment) -> ColumnElement[bool]:
    """Money went back, as far as was known."""
    return and_(known(orders.c.refunded_at, moment), orders.c.placed_at <= moment.now)


def is_running(moment: Moment) -> ColumnElement[bool]:
    """Somebody may still ask about it: to be paid, to be shipped, or on its way; not closed, finished or refunded."""
    return and_(
        is_there(moment),
        missing(orders.c.settled_at, moment),
        orders.c.money_only.is_(False),
        or_(known(orders.c.paid_at, moment), orders.c.pay_by_at > moment.now),
    )


def is_to_print(moment: Moment) -> ColumnElement[bool]:
    """Paid, and not even printed by the newest word of a list or a person."""
    return and_(is_open(moment), is_unprinted(moment))


def is_there(moment: Moment) -> ColumnElement[bool]:
    """Placed by now."""
    return orders.c.placed_at <= moment.now


class View(NamedTuple):
    """A saved view of a list: which rows, and the orders of rows that an index gives it."""

    key: str
    where: Callable[..., ColumnElement[bool]]
    sorts: tuple[str, ...]
    """The first one is what the view begins with."""
    clock: ColumnElement[Any] | None = None
    """The column that `where` may be asked to compare with now in another guise."""
    daily: bool = False
    """Whether `where` also wants the floor's day."""

    def within(self, moment: Moment, day: FloorDay | None) -> ColumnElement[bool]:
        """The predicate; only a daily view needs the day."""
        return self.where(moment, day) if self.daily else self.where(moment)

    def day(self, book: Book, moment: Moment) -> FloorDay | None:
        """The floor's day, if the view needs it: reading it takes a look at the shops."""
        return day_at(book, moment) if self.daily else None

    def sorted_by(self, sort: Sort, moment: Moment, day: FloorDay | None) -> ColumnElement[bool]:
        """The predicate in a list with this order of rows: its index is to be walked and not that of the clock, whose
        rows would all have to be sorted first."""
        if self.clock is None or self.clock is sort.column:
            return self.within(moment, day)
        return self.apart(moment, day)

    def apart(self, moment: Moment, day: FloorDay | None) -> ColumnElement[bool]:
        """The predicate in words by which no index of its clock is found; as it is where it has no clock."""
        if self.clock is None:
            return self.within(moment, day)
        return self.where(moment, *((day,) if self.daily else ()), unindexed(self.clock))


VIEWS: dict[str, View] = {
    view.key: view
    for view in (
        View("all", is_there, ("placed", "oldest")),
        View("late", is_late, ("due", "placed"), clock=orders.c.due_at),
        View("unshipped", is_open, ("due", "placed")),
        View("unpaid", is_unpaid, ("pay_by",)),
        View("refunded", is_refunded, ("placed",)),
    )
}

SORTS: dict[str, Sort] = {
    "placed": Sort("placed", orders.c.placed_at, descending=True),
    "oldest": Sort("oldest", orders.c.placed_at),
    "due": Sort("due", orders.c.due_at),
    "ship_by": Sort("ship_by", orders.c.ship_by_at),
    "shipped": Sort("shipped", orders.c.shipped_at),
    "pay_by": Sort("pay_by", orders.c.pay_by_at),
}
