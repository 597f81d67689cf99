"""Which query stands behind which item of a checklist. An item becomes live by being named here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from store.book.clock import Moment
from store.imports.queries import expected_files
from store.orders.views import tally
from store.shops.queries import ShopView


@dataclass(frozen=True, slots=True)
class Counted:
    """What the query of an item found."""

    left: int
    worst_at: datetime | None
    """When the worst of them is, or was, due."""


Query = Callable[[Connection, tuple[ShopView, ...], Moment], Counted]


@dataclass(frozen=True, slots=True)
class Source:
    """An item's query, the list that Enter opens, and the file that it knows from."""

    count: Query
    screen: str
    view: str
    knows_from: tuple[str, ...] = ()
    """The kinds of files of which a shop expects one; without today's the count is not zero but unknown. Empty: it
    needs no file."""


def _orders(view: str) -> Query:
    def count(connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> Counted:
        found = tally(connection, view, moment)
        return Counted(found.number, found.worst_at)

    return count


def _missing(connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> Counted:
    found = expected_files(connection, shops, moment)
    ages = [file.last_as_of for file in found if file.last_as_of is not None]
    return Counted(len(found), min(ages, default=None))


ORDER_LISTS = ("taobao.orders", "jd.orders", "pdd.orders")

SOURCES: dict[str, Source] = {
    "files.missing": Source(_missing, "files", "missing"),
    "orders.late": Source(_orders("late"), "orders", "late", ORDER_LISTS),
    "orders.unpaid": Source(_orders("unpaid"), "orders", "unpaid", ORDER_LISTS),
}
