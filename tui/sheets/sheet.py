"""What a list says of itself when it becomes a file: whole values, where the screen shows what finds room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from store.book.pages import Row, Window

RowT = TypeVar("RowT", bound=Row)

Kind = Literal["text", "number", "money", "instant"]
Value = str | int | datetime | None
"""Of a text, a number, an amount in minor units, a moment; None where there is nothing."""

STRIDE = 2_000
"""Rows a read: a whole list is read in as many short reads as it takes, and nobody's save waits."""


@dataclass(frozen=True, slots=True)
class Field(Generic[RowT]):
    """A column of a sheet.

    Args:
        title: a sentence of the catalogue, said in the shop's language.
        value: what a row has here. Words are said by `tr` when it is called. Nothing that the list does not show.
        kind: how a spreadsheet is to take it. Numbers that name something are texts.
    """

    title: str
    value: Callable[[RowT], Value]
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Sheet(Generic[RowT]):
    """A list as it leaves.

    Args:
        name: begins the file's name and is what the audit calls it, such as `orders-late`.
        title: a sentence of the catalogue: what the sheet is called inside the file.
        fields: its columns.
        window: its rows; a window of its own, so that the list may go on meanwhile.
        only: the rows that leave, by id; None: all.
        without: those that stay.
    """

    name: str
    title: str
    fields: tuple[Field[RowT], ...]
    window: Window[RowT]
    only: frozenset[int] | None = None
    without: frozenset[int] = frozenset()

    def count(self) -> int:
        """How many rows leave (reads the book); those marked and gone from the view meanwhile among them."""
        if self.only is not None:
            return len(self.only)
        return max(0, self.window.count(None).number - len(self.without))

    def rows(self) -> Iterator[RowT]:
        """The rows in the order of the list, each page as the book has it when it is read."""
        if self.only is None:
            yield from (row for row in _walk(self.window) if row.id not in self.without)
            return
        left = set(self.only)
        for row in _walk(self.window) if left else ():
            if row.id in left:
                yield row
                left.remove(row.id)
                if not left:
                    return


def _walk(window: Window[RowT]) -> Iterator[RowT]:
    page = window.first(STRIDE)
    yield from page.rows
    while page.more_after and page.rows:
        page = window.after(page.rows[-1], STRIDE)
        yield from page.rows


AnySheet = Sheet[Any]
