"""A window on a few rows that are already here, so that a short list is the same list as a long one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic

from store.book.pages import Count, Page, RowT


class MemoryWindow(Generic[RowT]):
    """A `Window` on a sequence; see `store.book.pages.Window` for what the calls promise."""

    def __init__(self, rows: Sequence[RowT]) -> None:
        self._rows = tuple(rows)

    def first(self, size: int) -> Page[RowT]:
        return self._cut(0, size)

    def last(self, size: int) -> Page[RowT]:
        return self._cut(len(self._rows) - size, len(self._rows))

    def after(self, row: RowT, size: int) -> Page[RowT]:
        place = self._place(row) + 1
        return self._cut(place, place + size)

    def before(self, row: RowT, size: int) -> Page[RowT]:
        place = self._place(row)
        return self._cut(place - size, place)

    def around(self, row: RowT, before: int, after: int) -> Page[RowT]:
        place = self._place(row)
        return self._cut(place - before, place + after + 1)

    def count(self, at_most: int | None) -> Count:
        return Count(len(self._rows), exact=True)

    def ids(self, at_most: int) -> tuple[int, ...]:
        return tuple(row.id for row in self._rows[:at_most])

    def _place(self, row: RowT) -> int:
        """Where the record stands, or where it would if the ids are in order."""
        for place, each in enumerate(self._rows):
            if each.id == row.id:
                return place
        return sum(1 for each in self._rows if each.id < row.id)

    def _cut(self, start: int, stop: int) -> Page[RowT]:
        start, stop = max(0, start), min(len(self._rows), max(0, stop))
        return Page(self._rows[start:stop], start > 0, stop < len(self._rows))
