"""The rows behind an item of a checklist, counted: what is left, what was handled today, the worst, and the parts.

Counted with the predicate that the item's list has. Only the marks of the day are walked for what is handled, so that a
list of many thousand rows is one range of its index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Subquery, case, func, null, select

from store.book.clock import Moment
from store.book.columns import unindexed
from store.handling.queries import Handled, handled_count
from store.shops.queries import FloorDay, ShopView

MOST_PARTS = 5


class Part(NamedTuple):
    """What part of a count is of one kind: `courier` `ZTO` 5."""

    kind: str
    code: str
    number: int


class Counted(NamedTuple):
    """What the query of an item found."""

    left: int
    handled: int = 0
    """How many were handled today."""
    worst_at: datetime | None = None
    """When the worst of them is, or was, due."""
    since: bool = False
    """`worst_at` is not when it is due: since then it waits."""
    parts: tuple[Part, ...] = ()
    """Of what they are made, the biggest first, at most 5."""


class Rows(NamedTuple):
    """The rows of an item at a moment."""

    table: FromClause
    where: ColumnElement[bool]
    ident: ColumnElement[int]
    clock: ColumnElement[Any]
    """By this the worst is found; an index has it."""
    since: bool
    """The clock has no end: it tells since when a row waits."""
    kind: str
    """By what they are parted."""
    part: ColumnElement[Any]
    """The column that parts them, unless there are flags."""
    flags: Mapping[str, ColumnElement[bool]] | None = None
    """Instead of one column: predicates, of which a row may fit several."""
    told: ColumnElement[Any] | None = None
    """The time that the list shows of a row, where that is not `clock`."""
    parted: ColumnElement[bool] | None = None
    """The same rows, said so that an index is walked that has them part by part; None where there is none."""
    replay: bool = False
    """No index has them, each question walks the table: so nothing is asked in two that can be asked in one."""


RowsAt = Callable[[Moment, FloorDay], Rows]


def count_rows(connection: Connection, rows: Rows, handled: Handled, shops: tuple[ShopView, ...]) -> Counted:
    """Count the rows of an item. Rows that one column parts are walked once for their number and their parts; where
    nobody has handled any today, nothing is looked for among them."""
    every, by_name = handled_count(connection, handled)
    done = handled.rows() if every else None
    told = rows.kind != "shop" or len(shops) > 1
    """Where there is one shop nobody asks of which."""
    whole = not told or rows.flags is not None
    all_of = _walk(connection, rows, rows.where, done) if whole else _parted(connection, rows, done)
    handled_today = all_of.here + by_name - all_of.named
    if not (left := all_of.left.total()):
        return Counted(0, handled_today)
    parts = all_of.left if rows.flags is None else _by_flag(connection, rows, rows.flags, done)
    worst_at = all_of.first
    if not rows.replay or all_of.here or rows.told is not None:
        worst_at = _worst(connection, rows, handled if all_of.here else None)
    return Counted(left, handled_today, worst_at, rows.since, _biggest(rows.kind, parts, shops) if told else ())


class _Walked(NamedTuple):
    """What a walk over rows found."""

    left: Counter[Any]
    """How many are not handled, by their part."""
    first: datetime | None
    """In a replay the clock of the worst of all, handled or not."""
    here: int = 0
    """How many are."""
    named: int = 0
    """How many of those by a mark that names the item."""


def _parted(connection: Connection, rows: Rows, done: Subquery | None) -> _Walked:
    if rows.parted is not None:
        return _walk(connection, rows, rows.parted, done, rows.part)
    # An index that begins with the column would have all rows in the order of their parts: the whole table.
    return _walk(connection, rows, rows.where, done, unindexed(rows.part))


def _walk(
    connection: Connection,
    rows: Rows,
    where: ColumnElement[bool],
    done: Subquery | None,
    part: ColumnElement[Any] | None = None,
) -> _Walked:
    shown = null() if part is None else part
    first = func.min(rows.clock) if rows.replay else null()
    query = select(shown, func.count(), first).where(where).group_by(*(() if part is None else (shown,)))
    walked = connection.execute(query.select_from(rows.table)).all()
    every = Counter({row[0]: row[1] for row in walked})
    first_at = min((row[2] for row in walked if row[2] is not None), default=None)
    if done is None:
        return _Walked(every, first_at)
    among = query.add_columns(func.count(done.c.named)).select_from(rows.table.join(done, done.c.id == rows.ident))
    found = connection.execute(among).all()
    here = Counter({row[0]: row[1] for row in found})
    return _Walked(every - here, first_at, here.total(), sum(row[3] for row in found))


def _by_flag(
    connection: Connection, rows: Rows, flags: Mapping[str, ColumnElement[bool]], done: Subquery | None
) -> Counter[Any]:
    """No flag has a row beside those of the item. Live each has an index of its own."""
    if not rows.replay:
        return Counter({flag: _walk(connection, rows, up, done).left.total() for flag, up in flags.items()})
    query = select(*(func.count(case((up, 1))) for up in flags.values())).where(rows.where)
    found = Counter(dict(zip(flags, connection.execute(query.select_from(rows.table)).one(), strict=True)))
    if done is None:
        return found
    among = query.select_from(rows.table.join(done, done.c.id == rows.ident))
    return found - Counter(dict(zip(flags, connection.execute(among).one(), strict=True)))


def _worst(connection: Connection, rows: Rows, handled: Handled | None) -> datetime | None:
    unhandled = () if handled is None else (~handled.has(rows.ident),)
    told = rows.clock if rows.told is None else rows.told
    query = select(told).select_from(rows.table).where(rows.where, *unhandled)
    found: Any = connection.scalar(query.order_by(rows.clock, rows.ident).limit(1))
    return found if isinstance(found, datetime) else None


def _biggest(kind: str, numbers: Mapping[Any, int], shops: tuple[ShopView, ...]) -> tuple[Part, ...]:
    codes = {shop.id: shop.tag for shop in shops} if kind == "shop" else {}
    found = [Part(kind, str(codes.get(code, code or "")), left) for code, left in numbers.items() if left > 0]
    return tuple(sorted(found, key=lambda part: (-part.number, part.code))[:MOST_PARTS])
