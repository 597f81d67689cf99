"""What came in today, from where, how old it is, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from store.book.clock import Moment
from store.imports.queries import is_missing, newest
from store.imports.runs import RunLine, runs_of_day
from store.imports.tables import RunState
from store.shops.queries import ShopView


@dataclass(frozen=True, slots=True)
class SourceToday:
    """One kind of file of one shop."""

    shop_id: int
    tag: str
    source: str
    expected: bool
    """The shop wants it every working day."""
    missing: bool
    """Expected, and today's has not come."""
    newest_as_of: datetime | None
    """How old the newest knowledge is; None where no file ever came."""
    runs: tuple[RunLine, ...]
    """What was taken in today, the latest first; also what is being merged or was lost."""


class Standing(StrEnum):
    """How it is with a file."""

    DONE = "done"
    MERGING = "merging"
    LOST = "lost"
    MISSING = "missing"
    """Expected today, and it has not come."""
    NONE = "none"
    """None came today, and none is expected."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line of the list of files: an import, or a kind of file of a shop without one."""

    id: int
    """Of the import; below zero for a kind of file."""
    tag: str
    source: str
    standing: Standing
    as_of: datetime | None
    """How old it is, or the newest of its kind; None where none ever came."""
    run: RunLine | None = None


def files_today(connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> tuple[SourceToday, ...]:
    """Every kind of file that a shop expects or has ever had: by shop, what is expected first."""
    ages = newest(connection, moment)
    found = []
    for shop in shops:
        expected = shop.settings.expected_files
        others = sorted(source for shop_id, source in ages if shop_id == shop.id and source not in expected)
        today = runs_of_day(connection, shop, moment)
        others += sorted({run.source for run in today} - {*expected, *others})
        for source in (*expected, *others):
            age = ages.get((shop.id, source))
            wanted = source in expected
            found.append(
                SourceToday(
                    shop_id=shop.id,
                    tag=shop.tag,
                    source=source,
                    expected=wanted,
                    missing=wanted and is_missing(shop, age, moment),
                    newest_as_of=age,
                    runs=tuple(run for run in today if run.source == source),
                )
            )
    return tuple(found)


def line_of(run: RunLine) -> FileLine:
    """The line of an import."""
    standing = {RunState.DONE: Standing.DONE, RunState.MERGING: Standing.MERGING, RunState.LOST: Standing.LOST}
    return FileLine(run.id, run.tag, run.source, standing[run.state], run.as_of, run)


def lines_of(kinds: tuple[SourceToday, ...]) -> tuple[FileLine, ...]:
    """A line for every import of today, and one for every kind of file that is missing or did not come."""
    lines: list[FileLine] = []
    for place, kind in enumerate(kinds, start=1):
        if kind.missing or not kind.runs:
            standing = Standing.MISSING if kind.missing else Standing.NONE
            lines.append(FileLine(-place, kind.tag, kind.source, standing, kind.newest_as_of))
        lines += map(line_of, kind.runs)
    return tuple(lines)
