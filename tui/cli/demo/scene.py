"""The floor on which people work in the demo, and whose hands move its clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from store.book.clock import Clock
from store.book.transactions import Book
from store.desk.item_views import ROWS
from store.desk.sources import SOURCES
from store.orders.queries import OrderRow
from store.people.commands import Colleague
from store.shops.queries import all_shops, day_at
from tui.cli.demo.orders import ZONE


class Hands:
    """The hands of a clock that somebody moves."""

    def __init__(self, first: datetime) -> None:
        self._first, self._gone = first, 0.0
        self.clock = Clock(first, lambda: self._gone)

    def move_to(self, at: datetime) -> None:
        """Let it be `at`."""
        self._gone = (at - self._first).total_seconds()


@dataclass(frozen=True, slots=True)
class Scene:
    """The floor once its files are in.

    Attributes:
        staff: by login.
        waiting: orders that are to be shipped, the most urgent first.
    """

    book: Book
    staff: dict[str, Colleague]
    waiting: tuple[OrderRow, ...]

    @property
    def day(self) -> date:
        """Today on the floor."""
        return self.book.clock.now().astimezone(ZONE).date()

    def rows_of(self, code: str, first: int, number: int) -> list[int]:
        """The ids of rows of the item `code`, by its clock, from `first` on; fewer where it has no more."""
        source, moment = SOURCES[code], self.book.clock.moment()
        rows = ROWS[source.screen](source.view)(moment, day_at(self.book, moment))
        query = select(rows.ident).select_from(rows.table).where(rows.where).order_by(rows.clock, rows.ident)
        with self.book.read() as connection:
            return list(connection.scalars(query.offset(first).limit(number)))

    def left_of(self, code: str) -> int:
        """How many rows the item `code` has left."""
        with self.book.read() as connection:
            return SOURCES[code].query(connection, all_shops(connection), self.book.clock.moment()).left


Step = Callable[[Scene], None]
