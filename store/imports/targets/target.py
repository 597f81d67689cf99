"""What a staging table is made of: how each field of a source is read into its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from store.imports import normalise

Cell = Callable[[str], Any]
"""A cell into a value; may raise `Unreadable`."""


@dataclass(frozen=True, slots=True)
class Context:
    """What reading depends on beside the cell.

    Attributes:
        zone: in which times are written.
        now_ms: the moment, epoch milliseconds.
        words: vocabulary -> word of the source -> our code, on top of `normalise.vocabularies`.
        times: formats of `strptime` that are tried before the usual spellings.
        money: how an amount is written.
    """

    zone: ZoneInfo
    now_ms: int
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    times: tuple[str, ...] = ()
    money: Cell = normalise.money

    def reader(self, vocabulary: str) -> Callable[[str | None], str | None]:
        """From a word to our code; None for a word that nobody knows."""
        return normalise.word_reader(vocabulary, self.words.get(vocabulary, {}))


@dataclass(frozen=True, slots=True)
class Derived:
    """A column made of columns that were read. It exists when one of its inputs does; absent: None.

    With `vocabulary` it exists only where that one has words of the source's own.
    """

    inputs: tuple[str, ...]
    make: Callable[[Context], Callable[..., Any]]
    vocabulary: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A staging table.

    Attributes:
        key: the column that names a row.
        columns: the columns in order and their SQL types.
        cells: field -> how it is read into the column of its own name.
        spreads: field -> the columns that its tuple fills. Where the file has one of these columns itself, the
            field is the text of the column of its name.
        derived: column -> what it is made of.
        checks: fields that fill no column but may refuse the row.
        same: rows that are alike in all of these columns repeat each other; by default in the key.
        position: a column for the running number, from 0, of a row among those of its key.
        more: a table `(line, key)` for the further keys of a row, and how a cell is read into them.
    """

    table: str
    key: str
    columns: Mapping[str, str]
    cells: Mapping[str, Callable[[Context], Cell]]
    spreads: Mapping[str, tuple[tuple[str, ...], Cell]] = field(default_factory=dict)
    derived: Mapping[str, Derived] = field(default_factory=dict)
    checks: Mapping[str, Cell] = field(default_factory=dict)
    same: tuple[str, ...] = ()
    position: str | None = None
    more: tuple[str, Callable[[str], list[str]]] | None = None

    @property
    def fields(self) -> frozenset[str]:
        """What a source may fill."""
        return frozenset([*self.cells, *self.spreads, *self.checks])


def time(context: Context) -> Cell:
    """A local time of the context's zone."""
    return normalise.moment_reader(context.zone, context.now_ms, context.times)


def amount(context: Context) -> Cell:
    """Money as the context writes it."""
    return context.money


def same(cell: Cell) -> Callable[[Context], Cell]:
    """A cell that is read alike in every context."""
    return lambda _context: cell


def coded(vocabulary: str) -> Callable[[Context], Cell]:
    """A word that becomes a code; a word that nobody knows is None."""
    return lambda context: context.reader(vocabulary)


COURIER: Final = Derived(("courier_word", "tracking_no"), lambda _context: normalise.courier)
"""The courier by its name, else guessed by the waybill (domain 5.3)."""
