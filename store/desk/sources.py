"""Which query stands behind which item of a checklist. An item becomes live by being named here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from store.book.clock import Moment
from store.handling.rules import Done, Subject
from store.imports.queries import expected_files
from store.orders.views import tally
from store.shops.queries import ShopView


@dataclass(frozen=True, slots=True)
class Part:
    """What part of a count is of one kind: `courier` `ZTO` 5."""

    kind: str
    code: str
    number: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What the query of an item found."""

    left: int
    handled: int = 0
    """How many were handled today."""
    worst_at: datetime | None = None
    """When the worst of them is, or was, due."""
    parts: tuple[Part, ...] = ()
    """Of what they are made, the biggest first, at most 5."""


Query = Callable[[Connection, tuple[ShopView, ...], Moment], Counted]


@dataclass(frozen=True, slots=True)
class Source:
    """An item's query, the list that Enter opens, and the file that it knows from."""

    count: Query
    screen: str
    view: str
    subject: Subject | None = None
    """What its rows are; None where nothing can be noted about one."""
    kinds: tuple[Done, ...] = ()
    """What can have been done about a row, in the order of the digits."""
    knows_from: tuple[str, ...] = ()
    """The kinds of files of which a shop expects one; without today's the count is not zero but unknown. Empty: it
    needs no file."""


def _orders(view: str) -> Query:
    def count(connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> Counted:
        found = tally(connection, view, moment)
        return Counted(found.number, worst_at=found.worst_at)

    return count


def _missing(connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> Counted:
    found = expected_files(connection, shops, moment)
    ages = [file.last_as_of for file in found if file.last_as_of is not None]
    return Counted(len(found), worst_at=min(ages, default=None))


ORDER_LISTS = ("taobao.orders", "jd.orders", "pdd.orders")

SOURCES: dict[str, Source] = {
    "files.missing": Source(_missing, "files", "missing"),
    "orders.late": Source(_orders("late"), "orders", "late", Subject.ORDER, knows_from=ORDER_LISTS),
    "orders.unpaid": Source(_orders("unpaid"), "orders", "unpaid", Subject.ORDER, knows_from=ORDER_LISTS),
}
