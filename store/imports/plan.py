"""A header turned once into what is done with every row of the file: no look-up by name is left per row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from store.imports.normalise import Unreadable, is_missing
from store.imports.recognise import Recognised
from store.imports.targets import Cell, Context, Target


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """Why a row was not understood: a code and parameters; `column` where it is one column's fault."""

    code: str
    params: dict[str, object]


class Plan:
    """How the rows of one file become rows of a staging table.

    Attributes:
        columns: of the staging table, in the order in which `convert` fills them; those that the file has.
    """

    def __init__(self, target: Target, found: Recognised, context: Context) -> None:
        self._header = found.header
        self._width = len(found.header)
        self._doubles = tuple(places for places in found.fields.values() if len(places) > 1)
        self._cells: list[tuple[int, Cell]] = []
        self._spreads: list[tuple[int, Cell]] = []
        columns: list[str] = []
        for name, make in target.cells.items():
            if name in found.fields:
                self._cells.append((found.fields[name][0], make(context)))
                columns.append(name)
        for name, (parts, spread) in target.spreads.items():
            if name in found.fields:
                self._spreads.append((found.fields[name][0], spread))
                columns.extend(parts)
        self._joins: list[tuple[Callable[[list[Any]], Sequence[Any]], Callable[..., Any]]] = []
        for name, derived in target.derived.items():
            # Place 0 of a row is None while it is being built: that is where an absent input points.
            places = [columns.index(each) + 1 if each in columns else 0 for each in derived.inputs]
            if any(places):
                self._joins.append((_picker(places), derived.make(context)))
                columns.append(name)
        self.columns = tuple(columns)

    def is_short(self, cells: list[str]) -> bool:
        """Whether cells are missing at the end of a row."""
        return len(cells) < self._width

    def convert(self, line: int, cells: list[str]) -> list[Any] | RefusedRow:
        """The line and the values of `columns` for one row; `cells` is left as it is."""
        if len(cells) != self._width:
            if any(cells[self._width :]):
                return RefusedRow("row.too_many_cells", {"expected": self._width, "found": len(cells)})
            # Spreadsheets leave out the separators of empty cells at the end.
            cells = cells + [""] * (self._width - len(cells))
        if self._doubles:
            cells = self._merged(cells)
        try:
            row = [None, *[read(cells[place]) for place, read in self._cells]]
            for place, spread in self._spreads:
                row += spread(cells[place])
        except Unreadable:
            return self._blame(cells)
        for inputs, make in self._joins:
            row.append(make(*inputs(row)))
        row[0] = line
        return row

    def _merged(self, cells: list[str]) -> list[str]:
        """Two columns for one field: the first that says something is moved to the preferred place."""
        cells = cells.copy()
        for places in self._doubles:
            for place in places:
                if not is_missing(cells[place]):
                    cells[places[0]] = cells[place]
                    break
        return cells

    def _blame(self, cells: list[str]) -> RefusedRow:
        for place, read in (*self._cells, *self._spreads):
            try:
                read(cells[place])
            except Unreadable as why:
                return RefusedRow(why.code, {"column": self._header[place], **why.params})
        raise AssertionError("a row that was unreadable is readable the second time")


def _picker(places: list[int]) -> Callable[[list[Any]], Sequence[Any]]:
    if len(places) == 1:
        return itemgetter(slice(places[0], places[0] + 1))
    return itemgetter(*places)
