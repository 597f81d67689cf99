"""A header turned once into what is done with every row of the file: no look-up by name is left per row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from store.imports.making import Maker
from store.imports.normalise import Unreadable, is_missing, text
from store.imports.recognise import Recognised
from store.imports.targets import TARGETS, Cell, Context, Target

Row = list[Any]
"""The line and the values of the columns."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """Why a row was not understood: a code and parameters; `column` where it is one column's fault."""

    code: str
    params: dict[str, object]


class Part:
    """How the rows of a file become rows of one staging table.

    Attributes:
        columns: of the staging table, in the order in which `convert` fills them; those that the file has.
        cells: where each cell that is read stands, and how it is read.
    """

    def __init__(self, target: Target, fields: Mapping[str, tuple[int, ...]], context: Context) -> None:
        self.target = target
        self._doubles = tuple(places for places in fields.values() if len(places) > 1)
        self._checks = [(fields[name][0], check) for name, check in target.checks.items() if name in fields]
        cells: list[tuple[int, Cell]] = []
        columns: list[str] = []
        for name, make in target.cells.items():
            if name in fields:
                cells.append((fields[name][0], make(context)))
                columns.append(name)
        self._spreads: list[tuple[int, Cell]] = []
        for name, (parts, spread) in target.spreads.items():
            if name not in fields:
                continue
            if fields.keys().isdisjoint(set(parts) - {name}):
                self._spreads.append((fields[name][0], spread))
                columns.extend(parts)
            else:
                cells.append((fields[name][0], text))
                columns.insert(len(cells) - 1, name)
        self._cells = cells
        self._joins: list[tuple[Callable[[Row], Sequence[Any]], Callable[..., Any]]] = []
        for name, derived in target.derived.items():
            # Place 0 of a row is None while it is being built: that is where an absent input points.
            places = [columns.index(each) + 1 if each in columns else 0 for each in derived.inputs]
            if any(places) and (derived.vocabulary is None or derived.vocabulary in context.words):
                self._joins.append((_picker(places), derived.make(context)))
                columns.append(name)
        self.columns = tuple(columns)
        self._key = fields.get(target.key, (None,))[0]

    @property
    def cells(self) -> list[tuple[int, Cell]]:
        """The places of a row that are looked at, and what reads them; the checks come first."""
        return [*self._checks, *self._cells, *self._spreads]

    def convert(self, line: int, cells: list[str]) -> Row:
        """One row; `cells` is left as it is.

        Raises:
            Unreadable: a cell of it cannot be read.
        """
        if self._doubles:
            cells = self.merged(cells)
        for place, check in self._checks:
            check(cells[place])
        row = [None, *[read(cells[place]) for place, read in self._cells]]
        for place, spread in self._spreads:
            row += spread(cells[place])
        for inputs, make in self._joins:
            row.append(make(*inputs(row)))
        row[0] = line
        return row

    def more(self, line: int, cells: list[str]) -> list[Row]:
        """The rows of the further keys of a row."""
        if self.target.more is None or self._key is None:
            return []
        cells = self.merged(cells)
        return [[line, key] for key in self.target.more[1](cells[self._key])]

    def merged(self, cells: list[str]) -> list[str]:
        """Several columns for one field: the first that says something is moved to the preferred place."""
        cells = cells.copy()
        for places in self._doubles:
            for place in places:
                if not is_missing(cells[place]):
                    cells[places[0]] = cells[place]
                    break
        return cells


class Plan:
    """How the rows of one file become rows of the staging tables of its source."""

    def __init__(self, found: Recognised, context: Context) -> None:
        self._names = found.names
        self._width = len(found.header)
        self._made: tuple[Maker, ...] = found.made
        self.parts = [Part(TARGETS[kind], fields, context) for kind, fields in found.parts.items()]
        self._converters = [part.convert for part in self.parts]

    def is_short(self, cells: list[str]) -> bool:
        """Whether cells are missing at the end of a row."""
        return len(cells) < self._width

    def convert(self, line: int, cells: list[str]) -> list[Row] | RefusedRow:
        """One row for each of `parts`."""
        if len(cells) != self._width or self._made:
            if any(cells[self._width :]):
                return RefusedRow("row.too_many_cells", {"expected": self._width, "found": len(cells)})
            cells = self._fitted(line, cells)
        try:
            return [convert(line, cells) for convert in self._converters]
        except Unreadable:
            return self._blame(cells)

    def more(self, part: Part, line: int, cells: list[str]) -> list[Row]:
        """The rows of the further keys of a row that `convert` took."""
        return part.more(line, self._fitted(line, cells))

    def _fitted(self, line: int, cells: list[str]) -> list[str]:
        """The cells as wide as the header, and behind them those that are made of others."""
        # Spreadsheets leave out the separators of empty cells at the end, and write some behind it.
        cells = (cells + [""] * (self._width - len(cells)))[: self._width]
        return [*cells, *(make(line, cells) for make in self._made)]

    def _blame(self, cells: list[str]) -> RefusedRow:
        for part in self.parts:
            seen = part.merged(cells)
            for place, read in part.cells:
                try:
                    read(seen[place])
                except Unreadable as why:
                    return RefusedRow(why.code, {"column": self._names[place], **why.params})
        raise AssertionError("a row that was unreadable is readable the second time")


def _picker(places: list[int]) -> Callable[[Row], Sequence[Any]]:
    if len(places) == 1:
        return itemgetter(slice(places[0], places[0] + 1))
    return itemgetter(*places)
