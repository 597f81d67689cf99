"""Which export a table is, where its header stands, and which column is which field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from store.book.errors import Refusal
from store.imports.limits import Limits
from store.imports.normalise import bare
from store.imports.normalise.times import FIRST_YEAR
from store.imports.sources import Source, header_key, sources

HEAD: Final = 5
"""In how many lines a header is looked for: a title or a hint may stand above it (domain 1.3, quirk 12)."""

_LOOKS_LIKE_ORDERS: Final = 3
"""So many known columns without an order number are an order list from which it was cut out."""

_STAMP: Final = re.compile(r"(?<!\d)(20\d{10})(\d{2})?\d{0,5}(?!\d)")
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table whose columns are understood.

    Attributes:
        line: of the header, counted from 1 as a spreadsheet does.
        header: the names as the file has them, without the quirks.
        fields: field -> columns counted from 0, the preferred one first.
        unknown: the names of the columns that are not read.
    """

    source: Source
    line: int
    header: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    source: Source
    line: int
    keys: tuple[str, ...]
    sign: int
    known: int


def recognise(head: Sequence[Sequence[str]], limits: Limits) -> Recognised:
    """The source and the columns of a table that begins with the lines `head`.

    Raises:
        Refusal: `file.too_many_columns`, `import.unknown_header`, `import.not_yet`, and the codes in the
            `needs` of the sources (`import.no_order_number`, `import.no_time_or_money`), with `columns`.
    """
    if any(len(_header(line)) > limits.columns for line in head):
        raise Refusal("file.too_many_columns", limit=limits.columns)
    found = [
        _candidate(source, number, tuple(map(header_key, line)))
        for number, line in enumerate(head, start=1)
        for source in sources()
    ]
    best = max(found, key=lambda each: (each.sign, each.known), default=None)
    if best is None or (not best.sign and best.known < _LOOKS_LIKE_ORDERS):
        raise Refusal("import.unknown_header", columns=_widest(head))
    header = _header(head[best.line - 1])
    if not best.source.ready:
        raise Refusal("import.not_yet", kind=best.source.kind, source=best.source.id, title=best.source.title)
    if best.sign and best.known < 2:
        raise Refusal("import.unknown_header", columns=list(header))
    return _columns(best, header)


def _candidate(source: Source, line: int, keys: tuple[str, ...]) -> _Candidate:
    here = set(keys)
    known = sum(not here.isdisjoint(headers) for headers in source.fields.values())
    sign = max((len(sign) for sign in source.signs if sign <= here), default=0)
    return _Candidate(source, line, keys, sign, known)


def _columns(best: _Candidate, header: tuple[str, ...]) -> Recognised:
    places: dict[str, list[int]] = {}
    for column, key in enumerate(best.keys[: len(header)]):
        places.setdefault(key, []).append(column)
    fields = {
        name: tuple(column for key in headers for column in places.get(key, ()))
        for name, headers in best.source.fields.items()
    }
    fields = {name: columns for name, columns in fields.items() if columns}
    for code, names in best.source.needs.items():
        if fields.keys().isdisjoint(names):
            raise Refusal(code, columns=[name for name in header if name])
    read = {column for columns in fields.values() for column in columns}
    unknown = tuple(name for column, name in enumerate(header) if name and column not in read)
    return Recognised(best.source, best.line, header, fields, unknown)


def _header(line: Sequence[str]) -> tuple[str, ...]:
    """The names of a line without quirks and without the empty columns at its end."""
    names = [bare(cell) for cell in line]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _widest(head: Sequence[Sequence[str]]) -> list[str]:
    lines = [[name for name in _header(line) if name] for line in head]
    return max(lines, key=len, default=[])


def as_of(path: Path, zone: ZoneInfo, now_ms: int) -> int:
    """When an export was made, epoch milliseconds (design 7).

    It is the stamp in its name (`ExportOrderList201903121048`), read in the shop's `zone`, else the time
    of modification. A stamp before 2003 or more than a day after `now_ms` is no stamp.
    """
    for digits, seconds in _STAMP.findall(path.name):
        for stamp in (digits + seconds, digits):
            try:
                local = datetime.strptime(stamp.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=zone)
            except ValueError:
                continue
            made = int(local.timestamp()) * 1000
            if local.year >= FIRST_YEAR and made <= now_ms + _DAY_MS:
                return made
    return path.stat().st_mtime_ns // 1_000_000
