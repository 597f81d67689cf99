"""A floor for tests: takes files in, looks at the book with the bare driver."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from store.book import driver
from store.book.clock import Clock
from store.book.columns import from_ms
from store.book.opening import open_book
from store.book.transactions import Book
from store.desk.order_card import OrderCard, order_card
from store.imports.commands import import_file
from store.imports.queries import RunView
from store.orders.commands import see_stage
from store.orders.rules import Stage
from store.people.commands import Colleague
from store.shops.queries import ShopView
from tests.exports import Line, number, write_export

SHANGHAI = ZoneInfo("Asia/Shanghai")
_files = count(1)


def at(text: str) -> datetime:
    """The moment that a clock in Shanghai shows as `text`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def key() -> str:
    """A key for an intent that nobody has used."""
    return uuid4().hex


def rows(path: Path, query: str, *values: object) -> list[dict[str, Any]]:
    """What the file of a book says to the bare driver, past everything that is to be proved."""
    with closing(driver.sqlite().connect(str(path))) as connection:
        cursor = connection.execute(query, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def recorded(path: Path, op_key: str) -> bool:
    """Whether the audit of a book has an entry of this intent."""
    return bool(rows(path, "SELECT id FROM audit_entries WHERE op_key=?", op_key))


def own_copy(made: Path, folder: Path) -> Path:
    """A copy of a book in a folder of its own, as private as a book has to be."""
    folder.mkdir(mode=0o700)
    copy = folder / made.name
    shutil.copy(made, copy)
    copy.chmod(0o600)
    return copy


@dataclass(frozen=True)
class Floor:
    """A book with two people and a shop."""

    book: Book
    lead: Colleague
    agent: Colleague
    shop: ShopView
    folder: Path

    def file(self, lines: Sequence[Line], columns: Sequence[str] = ()) -> Path:
        """An export on the disk, with a name that tells no time."""
        return write_export(self.folder / f"export-{next(_files)}.csv", lines, columns)

    def take(
        self,
        *lines: Line,
        as_of: str = "2024-06-02 10:00",
        columns: Sequence[str] = (),
        tag: str | None = None,
    ) -> RunView:
        """Import these orders as a file that was exported at `as_of`."""
        path = self.file(lines, columns)
        return import_file(self.book, self.lead.actor, path, tag=tag, as_of=at(as_of))

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """What stands in the book."""
        return rows(self.book.path, query, *values)

    def order(self, place: int = 1) -> dict[str, Any]:
        """The row of an order, its times readable."""
        (row,) = self.rows("SELECT * FROM orders WHERE order_no=?", number(place))
        times = {name: from_ms(value) for name, value in row.items() if name.endswith("_at") and value is not None}
        return row | times

    def order_id(self, place: int = 1) -> int:
        """The id of an order."""
        return int(self.order(place)["id"])

    def card(self, place: int = 1) -> OrderCard:
        """The card of an order."""
        return order_card(self.book, self.order_id(place))

    def set_to(self, text: str) -> Book:
        """The same book in a process whose clock was set; the caller closes it."""
        return open_book(self.book.path, Clock(at(text)))

    def see(self, place: int, stage: Stage, when: str) -> None:
        """Xiaomei looks into the ERP at `when` and says where an order is."""
        book = self.set_to(when)
        see_stage(book, self.agent.actor, key(), self.order_id(place), stage, seen_version=0)
        book.close()

    def snapshot(self, *without: str) -> dict[str, list[dict[str, Any]]]:
        """Every row that an import writes into the subjects' tables, but for columns named in `without`."""
        tables = ("buyers", "contacts", "orders", "order_lines", "parcels", "parcel_orders")
        return {
            table: [
                {name: value for name, value in row.items() if name not in without}
                for row in self.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
            ]
            for table in tables
        }
