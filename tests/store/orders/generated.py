"""A few hundred orders as chance made them, and what each view should show of them by plain Python."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from store.book.clock import Moment
from store.book.columns import to_ms
from tests.exports import CLOSED, FINISHED, PAID, SHIPPED, WAITING, Line, number
from tests.store.floor import SHANGHAI, Floor

COUNT = 240
BEGIN = datetime(2024, 5, 30, 8, tzinfo=SHANGHAI)

Row = dict[str, Any]


def _cell(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")


def generated(seed: int = 11) -> list[Line]:
    """Orders of four days; many were placed in the same second."""
    chance = random.Random(seed)
    return [_one(place, chance) for place in range(1, COUNT + 1)]


def _one(place: int, chance: random.Random) -> Line:
    placed = BEGIN + timedelta(minutes=30 * chance.randrange(200))
    cells = {
        "order_no": number(place),
        "placed_at": _cell(placed),
        "total": "59.00",
        "nick": f"买家{place % 17}",
        "title": chance.choice(["红茶", "绿茶 100%", "绿茶 1000", "a_b", "axb"]),
        "status": chance.choice([WAITING, PAID, PAID, PAID, SHIPPED, FINISHED, CLOSED]),
        "refunded": chance.choice(["0.00", "0.00", "0.00", "9.00", "59.00"]),
    }
    if cells["status"] in (PAID, SHIPPED, FINISHED) and chance.random() < 0.8:
        cells["paid_at"] = _cell(placed + timedelta(minutes=30 * chance.randrange(1, 40)))
    if cells["status"] == SHIPPED and chance.random() < 0.8:
        cells["shipped_at"] = _cell(placed + timedelta(minutes=30 * chance.randrange(40, 80)))
    if chance.random() < 0.3:
        cells["ship_by_at"] = _cell(placed + timedelta(hours=chance.randrange(10, 90)))
    return cells


def taken(floor: Floor) -> list[Row]:
    """Take the orders in with two files; the rows of the book with times in milliseconds."""
    lines = generated()
    floor.take(*lines[: COUNT // 2], as_of="2024-06-02 20:00")
    floor.take(*lines[COUNT // 3 :], as_of="2024-06-04 09:00")
    return floor.rows("SELECT * FROM orders")


def expected(view: str, moment: Moment, rows: list[Row]) -> list[Row]:
    """The rows of a view, in no order."""
    now = to_ms(moment.now)

    def there(at: int | None) -> bool:
        return at is not None and (at <= now or not moment.replay)

    def is_open(row: Row) -> bool:
        return there(row["paid_at"]) and not there(row["shipped_at"]) and not there(row["settled_at"])

    def is_unpaid(row: Row) -> bool:
        waits = not there(row["paid_at"]) and not there(row["settled_at"])
        return waits and row["placed_at"] <= now < row["pay_by_at"]

    shown: dict[str, Callable[[Row], bool]] = {
        "all": lambda row: row["placed_at"] <= now,
        "late": lambda row: is_open(row) and row["due_at"] <= now,
        "unshipped": is_open,
        "unpaid": is_unpaid,
        "refunded": lambda row: there(row["refunded_at"]) and row["placed_at"] <= now,
    }
    return [row for row in rows if shown[view](row)]


SORTED = {
    "placed": ("placed_at", True),
    "oldest": ("placed_at", False),
    "due": ("due_at", False),
    "pay_by": ("pay_by_at", False),
}
"""Each order of rows: its column, and whether the latest comes first."""


def ordered(sort: str, rows: list[Row]) -> list[int]:
    """The ids in the order of a list."""
    column, descending = SORTED[sort]
    return [row["id"] for row in sorted(rows, key=lambda row: (row[column], row["id"]), reverse=descending)]
