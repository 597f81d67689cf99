"""Where a pasted line leads: to the one order that it is about, to the buyer, or to what it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.errors import Reason, because
from store.book.interest import Interest
from store.book.transactions import Book
from store.desk.finding import Finder
from store.desk.hits import Ref
from store.desk.said import read
from store.desk.search import exact, search
from store.orders.tables import Order
from store.orders.views import is_running

orders = table_of(Order)

MOST = 50


@dataclass(frozen=True, slots=True)
class ToOrder:
    """It is about this order."""

    order_id: int


@dataclass(frozen=True, slots=True)
class ToBuyer:
    """It is from this buyer, who has several orders or none that is open."""

    buyer_id: int


@dataclass(frozen=True, slots=True)
class ToSearch:
    """It may mean several things: what this text finds."""

    text: str


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Nothing in it is in the book."""

    why: Reason


Way = ToOrder | ToBuyer | ToSearch | Nowhere


def find_in_line(book: Book, moment: Moment, text: str, interest: Interest | None = None) -> Way:
    """Where a line leads: the order number, the tracking number, the telephone or the nick that stands in it, the first
    of these that the book knows; else what the whole of it finds."""
    line = read(text)
    with book.read(interest) as connection:
        for refs in exact(Finder(connection, moment, MOST), line):
            if refs:
                return _way(connection, moment, refs, text)
    if search(book, moment, text, 1, interest).hits:
        return ToSearch(text.strip())
    if line.numbers:
        return Nowhere(because("search.no_number", number=line.numbers[0]))
    return Nowhere(because("search.nothing"))


def _way(connection: Connection, moment: Moment, refs: Sequence[Ref], text: str) -> Way:
    """To the only order, or the only one that somebody may still ask about; else to the only buyer."""
    order_ids = {ref.order_id for ref in refs if ref.order_id is not None}
    buyer_ids = {ref.buyer_id for ref in refs if ref.buyer_id is not None}
    if len(order_ids) == 1 and not buyer_ids:
        return ToOrder(order_ids.pop())
    theirs = or_(orders.c.id.in_(order_ids), orders.c.buyer_id.in_(buyer_ids))
    running = connection.scalars(select(orders.c.id).where(theirs, is_running(moment)).limit(2)).all()
    if len(running) == 1:
        return ToOrder(running[0])
    whose = set(connection.scalars(select(orders.c.buyer_id).where(orders.c.id.in_(order_ids)))) | buyer_ids
    only = whose.pop() if len(whose) == 1 else None
    return ToSearch(text.strip()) if only is None else ToBuyer(only)
