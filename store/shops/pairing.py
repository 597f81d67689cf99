"""Staged rows beside the rows of the book that they are about, and which of two values is believed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    MetaData,
    Table,
    TableClause,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import Instant
from store.shops.slices import Slice

Value = ColumnElement[Any]


def working_table(name: str, *more: Column[Any]) -> Table:
    """A table in the memory of the writer's connection: which staged line is about which row, and may it overwrite."""
    columns = (Column("line", Integer, primary_key=True), Column("row_id", Integer), Column("newer", Integer))
    return Table(name, MetaData(), *columns, *more, prefixes=["TEMPORARY"])


@dataclass(frozen=True, slots=True)
class Pairing:
    """One staged table beside one table of the book that has the same key within a shop."""

    staged: TableClause
    table: Table
    key: str
    rows: Table
    """A working table of its own."""

    def take(self, connection: Connection, piece: Slice, newer: Value | None = None) -> tuple[int, int]:
        """Pair the last line of every key with its row, if it lies in the slice.

        Args:
            newer: whether the line may overwrite the row; by default whether the row's `as_of` is not later.

        Returns:
            How many lines were taken, and how many repeat a later one.
        """
        self.rows.create(connection, checkfirst=True)
        connection.execute(self.rows.delete())
        staged, table = self.staged, self.table
        may = case((table.c.as_of > piece.as_of, 0), else_=1) if newer is None else newer
        later = staged.alias("later")
        same_key = (later.c[self.key] == staged.c[self.key], later.c.line > staged.c.line)
        is_last = ~select(later.c.line).where(*same_key).exists()
        same = and_(table.c.shop_id == piece.shop_id, table.c[self.key] == staged.c[self.key])
        query = select(staged.c.line, table.c.id, may).select_from(staged.outerjoin(table, same))
        query = query.where(self._in_slice(piece), is_last)
        connection.execute(self.rows.insert().from_select(["line", "row_id", "newer"], query))
        total = connection.scalar(select(func.count()).select_from(staged).where(self._in_slice(piece))) or 0
        taken = connection.scalar(select(func.count()).select_from(self.rows)) or 0
        return taken, total - taken

    def at_work(self, piece: Slice, *more: ColumnElement[bool]) -> tuple[FromClause, ColumnElement[bool]]:
        """The staged lines that were taken; the bounds are said so that SQLite does not walk the whole file."""
        source = self.rows.join(self.staged, self.staged.c.line == self.rows.c.line)
        return source, and_(self._in_slice(piece), *more)

    def add(self, connection: Connection, piece: Slice, values: Mapping[str, Value]) -> int:
        """Make the rows that there are not yet, and pair them with their lines; how many."""
        source, fresh = self.at_work(piece, self.rows.c.row_id.is_(None))
        names = ["shop_id", self.key, "version", *values]
        first = (literal(piece.shop_id), self.staged.c[self.key], literal(1))
        query = select(*first, *values.values()).select_from(source).where(fresh).order_by(self.rows.c.line)
        added = connection.execute(insert(self.table).from_select(names, query)).rowcount
        of_line = select(self.staged.c[self.key]).where(self.staged.c.line == self.rows.c.line)
        number = of_line.correlate(self.rows).scalar_subquery()
        made = select(self.table.c.id).where(self.table.c.shop_id == piece.shop_id, self.table.c[self.key] == number)
        ids = made.correlate(self.rows).scalar_subquery()
        connection.execute(update(self.rows).where(self.rows.c.row_id.is_(None)).values(row_id=ids))
        return added

    def change(
        self, connection: Connection, piece: Slice, values: Mapping[str, Value], quiet: Collection[str] = ()
    ) -> int:
        """Write `values` into the paired rows that they change; how many.

        Args:
            quiet: columns that are no change of themselves when they had a value before.
        """
        of_line = and_(self.staged.c.line == self.rows.c.line, self._in_slice(piece))
        paired = and_(self.table.c.id == self.rows.c.row_id, of_line)
        return write_changes(connection, self.table, values, paired, quiet)

    def stamp(self, connection: Connection, piece: Slice) -> None:
        """Remember this file in the rows that it may overwrite, if it is newer than what stands there."""
        table = self.table
        older = and_(table.c.id == self.rows.c.row_id, self.rows.c.newer == 1, table.c.as_of < piece.as_of)
        connection.execute(update(table).values(stamp_of(piece)).where(older))

    def plain(
        self, piece: Slice, name: str, newer: ColumnElement[bool] | None = None, *, emptied: bool = False
    ) -> Value:
        """What is believed of a field: a newer file overwrites, an older one fills what is empty.

        Args:
            emptied: whether an empty cell of a newer file says that the field is empty.
        """
        said, mine = self.staged.c[name], self.table.c[name]
        if name not in piece.fields:
            return mine
        may = self.rows.c.newer == 1 if newer is None else newer
        ours = said if emptied else func.coalesce(said, mine)
        return type_coerce(case((may, ours), else_=func.coalesce(mine, said)), mine.type)

    def first(self, piece: Slice, names: Collection[str]) -> dict[str, Value]:
        """The staged values of those fields that the file has, for new rows."""
        return {name: self.staged.c[name] for name in names if name in piece.fields}

    def _in_slice(self, piece: Slice) -> ColumnElement[bool]:
        return self.staged.c.line.between(piece.first, piece.last)


def write_changes(
    connection: Connection,
    table: Table,
    values: Mapping[str, Value],
    which: ColumnElement[bool],
    quiet: Collection[str] = (),
) -> int:
    """Write `values` into the rows that they change, each a version on; how many.

    Args:
        quiet: columns that only say how old something is: growing older is no change, and makes no version.
    """
    loud = [table.c[name].is_distinct_from(value) for name, value in values.items() if name not in quiet]
    ages = {name: values[name] for name in quiet if name in values}
    loud += [and_(table.c[name].is_(None), value.is_not(None)) for name, value in ages.items()]
    stamped = {**values, "version": table.c.version + 1}
    changed = connection.execute(update(table).values(stamped).where(which, or_(*loud))).rowcount
    if ages:
        aged = or_(*(table.c[name].is_distinct_from(value) for name, value in ages.items()))
        connection.execute(update(table).values(ages).where(which, aged))
    return changed


def stamp_of(piece: Slice) -> dict[str, Value]:
    """The columns that say which file a row is from."""
    return {
        "source": literal(piece.source),
        "as_of": literal(piece.as_of, Instant),
        "import_id": literal(piece.import_id),
    }


def yielding(piece: Slice, others: Value, groups: Collection[str | None], name: str) -> ColumnElement[bool]:
    """Whether another file than those of this kind, newer than this one, has spoken about a field.

    Args:
        others: the numbers of the newer imports that spoke about the row, comma between them.
        groups: the values that `others` has in the slice.
    """
    with_it = [group for group in groups if group and name in fields_of(piece, group)]
    return others.in_(with_it) if with_it else ~true()


def fields_of(piece: Slice, group: str) -> frozenset[str]:
    """The fields that the imports of such a group have filled."""
    return frozenset().union(*(piece.newer.get(int(number), frozenset()) for number in group.split(",")))
