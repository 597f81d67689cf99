"""What lists say about something being printed: three times, put together so that lists may come in any order.

`printed_as_of` is the newest list that says yes, `unprinted_as_of` the newest that says no, `printed_at` the first yes
after the last no: not later than then it was printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import FromClause, and_, case, func, null, or_, type_coerce

from store.book.columns import Instant, earlier_of, later_of
from store.shops.pairing import Value

WHAT = ("slip", "waybill")


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of one of the two, as expressions of SQL."""

    printed_at: Value
    printed_as_of: Value
    unprinted_as_of: Value

    def values(self, what: str) -> dict[str, Value]:
        """The columns of a table that they stand in."""
        return {
            f"{what}_printed_at": self.printed_at,
            f"{what}_printed_as_of": self.printed_as_of,
            f"{what}_unprinted_as_of": self.unprinted_as_of,
        }


def of_table(source: FromClause, what: str) -> Word:
    """What a table of the book knows."""
    c = source.c
    return Word(c[f"{what}_printed_at"], c[f"{what}_printed_as_of"], c[f"{what}_unprinted_as_of"])


def of_list(said: Value, as_of: Value) -> Word:
    """What a list says by 1 or 0; NULL says nothing."""
    yes, no = case((said == 1, as_of)), case((said == 0, as_of))
    return Word(type_coerce(yes, Instant), type_coerce(yes, Instant), type_coerce(no, Instant))


def together(one: Word, other: Word) -> Word:
    """What both know."""
    unprinted = later_of(one.unprinted_as_of, other.unprinted_as_of)
    printed = later_of(one.printed_as_of, other.printed_as_of)

    def stands(at: Value) -> Value:
        return case((and_(at.is_not(None), or_(unprinted.is_(None), at > unprinted)), at), else_=null())

    first = earlier_of(stands(one.printed_at), stands(other.printed_at))
    return Word(type_coerce(func.coalesce(first, stands(printed)), Instant), printed, unprinted)
