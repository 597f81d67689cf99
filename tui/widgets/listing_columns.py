"""The columns of a list, and which of them find room on a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from rich.cells import cell_len

from store.book.pages import Row
from tui.widgets.cells import LONGEST, Align, Cell, Role, clean_cell
from tui.words.catalogue import tr

GAP = 2
"""Cells between two columns."""

RowT = TypeVar("RowT", bound=Row)


class Sort(NamedTuple):
    """How a list is sorted: the key of an offered sort, and which way."""

    key: str
    descending: bool = False


class Column(NamedTuple, Generic[RowT]):
    """One column of a list.

    Args:
        key: its name in settings and tests.
        title: a sentence of the catalogue, or a callable that gives the translated title.
        cell: what a row shows here; plain text, never markup.
        width: its cells; with `flex` the least it needs.
        flex: its share of the cells left over.
        max_width: where its growing ends.
        align: words left, numbers right.
        priority: where the line is too narrow the lowest goes first.
        role: for cells that bring none of their own.
        sort: the offered sort that goes by this column.
        fits: where given, it is only as wide as its rows need when they are read, and never narrower than this.
    """

    key: str
    title: str | Callable[[], str]
    cell: Callable[[RowT], str | Cell]
    width: int
    flex: int = 0
    max_width: int | None = None
    align: Align = "left"
    priority: int = 0
    role: Role = "plain"
    sort: str | None = None
    fits: int | None = None

    def heading(self) -> str:
        """The title in the language spoken now."""
        return tr(self.title) if isinstance(self.title, str) else self.title()

    def needed(self, rows: Iterable[RowT]) -> int:
        """The cells in which its heading and the words of all of `rows` stand whole."""
        said = (self.cell(row) for row in rows)
        words = (self.heading(), *(each.text if isinstance(each, Cell) else each for each in said))
        return max(self.fits or 0, *(cell_len(clean_cell(text[:LONGEST])) for text in words))

    def fitted(self, needed: int | None) -> Column[RowT]:
        """Itself, not wider than its rows need; None is not known."""
        if needed is None:
            return self
        most = None if self.max_width is None else min(self.max_width, needed)
        return self._replace(width=min(self.width, needed), max_width=most)

    def spare(self, width: int) -> int:
        """How many cells it could still grow from `width`."""
        if not self.flex:
            return 0
        return 10_000 if self.max_width is None else max(0, self.max_width - width)


def _needed(columns: Sequence[Column[RowT]]) -> int:
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)


def _kept(columns: Sequence[Column[RowT]], cells: int) -> list[Column[RowT]]:
    kept = list(columns)
    while len(kept) > 1 and _needed(kept) > cells:
        lowest = min(column.priority for column in kept)
        last = max(i for i, column in enumerate(kept) if column.priority == lowest)
        del kept[last]
    return kept


def _shared(left: int, growing: Iterable[tuple[int, Column[RowT]]]) -> dict[int, int]:
    """How much each growing column gets: by flex, the first ones take what cannot be divided."""
    column = dict(growing)
    grown = dict.fromkeys(column, 0)
    while left > 0:
        open_ = [i for i in column if column[i].spare(column[i].width + grown[i])]
        if not open_:
            break
        total = sum(column[i].flex for i in open_)
        for i in open_:
            room = column[i].spare(column[i].width + grown[i])
            share = min(room, max(1, left * column[i].flex // total), left)
            grown[i] += share
            left -= share
            total -= column[i].flex
            if not left:
                break
    return grown


def lay_out(columns: Sequence[Column[RowT]], cells: int) -> list[tuple[Column[RowT], int]]:
    """The columns that fit into `cells`, in their order, each with its width."""
    kept = _kept(columns, cells)
    if len(kept) == 1:
        return [(kept[0], min(cells, kept[0].width + kept[0].spare(kept[0].width)))]
    grown = _shared(cells - _needed(kept), enumerate(kept))
    return [(column, column.width + grown[i]) for i, column in enumerate(kept)]
