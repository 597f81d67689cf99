"""From a foreign file to a staging file, in the process that calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from store.imports.limits import Limits
from store.imports.plan import Plan, RefusedRow
from store.imports.recognise import HEAD, Recognised, as_of, recognise
from store.imports.sheets import Sheet, open_sheet
from store.imports.staging import StagingWriter, discard
from store.imports.targets import TARGETS, Context

Report = Callable[[int, int, int, int], None]
"""Told now and then: rows staged, rows refused, bytes read, bytes in all."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read, and how. `now_ms` and `as_of` (the age that a person gave, or None): epoch ms."""

    path: Path
    staging: Path
    zone: str
    now_ms: int
    limits: Limits
    as_of: int | None = None


def fill(request: Request, report: Report) -> dict[str, Any]:
    """Read `request.path` into a new staging file and return its `meta`.

    Raises:
        Refusal: those of `open_sheet`, `recognise` and `StagingWriter.finish`; nothing is left behind then.
    """
    try:
        with open_sheet(request.path, request.limits) as sheet:
            head = list(islice(sheet.rows, HEAD))
            found = recognise(head, request.limits)
            return _stage(request, sheet, found, head[found.line :], report)
    except BaseException:
        discard(request.staging)
        raise


def _stage(request: Request, sheet: Sheet, found: Recognised, begun: list[list[str]], report: Report) -> dict[str, Any]:
    zone = ZoneInfo(request.zone)
    target = TARGETS[found.source.kind]
    plan = Plan(target, found, Context(zone, request.now_ms, found.source.statuses))
    writer = StagingWriter(request.staging, target, plan.columns)
    try:
        below = _numbered(chain(begun, sheet.rows), found.line)
        rows, refused = _copy(request.limits, sheet, below, plan, writer, report)
        meta: dict[str, Any] = {
            "source": found.source.id,
            "kind": found.source.kind,
            "header": list(found.header),
            "fields": list(plan.columns),
            "unknown": list(found.unknown),
            "encoding": sheet.encoding,
            "rows": rows,
            "refused": refused,
            "sha256": sheet.sha256,
            "size": sheet.size,
            "as_of": as_of(request.path, zone, request.now_ms) if request.as_of is None else request.as_of,
            "zone": request.zone,
        }
        return {**meta, "repeated": writer.finish(meta)}
    finally:
        writer.close()


def _copy(
    limits: Limits,
    sheet: Sheet,
    below: Iterator[tuple[int, list[str]]],
    plan: Plan,
    writer: StagingWriter,
    report: Report,
) -> tuple[int, int]:
    """All rows below the header; how many were staged and how many refused."""
    staged = refused = seen = 0
    batch: list[list[Any]] = []
    line, cells = 0, [""]
    for line, cells in below:
        # Before the row, not after it: the last row of all must still be at hand at the end.
        if seen == limits.batch:
            writer.add(batch)
            staged += len(batch)
            batch, seen = [], 0
            report(staged, refused, sheet.position(), sheet.size)
        seen += 1
        row = plan.convert(line, cells)
        if isinstance(row, RefusedRow):
            writer.refuse(line, row, cells)
            refused += 1
        else:
            batch.append(row)
    if batch and batch[-1][0] == line and plan.is_short(cells) and not sheet.ends_with_line:
        batch.pop()
        writer.refuse(line, RefusedRow("row.cut_off", {}), cells)
        refused += 1
    writer.add(batch)
    staged += len(batch)
    report(staged, refused, sheet.size, sheet.size)
    return staged, refused


def _numbered(rows: Iterable[list[str]], header_line: int) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with their number as a spreadsheet counts."""
    for line, cells in enumerate(rows, start=header_line + 1):
        if any(cells):
            yield line, cells
