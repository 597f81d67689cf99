"""The child's side of explaining a file: what each column says, as read and as understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain, islice
from typing import Any, Final

from store.book.errors import Refusal
from store.imports.explain_guess import guessed
from store.imports.filling import Request, context_of, numbered
from store.imports.mapping import Mappings
from store.imports.normalise import Unreadable, is_missing
from store.imports.plan import Plan, RefusedRow
from store.imports.recognise import Recognised, as_of, recognise, stamp_of
from store.imports.sheets import Sheet, open_sheet
from store.imports.targets import TARGETS, Cell, Context

ROWS: Final = 1_000
"""How many rows are looked at."""
SAMPLES: Final = 3

_LONGEST: Final = 200


@dataclass(slots=True)
class _Column:
    header: str
    uses: list[tuple[str, str]]
    readers: list[Cell]
    filled: int = 0
    understood: int = 0
    samples: list[tuple[str, str]] = field(default_factory=list)

    def take(self, cell: str) -> None:
        if is_missing(cell):
            return
        self.filled += 1
        values = [_value(read, cell) for read in self.readers]
        self.understood += all(good for good, _ in values)
        if len(self.samples) < SAMPLES and all(cell[:_LONGEST] != seen for seen, _ in self.samples):
            self.samples.append((cell[:_LONGEST], values[0][1] if values else ""))

    def told(self) -> dict[str, Any]:
        about = asdict(self)
        del about["readers"]
        return about


def examine(request: Request) -> dict[str, Any]:
    """What `explain.Explained` is made of.

    Raises:
        Refusal: those of `open_sheet` and `load_mapping`, and `file.too_many_columns`. A file that nobody knows is
            explained by a guess.
    """
    mappings: Mappings | None = Mappings.at(request.mapping)
    while mappings:
        with open_sheet(request.path, request.limits, mappings.reading) as sheet:
            head = list(islice(sheet.rows, mappings.head))
            problem: Refusal | None = None
            try:
                found = recognise(head, request.limits, mappings.sources, given=mappings.given)
            except Refusal as no:
                if not no.reason.code.startswith("import."):
                    raise
                problem, found = no, guessed(head)
            mappings = mappings.settled(found)
            if mappings is None:
                return _explained(request, sheet, found, head[found.line :], problem)
    raise AssertionError("a mapping that was given is settled")


def _explained(
    request: Request, sheet: Sheet, found: Recognised, begun: list[list[str]], problem: Refusal | None
) -> dict[str, Any]:
    source = found.source
    context = context_of(source, request.zone, request.now_ms)
    rows = list(islice(numbered(chain(begun, sheet.rows), sheet, found), ROWS))
    stamp = stamp_of(request.path.name, context.zone, request.now_ms)
    return {
        "source": source.id if problem is None else None,
        "kind": source.kind,
        "title": source.title,
        "problem": None if problem is None else [problem.reason.code, dict(problem.reason.params)],
        "encoding": sheet.encoding,
        "separator": sheet.separator,
        "header_line": found.line + sheet.lines_above,
        "size": sheet.size,
        "as_of": as_of(request.path, context.zone, request.now_ms),
        "as_of_from": "modified" if stamp is None else "name",
        "zone": context.zone.key,
        "rows": len(rows),
        **_tried(Plan(found, context), rows),
        "columns": [column.told() for column in _columns(found, context, rows)],
        "fields": {
            kind: {name: [found.header[place] for place in places] for name, places in _in_file(found, fields).items()}
            for kind, fields in found.parts.items()
        },
        "made": [[kind, name, asdict(how)] for (kind, name), how in source.made.items()],
        "several_rows": source.several_rows,
        "reading": asdict(source.reading),
        "words": {name: dict(words) for name, words in source.words.items()},
    }


def _in_file(found: Recognised, fields: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """The fields that columns of the file fill, not those that are made."""
    return {name: places for name, places in fields.items() if places[0] < len(found.header)}


def _tried(plan: Plan, rows: Iterable[tuple[int, list[str]]]) -> dict[str, Any]:
    """How many rows would be staged, and why the others would not."""
    understood, refused = 0, Counter[str]()
    for line, cells in rows:
        became = plan.convert(line, cells)
        if isinstance(became, RefusedRow):
            refused[became.code] += 1
        else:
            understood += 1
    return {"understood": understood, "refused": dict(refused)}


def _columns(found: Recognised, context: Context, rows: list[tuple[int, list[str]]]) -> list[_Column]:
    columns = [_Column(name, [], []) for name in found.header]
    for kind, fields in found.parts.items():
        for name, places in fields.items():
            for place in places:
                if place < len(columns):
                    columns[place].uses.append((kind, name))
                    columns[place].readers.append(_reader(kind, name, set(fields), context))
    for _, cells in rows:
        for column, cell in zip(columns, cells, strict=False):
            column.take(cell)
    return columns


def _reader(kind: str, name: str, here: set[str], context: Context) -> Cell:
    target = TARGETS[kind]
    if name in target.cells:
        return target.cells[name](context)
    if name in target.checks:
        return target.checks[name]
    parts, spread = target.spreads[name]
    return spread if here.isdisjoint(set(parts) - {name}) else str.strip


def _value(read: Cell, cell: str) -> tuple[bool, str]:
    """Whether a cell is understood, and what it is then; else the code of the reason."""
    try:
        value = read(cell)
    except Unreadable as why:
        return False, why.code
    if isinstance(value, tuple | list):
        return True, " | ".join(str(part) for part in value if part is not None)
    return value is not None, "" if value is None else str(value)[:_LONGEST]
