"""Windows on a query by key: a page is found by comparing with a row, never by counting past others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, func, or_, select

from store.book.interest import Interest
from store.book.pages import Count, Page, RowT
from store.book.transactions import Book

REMEMBERED = 20_000
"""Of so many rows a window knows where they stood; a list holds a few pages of them."""


class Sort(NamedTuple):
    """An order of a list: one column that an index has, then the id. Rows without a value are not in such a list."""

    key: str
    column: ColumnElement[Any]
    descending: bool = False


class Listed(NamedTuple, Generic[RowT]):
    """What a window shows: the columns, where they come from, which rows, and how a row is made of them."""

    source: FromClause
    columns: Sequence[ColumnElement[Any]]
    """The first is the id, the second the sort's column; `make` gets the rest after them."""
    ident: ColumnElement[int]
    where: Sequence[ColumnElement[bool]]
    make: Callable[..., RowT]
    counted: FromClause | None = None
    """Where the rows are counted: `source` without what is only joined to be shown (SQLite looks it up for each)."""
    named: Callable[[Sequence[int]], Listed[RowT]] | None = None
    """The same question about the rows with these ids, whether the list has them or not; where `source` itself leaves
    rows out."""


class QueryWindow(Generic[RowT]):
    """A `Window` on the book. See `store.book.pages.Window` for what the calls promise."""

    def __init__(self, book: Book, listed: Listed[RowT], sort: Sort) -> None:
        self._book, self._listed, self._sort = book, listed, sort
        self._keys: dict[int, Any] = {}
        self._interest = Interest()

    def close(self) -> None:
        """Nobody waits for this window any more: end what it is reading."""
        self._interest.drop()

    def first(self, size: int) -> Page[RowT]:
        with self._book.read(self._interest) as connection:
            rows = self._run(connection, None, size + 1, forward=True)
        return Page(tuple(rows[:size]), False, len(rows) > size)

    def last(self, size: int) -> Page[RowT]:
        with self._book.read(self._interest) as connection:
            rows = self._run(connection, None, size + 1, forward=False)
        return Page(tuple(reversed(rows[:size])), len(rows) > size, False)

    def after(self, row: RowT, size: int) -> Page[RowT]:
        with self._book.read(self._interest) as connection:
            key = self._key(connection, row)
            rows = self._run(connection, key, size + 1, forward=True) if key else []
        return Page(tuple(rows[:size]), True, len(rows) > size)

    def before(self, row: RowT, size: int) -> Page[RowT]:
        with self._book.read(self._interest) as connection:
            key = self._key(connection, row)
            rows = self._run(connection, key, size + 1, forward=False) if key else []
        return Page(tuple(reversed(rows[:size])), len(rows) > size, True)

    def around(self, row: RowT, before: int, after: int) -> Page[RowT]:
        with self._book.read(self._interest) as connection:
            here = self._find(connection, row.id)
            key = self._key(connection, here or row)
            earlier = self._run(connection, key, before + 1, forward=False) if key else []
            later = self._run(connection, key, after + 1, forward=True)
        middle = [] if here is None else [here]
        rows = (*reversed(earlier[:before]), *middle, *later[:after])
        return Page(rows, len(earlier) > before, len(later) > after)

    def count(self, at_most: int | None) -> Count:
        source = self._listed.source if self._listed.counted is None else self._listed.counted
        inner: Select[Any] = select(self._listed.ident).select_from(source).where(*self._listed.where)
        if at_most is not None:
            inner = inner.limit(at_most + 1)
        with self._book.read(self._interest) as connection:
            number = connection.scalar(select(func.count()).select_from(inner.subquery())) or 0
        if at_most is not None and number > at_most:
            return Count(at_most, exact=False)
        return Count(number, exact=True)

    def ids(self, at_most: int) -> tuple[int, ...]:
        query = self._ordered(select(self._listed.ident), forward=True).limit(at_most)
        with self._book.read(self._interest) as connection:
            return tuple(connection.scalars(query))

    def statement(self, size: int) -> Select[Any]:
        """The first page's query (for looking at its plan)."""
        return self._ordered(select(*self._listed.columns), forward=True).limit(size)

    def _key(self, connection: Connection, row: RowT) -> tuple[Any, int] | None:
        """Where `row` stood when this window read it. A row that came from an older window and has left the view
        stands where its record would; None where that is nowhere."""
        if row.id in self._keys:
            return self._keys[row.id], row.id
        query = select(self._sort.column).select_from(self._listed.source).where(self._listed.ident == row.id)
        value = connection.scalar(query)
        return None if value is None else (value, row.id)

    def _ordered(self, query: Select[Any], *, forward: bool) -> Select[Any]:
        down = self._sort.descending == forward
        column, ident = self._sort.column, self._listed.ident
        ordering = (column.desc(), ident.desc()) if down else (column.asc(), ident.asc())
        return query.select_from(self._listed.source).where(*self._listed.where).order_by(*ordering)

    def _run(self, connection: Connection, key: tuple[Any, int] | None, size: int, *, forward: bool) -> list[RowT]:
        query = self._ordered(select(*self._listed.columns), forward=forward).limit(size)
        if key is not None:
            query = query.where(self._beyond(key, ascending=self._sort.descending != forward))
        return [self._made(row) for row in connection.execute(query)]

    def _beyond(self, key: tuple[Any, int], *, ascending: bool) -> ColumnElement[bool]:
        value, row_id = key
        column, ident = self._sort.column, self._listed.ident
        if ascending:
            return and_(column >= value, or_(column > value, ident > row_id))
        return and_(column <= value, or_(column < value, ident < row_id))

    def _find(self, connection: Connection, row_id: int) -> RowT | None:
        query = select(*self._listed.columns).select_from(self._listed.source)
        row = connection.execute(query.where(self._listed.ident == row_id, *self._listed.where)).first()
        return None if row is None else self._made(row)

    def _made(self, row: Any) -> RowT:
        """The row, its sort value remembered beside it: a page of rows is all that a list ever holds."""
        self._keys[row[0]] = row[1]
        if len(self._keys) > REMEMBERED:
            del self._keys[next(iter(self._keys))]
        return self._listed.make(row[0], *row[2:])
