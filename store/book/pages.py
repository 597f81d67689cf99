"""What a list asks of the book: pages of a query, found by key and never by offset."""

from __future__ import annotations

from typing import Generic, NamedTuple, Protocol, TypeVar


class Row(Protocol):
    """A line of a list: an immutable value with the id of its record."""

    @property
    def id(self) -> int: ...


RowT = TypeVar("RowT", bound=Row)


class Page(NamedTuple, Generic[RowT]):
    """A run of neighbouring rows, in the order of the list, and whether there are more on either side."""

    rows: tuple[RowT, ...]
    more_before: bool
    more_after: bool


class Count(NamedTuple):
    """How many rows; `exact` is False where counting stopped early (shown as `10,000+`)."""

    number: int
    exact: bool


class Window(Protocol[RowT]):
    """One view of a list: a query with its filter and its sort. Every call is one short read (blocking).

    A window never changes; another sort, filter or moment is another window.
    """

    def first(self, size: int) -> Page[RowT]:
        """The first `size` rows."""
        ...

    def last(self, size: int) -> Page[RowT]:
        """The last `size` rows, in the order of the list."""
        ...

    def after(self, row: RowT, size: int) -> Page[RowT]:
        """Up to `size` rows that follow `row`, whether or not it still exists."""
        ...

    def before(self, row: RowT, size: int) -> Page[RowT]:
        """Up to `size` rows that precede `row`, in the order of the list."""
        ...

    def around(self, row: RowT, before: int, after: int) -> Page[RowT]:
        """The rows around the record of `row` where it stands now: `before` of them in front, the record itself,
        `after` behind. When the record has left the view, the rows around the place where it stood."""
        ...

    def count(self, at_most: int | None) -> Count:
        """How many rows there are; counting stops at `at_most` (None: count them all)."""
        ...

    def ids(self, at_most: int) -> tuple[int, ...]:
        """The ids of the rows in the order of the list, at most so many (for acting on all that is in view)."""
        ...
