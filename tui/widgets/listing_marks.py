"""Which rows of a list are marked: some of them, or all except some. A million marks cost as much as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from store.book.pages import Row, Window

RowT = TypeVar("RowT", bound=Row)

STRIDE = 500
"""Rows a read, where a range reaches beyond what the list holds."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marked rows, by id; with `everything` the named ones are those that are *not* marked."""

    everything: bool = False
    named: tuple[int, ...] = ()
    _set: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_set", frozenset(self.named))

    def __bool__(self) -> bool:
        return self.everything or bool(self.named)

    def contains(self, record: int) -> bool:
        """Whether this record is marked."""
        return (record in self._set) is not self.everything

    def count(self, total: int) -> int:
        """How many are marked in a list of `total` rows."""
        return max(0, total - len(self.named)) if self.everything else len(self.named)

    def ids(self, window: Window[RowT], at_most: int) -> tuple[int, ...]:
        """The marked ids, at most so many: in the order they were marked, or with `everything` in the list's.

        With `everything` this reads the book: call it in a worker.
        """
        if not self.everything:
            return self.named[:at_most]
        every = window.ids(at_most + len(self.named))
        return tuple(record for record in every if record not in self._set)[:at_most]

    def toggled(self, record: int) -> Marks:
        """These marks with one row the other way."""
        if record in self._set:
            return Marks(self.everything, tuple(named for named in self.named if named != record))
        return Marks(self.everything, (*self.named, record))

    def marked(self, records: Iterable[int]) -> Marks:
        """These marks and those of `records`."""
        if not self.everything:
            return Marks(False, tuple(dict.fromkeys((*self.named, *records))))
        added = frozenset(records)
        return Marks(True, tuple(named for named in self.named if named not in added))

    def without(self, records: Iterable[int]) -> Marks:
        """These marks but for `records`; none where all were marked."""
        done = frozenset(records)
        return Marks() if self.everything else Marks(False, tuple(each for each in self.named if each not in done))

    def all_or_none(self) -> Marks:
        """All rows marked; none when all were."""
        return Marks() if self.everything and not self.named else Marks(True)


def _walk(window: Window[RowT], row: RowT) -> Iterator[tuple[int, ...]]:
    """The ids from `row` on, a read at a time."""
    yield (row.id,)
    more = True
    while more:
        page = window.after(row, STRIDE)
        if not page.rows:
            return
        yield tuple(following.id for following in page.rows)
        row, more = page.rows[-1], page.more_after


def between(window: Window[RowT], one: RowT, other: RowT, at_most: int) -> tuple[int, ...] | None:
    """The ids from one row to the other, whichever comes first; None when they are over `at_most` apart.

    Nobody knows which of the two is above, so both walk down and the first to meet the other has the range.
    """
    walks = [(_walk(window, one), other.id, list[int]()), (_walk(window, other), one.id, list[int]())]
    while walks:
        for walk in list(walks):
            steps, goal, seen = walk
            ids = next(steps, None)
            if ids is None or len(seen) > at_most:
                walks.remove(walk)
                continue
            seen.extend(ids)
            if goal in ids:
                return tuple(seen[: seen.index(goal) + 1])
    return None
