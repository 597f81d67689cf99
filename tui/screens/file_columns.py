"""What a line of files shows, and the words about a day's files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from rich.cells import cell_len

from store.imports.files_today import FileLine, Standing
from store.imports.runs import RunLine
from tui.widgets.cells import Cell, Role, clean_cell
from tui.widgets.listing import Column
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import name
from tui.words.when import moment

ROLES: dict[Standing, Role] = {Standing.MISSING: "accent", Standing.LOST: "alarm", Standing.NONE: "dim"}


def file_columns(now: Callable[[], datetime | None], zone: Callable[[], str]) -> tuple[Column[FileLine], ...]:
    """The columns of the list of files; times are those of `now` in `zone`."""

    def said(at: datetime | None) -> str:
        here = now()
        return moment(at, here, zone()) if at is not None and here is not None else ""

    def age(line: FileLine) -> str | Cell:
        return Cell(tr("none ever"), "dim") if line.as_of is None else said(line.as_of)

    def taken(line: FileLine) -> Cell:
        run = line.run
        return Cell("" if run is None else f"{said(run.began_at)} {run.who}".strip(), "dim")

    return (
        Column("tag", N_("shop"), lambda line: line.tag, width=4, priority=11),
        Column("source", N_("file"), _kind, width=20, priority=10),
        Column("name", N_("file name"), lambda line: line.run.file_name if line.run else "", width=16, flex=3,
               max_width=44, priority=4),
        Column("age", N_("as of"), age, width=15, priority=7),
        Column("standing", N_("state"), standing_cell, width=13, priority=9),
        _number("rows", N_("rows"), lambda run: run.rows, 6),
        _number("added", N_("new"), lambda run: run.added, 5),
        _number("changed", N_("changed"), lambda run: run.changed, 3),
        _number("same", N_("unchanged"), lambda run: run.same, 1, 9),
        _number("repeated", N_("repeated"), lambda run: run.repeated, 0, 8),
        Column("refused", N_("refused"), refused_cell, width=7, align="right", priority=8),
        Column("taken", N_("brought in"), taken, width=16, priority=2),
    )  # fmt: skip


def _kind(line: FileLine) -> str:
    return name(names.SOURCES, line.source)


def _number(key: str, title: str, number: Callable[[RunLine], int], priority: int, width: int = 7) -> Column[FileLine]:
    def cell(line: FileLine) -> Cell:
        if line.run is None or line.standing is not Standing.DONE:
            return Cell("")
        found = number(line.run)
        return Cell(f"{found:,}", "plain" if found else "dim")

    return Column(key, title, cell, width=width, align="right", priority=priority)


def standing_cell(line: FileLine) -> Cell:
    """How it is with a file; one that is going in says how far it is."""
    words = name(names.STANDINGS, line.standing)
    if line.standing is Standing.MERGING and line.run is not None:
        words = f"{words} {line.run.next_line * 100 // max(line.run.last_line, 1)} %"
    return Cell(words, ROLES.get(line.standing, "plain"))


def refused_cell(line: FileLine) -> Cell:
    """How many rows were refused: loud only where there are some."""
    if line.run is None:
        return Cell("")
    return Cell(f"{line.run.refused:,}", "alarm" if line.run.refused else "dim")


def missing_words(lines: Iterable[FileLine], now: datetime, zone: str, room: int) -> str:
    """What has not come today, as many as find room: `not in yet today: MM order list (the last is of ..)`."""
    missing = [line for line in lines if line.standing is Standing.MISSING]
    if not missing:
        return ""
    parts = [_missing(line, now, zone) for line in missing]
    for shown in range(len(parts), 0, -1):
        more = len(parts) - shown
        rest = [tr("{n} more", n=more)] if more else []
        words = tr("not in yet today: {files}", files=tr(", ").join([*parts[:shown], *rest]))
        if cell_len(words) <= room:
            return words
    return tr("not in yet today: {files}", files=len(parts))


def _missing(line: FileLine, now: datetime, zone: str) -> str:
    last = tr("none ever") if line.as_of is None else tr("the last is of {age}", age=moment(line.as_of, now, zone))
    return clean_cell(f"{line.tag} {_kind(line)} ({last})")
