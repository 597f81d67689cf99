"""From a foreign file to a staging file, in the process that calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from store.imports import normalise
from store.imports.batch import Batch, Seen
from store.imports.limits import Limits
from store.imports.mapping import Mappings
from store.imports.plan import Plan, RefusedRow
from store.imports.recognise import Recognised, as_of, recognise
from store.imports.sheets import Sheet, open_sheet
from store.imports.sources import Source
from store.imports.staging import StagingWriter, discard
from store.imports.targets import Cell, Context

Report = Callable[[int, int, int, int], None]
"""Told now and then: rows staged, rows refused, bytes read, bytes in all."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read, and how.

    Attributes:
        now_ms, as_of: epoch milliseconds; `as_of` is the age that a person gave, or None.
        mapping: a mapping file that is to be used, or a folder of those that may fit, or None.
    """

    path: Path
    staging: Path
    zone: str
    now_ms: int
    limits: Limits
    as_of: int | None = None
    mapping: Path | None = None


def fill(request: Request, report: Report) -> dict[str, Any]:
    """Read `request.path` into a new staging file and return its `meta`.

    Raises:
        Refusal: those of `open_sheet`, `recognise`, `load_mapping` and `StagingWriter.finish`; nothing is left
            behind then.
    """
    try:
        mappings: Mappings | None = Mappings.at(request.mapping)
        while mappings:
            with open_sheet(request.path, request.limits, mappings.reading) as sheet:
                head = list(islice(sheet.rows, mappings.head))
                found = recognise(head, request.limits, mappings.sources, given=mappings.given)
                mappings = mappings.settled(found)
                if mappings is None:
                    return _stage(request, sheet, found, head[found.line :], report)
        raise AssertionError("a mapping that was given is settled")
    except BaseException:
        discard(request.staging)
        raise


def context_of(source: Source, zone: str, now_ms: int) -> Context:
    """What the cells of a source are read with; `zone` where the source does not say its own."""
    reading = source.reading
    money: Cell = normalise.money
    if not reading.plain_money:
        money = normalise.money_reader(reading.decimal, reading.thousands, reading.units)
    return Context(ZoneInfo(reading.zone or zone), now_ms, source.words, reading.times, money)


def numbered(rows: Iterable[list[str]], sheet: Sheet, found: Recognised) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header that hold anything, with their number as a spreadsheet counts."""
    for line, cells in enumerate(rows, start=found.line + sheet.lines_above + 1):
        if any(cells):
            yield line, cells


def _stage(request: Request, sheet: Sheet, found: Recognised, begun: list[list[str]], report: Report) -> dict[str, Any]:
    source = found.source
    context = context_of(source, request.zone, request.now_ms)
    plan = Plan(found, context)
    writer = StagingWriter(request.staging, [(part.target, part.columns) for part in plan.parts])
    tables = {
        part.target.table: [*part.columns, *([part.target.position] if part.target.position else [])]
        for part in plan.parts
    }
    try:
        below = numbered(chain(begun, sheet.rows), sheet, found)
        if source.reading.refuse_duplicates:
            rows, refused = _copy(request.limits, sheet, below, plan, writer, report, seen=Seen())
        else:
            rows, refused = _copy(request.limits, sheet, below, plan, writer, report)
        meta: dict[str, Any] = {
            "source": source.id,
            "kind": source.kind,
            "header": list(found.header),
            "unknown": list(found.unknown),
            "encoding": sheet.encoding,
            "rows": rows,
            "refused": refused,
            "sha256": sheet.sha256,
            "size": sheet.size,
            "as_of": as_of(request.path, context.zone, request.now_ms) if request.as_of is None else request.as_of,
            "zone": context.zone.key,
            "shop": source.reading.shop,
            "currency": source.reading.currency,
        }
        repeated = writer.finish({**meta, "fields": tables}, _counted(source, plan))
        return {**meta, "fields": list(plan.parts[0].columns), "tables": tables, "repeated": repeated}
    finally:
        writer.close()


def _counted(source: Source, plan: Plan) -> int | None:
    """The table in which rows that repeat another one are counted."""
    if not source.several_rows:
        return 0
    return next((place for place, part in enumerate(plan.parts) if part.target.position), None)


def _copy(
    limits: Limits,
    sheet: Sheet,
    below: Iterator[tuple[int, list[str]]],
    plan: Plan,
    writer: StagingWriter,
    report: Report,
    seen: Seen | None = None,
) -> tuple[int, int]:
    """All rows below the header; how many were staged and how many refused."""
    staged = refused = taken = 0
    batch = Batch(plan, writer)
    line, cells = 0, [""]
    for line, cells in below:
        # Before the row, not after it: the last row of all must still be at hand at the end.
        if taken == limits.batch:
            staged += batch.write()
            taken = 0
            report(staged, refused, sheet.position(), sheet.size)
        taken += 1
        first = seen and seen.before(line, cells)
        rows = RefusedRow("row.duplicate", {"first": first}) if first else plan.convert(line, cells)
        if isinstance(rows, RefusedRow):
            writer.refuse(line, rows, cells)
            refused += 1
        else:
            batch.take(rows, cells)
    if plan.is_short(cells) and not sheet.ends_with_line and batch.give_back(line):
        writer.refuse(line, RefusedRow("row.cut_off", {}), cells)
        refused += 1
    staged += batch.write()
    report(staged, refused, sheet.size, sheet.size)
    return staged, refused
