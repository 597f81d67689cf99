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
"""Cells of the column of the time that the list is sorted by, and of what is left elsewhere."""
ENDING = ("window", "move", "sign")
"""The orders of rows that go by a deadline; the others go by since when it is so."""
NUMBERED = 21
"""Cells of a courier and the longest of the usual numbers."""
SHORT = 8
"""A courier's name of more cells gives way to its code."""
TAIL = 4
LONG = ("内蒙古", "黑龙江")
"""The provinces whose short names have three characters."""


def sorted_cell(row: ParcelRow, sort: str, now: datetime) -> str | Cell:
    """What the list is sorted by: how long it is so, or what is left; the end of a window is an estimate."""
    at = row.sorted_at
    if at is None:
        return NOTHING
    if sort not in ENDING:
        return span(now - at)
    words = ("~" if sort == "window" else "") + left(at, now)
    return Cell(words, "alarm") if at <= now else words


def next_words(row: ParcelRow, now: datetime) -> str:
    """The next deadline: what is left, an estimate says so, and what for."""
    if row.due_at is None:
        return ""
    return f"{'~' if row.due_estimated else ''}{left(row.due_at, now)} {name(names.DEADLINES, row.due)}"


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


def state_words(row: ParcelRow) -> str:
    """How far it is, by the last scan."""
    return name(names.PARCEL_STATES, row.state)


def place(to: str) -> str:
    """Where it goes, as people call it: `浙江 杭州市`; a city that is a province once."""
    province, _, city = to.partition(" ")
    short = province[: 3 if province.startswith(LONG) else 2]
    return short if not city or city.startswith(short) else f"{short} {city}"
