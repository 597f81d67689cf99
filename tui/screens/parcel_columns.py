"""What a line of parcels shows, and how a parcel is called."""

from __future__ import annotations

from datetime import datetime

from rich.cells import cell_len

from store.parcels.queries import ParcelRow
from tui.widgets.cells import NOTHING, Cell, clean_cell, fitting
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name
from tui.words.when import left, span

LEFT = 11
"""Cells of the column that says what is left."""
NUMBERED = 21
"""Cells of a courier and the longest of the usual numbers."""
SHORT = 8
"""A courier's name of more cells gives way to its code."""
TAIL = 4
LONG = ("内蒙古", "黑龙江")
"""The provinces whose short names have three characters."""


def left_cell(row: ParcelRow, now: datetime) -> str | Cell:
    """What is left until the next deadline; an estimate says so."""
    if row.due_at is None:
        return NOTHING
    words = ("~" if row.due_estimated else "") + left(row.due_at, now)
    return Cell(words, "alarm") if row.due_at <= now else words


def silent_cell(row: ParcelRow, now: datetime) -> str | Cell:
    """How long no scan has come."""
    return Cell(tr("no scan"), "accent") if row.scan_at is None else span(now - row.scan_at)


def numbered(courier: str | None, number: str, cells: int) -> str:
    """The courier and the whole number; the courier goes before the number is cut, and of one that is longer than any
    courier's its tail stays, by which people call it."""
    word = name(names.COURIERS, courier)
    short = word if cell_len(word) <= SHORT else courier or ""
    number = clean_cell(number)
    tail = f"{short} ..{number[-TAIL:]}".strip()
    return fitting(cells, f"{short} {number}".strip(), f"{courier or ''} {number}".strip(), number, tail)


def flags_words(row: ParcelRow, cells: int) -> str:
    """What is wrong with it; where not all of it finds room the first, and how much more: `no movement +1`."""
    words = [name(names.PARCEL_VIEWS, flag) for flag in row.flags]
    return fitting(cells, tr(", ").join(words), f"{words[0]} +{len(words) - 1}") if words else ""


def why_words(row: ParcelRow) -> str:
    """What the time that is left is for."""
    return name(names.DEADLINES, row.due)


def state_words(row: ParcelRow) -> str:
    """How far it is, by the last scan."""
    return name(names.PARCEL_STATES, row.state)


def place(to: str) -> str:
    """Where it goes, as people call it: `浙江 杭州市`; a city that is a province once."""
    province, _, city = to.partition(" ")
    short = province[: 3 if province.startswith(LONG) else 2]
    return short if not city or city.startswith(short) else f"{short} {city}"
