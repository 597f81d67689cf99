"""A list as it stood when it was opened: the rows that were counted stay, also when something happens to them."""

from __future__ import annotations

import copy
import dataclasses
import threading
from collections.abc import Sequence
from typing import Any, Generic, cast

from sqlalchemy import and_, select, true

from store.book.interest import Interest
from store.book.pages import Count, Page, RowT
from store.book.paging import Listed, Sort
from store.book.transactions import Book

MOST = 5_000
"""Rows that such a list holds: nobody works through more of them."""


class SnapshotWindow(Generic[RowT]):
    """A `Window` over exactly the rows that a query has when it is first asked.

    Their ids are taken in one read, in the order of the list; the rows are read page by page as they stand by then. One
    that has left the query meanwhile stays where it was, its field `still` False. Of more than `most` rows it holds the
    first.
    """

    def __init__(self, book: Book, listed: Listed[RowT], sort: Sort, most: int = MOST) -> None:
        self._book, self._listed = book, listed
        self._held = _Held(book, listed, sort, most)
        self._interest = Interest()

    def seen_by(self, listed: Listed[RowT]) -> SnapshotWindow[RowT]:
        """The same rows as another question sees them, such as the same list at a later moment; what it asks says
        which of them belong to it still."""
        window = copy.copy(self)
        window._listed, window._interest = listed, Interest()
        return window

    def close(self) -> None:
        """Nobody waits for this window any more: end what it is reading."""
        self._interest.drop()

    def first(self, size: int) -> Page[RowT]:
        return self._page(0, size)

    def last(self, size: int) -> Page[RowT]:
        number = len(self._held.ids(self._interest))
        return self._page(max(0, number - size), number)

    def after(self, row: RowT, size: int) -> Page[RowT]:
        place = self._place(row)
        return Page((), True, False) if place is None else self._page(place + 1, place + 1 + size)

    def before(self, row: RowT, size: int) -> Page[RowT]:
        place = self._place(row)
        return Page((), False, True) if place is None else self._page(max(0, place - size), place)

    def around(self, row: RowT, before: int, after: int) -> Page[RowT]:
        place = self._place(row)
        return (
            self.first(before + after + 1) if place is None else self._page(max(0, place - before), place + after + 1)
        )

    def count(self, at_most: int | None) -> Count:
        number = len(self._held.ids(self._interest))
        if at_most is not None and number > at_most:
            return Count(at_most, exact=False)
        return Count(number, exact=self._held.all)

    def ids(self, at_most: int) -> tuple[int, ...]:
        return self._held.ids(self._interest)[:at_most]

    def _place(self, row: RowT) -> int | None:
        self._held.ids(self._interest)
        return self._held.places.get(row.id)

    def _page(self, begin: int, end: int) -> Page[RowT]:
        ids = self._held.ids(self._interest)
        return Page(self._rows(ids[begin:end]), begin > 0, end < len(ids))

    def _rows(self, ids: Sequence[int]) -> tuple[RowT, ...]:
        listed = self._listed if self._listed.named is None else self._listed.named(ids)
        still = and_(true(), *listed.where)
        query = select(*listed.columns, still.label("still")).select_from(listed.source)
        with self._book.read(self._interest) as connection:
            found = {row[0]: row for row in connection.execute(query.where(listed.ident.in_(ids)))}
        return tuple(self._made(found[row_id]) for row_id in ids if row_id in found)

    def _made(self, row: Any) -> RowT:
        made: Any = self._listed.make(row[0], *row[2:-1])
        return cast(RowT, dataclasses.replace(made, still=bool(row[-1])))


class _Held:
    """The ids that a list holds, read when they are first asked for: nobody waits for one that is only being made."""

    def __init__(self, book: Book, listed: Listed[Any], sort: Sort, most: int) -> None:
        self._book, self._listed, self._sort, self._most = book, listed, sort, most
        self._taking = threading.Lock()
        self._ids: tuple[int, ...] | None = None
        self.places: dict[int, int] = {}
        self.all = True

    def ids(self, interest: Interest) -> tuple[int, ...]:
        """The ids, in the order of the list."""
        with self._taking:
            if self._ids is None:
                column, ident = self._sort.column, self._listed.ident
                down = self._sort.descending
                ordering = (column.desc(), ident.desc()) if down else (column.asc(), ident.asc())
                query = select(ident).select_from(self._listed.source).where(*self._listed.where)
                with self._book.read(interest) as connection:
                    found = tuple(connection.scalars(query.order_by(*ordering).limit(self._most + 1)))
                self._ids, self.all = found[: self._most], len(found) <= self._most
                self.places = {row_id: place for place, row_id in enumerate(self._ids)}
            return self._ids
