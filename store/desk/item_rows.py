"""The rows behind an item of a checklist, counted: what is left, what was handled today, the worst, and the parts.

Counted with the predicate that the item's list has. Only the marks of the day are walked for what is handled, so that a
list of many thousand rows is one range of its index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, select

from store.book.clock import Moment
from store.book.columns import unindexed
from store.handling.queries import Handled, handled_count, handled_ids
from store.shops.queries import FloorDay, ShopView

MOST_PARTS = 5


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


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of an item at a moment."""

    table: FromClause
    where: ColumnElement[bool]
    ident: ColumnElement[int]
    clock: ColumnElement[Any]
    """By this the worst is found; an index has it."""
    kind: str
    """By what they are parted."""
    part: ColumnElement[Any]
    """The column that parts them, unless there are flags."""
    flags: Mapping[str, ColumnElement[bool]] | None = None
    """Instead of one column: predicates, of which a row may fit several."""
    within: Callable[[ColumnElement[int]], ColumnElement[bool]] | None = None
    """Whether they have a row by its id, where that is quicker told than by looking for it among them."""

    def have(self, ident: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether the row with this id is one of them."""
        if self.within is not None:
            return self.within(ident)
        found = select(self.ident).select_from(self.table).where(self.ident == ident, self.where)
        return found.correlate_except(self.table).exists()


RowsAt = Callable[[Moment, FloorDay], Rows]


def count_rows(connection: Connection, rows: Rows, handled: Handled, shops: tuple[ShopView, ...]) -> Counted:
    """Count the rows of an item; rows that one column parts are walked once for their number and their parts."""
    numbers = _by_part(connection, rows)
    number = _number(connection, rows, rows.where) if rows.flags is not None else numbers.total()
    here, gone = handled_count(connection, handled, rows.have)
    if number == here:
        return Counted(0, here + gone)
    if here:
        numbers = numbers - _by_part(connection, rows, rows.ident.in_(handled_ids(handled)))
    worst_at = _worst(connection, rows, handled, here)
    return Counted(number - here, here + gone, worst_at, _biggest(rows.kind, numbers, shops))


def _number(connection: Connection, rows: Rows, *where: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(rows.table).where(*where)) or 0


def _worst(connection: Connection, rows: Rows, handled: Handled, here: int) -> datetime | None:
    unhandled = (~handled.has(rows.ident),) if here else ()
    query = select(rows.clock).select_from(rows.table).where(rows.where, *unhandled)
    found: Any = connection.scalar(query.order_by(rows.clock, rows.ident).limit(1))
    return found if isinstance(found, datetime) else None


def _biggest(kind: str, numbers: Counter[Any], shops: tuple[ShopView, ...]) -> tuple[Part, ...]:
    """The biggest parts; where there is one shop nobody asks of which."""
    if kind == "shop" and len(shops) < 2:
        return ()
    codes = {shop.id: shop.tag for shop in shops} if kind == "shop" else {}
    found = [Part(kind, str(codes.get(code, code or "")), left) for code, left in numbers.items() if left > 0]
    return tuple(sorted(found, key=lambda part: (-part.number, part.code))[:MOST_PARTS])


def _by_part(connection: Connection, rows: Rows, *among: ColumnElement[bool]) -> Counter[Any]:
    if rows.flags is not None:  # each has an index of its own, and no row beside those of the item
        return Counter({flag: _number(connection, rows, up, *among) for flag, up in rows.flags.items()})
    # An index that begins with the column would have all rows in the order of their parts: the whole table.
    part = unindexed(rows.part)
    query = select(part, func.count()).select_from(rows.table).where(rows.where, *among).group_by(part)
    return Counter({row[0]: row[1] for row in connection.execute(query)})
