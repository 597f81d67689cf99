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
from store.imports.making import Maker
from store.imports.normalise import bare
from store.imports.normalise.times import FIRST_YEAR
from store.imports.sources import Source, header_key, sources
from store.imports.targets import TARGETS

HEAD: Final = 5
"""In how many lines a header is looked for: a title or a hint may stand above it (domain 1.3, quirk 12)."""

_LOOKS_LIKE_ORDERS: Final = 3
"""So many known columns without an order number are an order list from which it was cut out."""

_HOLDS: Final = header_key("…")
"""Before a word in `without`: any header that holds it."""

_STAMP: Final = re.compile(r"(?<!\d)(20\d{10})(\d{2})?\d{0,5}(?!\d)")
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table whose columns are understood.

    Attributes:
        line: of the header, counted from 1 as a spreadsheet does.
        header: the names as the file has them, without the quirks.
        parts: kind of a target -> field -> columns counted from 0, the preferred one first. Columns behind the
            header are those of `made`.
        unknown: the names of the columns that are not read.
        made: what makes the columns behind the header; `names` has theirs too.
    """

    source: Source
    line: int
    header: tuple[str, ...]
    parts: Mapping[str, Mapping[str, tuple[int, ...]]]
    unknown: tuple[str, ...]
    made: tuple[Maker, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def fields(self) -> Mapping[str, tuple[int, ...]]:
        """The fields of the first target."""
        return self.parts[self.source.kind]


@dataclass(frozen=True, slots=True)
class _Candidate:
    source: Source
    line: int
    keys: tuple[str, ...]
    sign: int
    known: int


def recognise(
    head: Sequence[Sequence[str]], limits: Limits, among: Sequence[Source] = (), *, given: bool = False
) -> Recognised:
    """The source and the columns of a table that begins with the lines `head`.

    `among`: mappings that are tried before the sources that are built in; `given`: there is one, and it is to be used.

    Raises:
        Refusal: `file.too_many_columns`, `import.unknown_header`, `import.not_yet`, `mapping.columns_missing`
            (`given`, and the file lacks what it names) and the codes in the `needs` of the sources
            (`import.no_order_number`, `import.no_time_or_money`), with `columns`.
    """
    if any(len(_header(line)) > limits.columns for line in head):
        raise Refusal("file.too_many_columns", limit=limits.columns)
    tried = among if given else (*among, *sources())
    found = [
        _candidate(source, number, tuple(map(header_key, line)))
        for source in tried
        for number, line in enumerate(head, start=1)
        if source.reading.header_line in (None, number)
    ]
    best = max(found, key=lambda each: (each.sign, each.known), default=None)
    if given:
        return _columns(_fitting(best, among[0], head), head)
    if best is None or not (best.sign or (best.source.kind == "orders" and best.known >= _LOOKS_LIKE_ORDERS)):
        raise Refusal("import.unknown_header", columns=_widest(head))
    if not best.source.ready:
        raise Refusal("import.not_yet", kind=best.source.kind, source=best.source.id, title=best.source.title)
    if best.sign and best.known < 2:
        raise Refusal("import.unknown_header", columns=list(_header(head[best.line - 1])))
    return _columns(best, head)


def _candidate(source: Source, line: int, keys: tuple[str, ...]) -> _Candidate:
    here = set(keys)
    known = sum(not here.isdisjoint(names) for fields in source.parts.values() for names in fields.values())
    sign = max((len(sign) for sign in source.signs if not any(map(here.isdisjoint, sign))), default=0)
    if sign and _is_something_else(source, here):
        return _Candidate(source, line, keys, 0, 0)
    return _Candidate(source, line, keys, sign, known)


def _is_something_else(source: Source, here: set[str]) -> bool:
    words = tuple(each.removeprefix(_HOLDS) for each in source.without if each.startswith(_HOLDS))
    return not here.isdisjoint(source.without) or any(word in key for key in here for word in words)


def _fitting(best: _Candidate | None, given: Source, head: Sequence[Sequence[str]]) -> _Candidate:
    """The line that has all columns of a mapping that was given."""
    wanted = {name for made in given.made.values() for name in made.columns}
    wanted.update(names[0] for fields in given.parts.values() for names in fields.values() if len(names) == 1)
    missing = wanted.difference(best.keys) if best else wanted
    if best is None or missing:
        raise Refusal("mapping.columns_missing", missing=sorted(missing), columns=_widest(head))
    return best


def _columns(best: _Candidate, head: Sequence[Sequence[str]]) -> Recognised:
    source, header = best.source, _header(head[best.line - 1])
    places: dict[str, list[int]] = {}
    for column, key in enumerate(best.keys[: len(header)]):
        places.setdefault(key, []).append(column)
    parts: dict[str, dict[str, tuple[int, ...]]] = {}
    for kind, fields in source.parts.items():
        known = {name: tuple(column for key in keys for column in places.get(key, ())) for name, keys in fields.items()}
        parts[kind] = {name: columns for name, columns in known.items() if columns}
    first = {key: columns[0] for key, columns in places.items()}
    made, names = [], list(header)
    for (kind, name), how in source.made.items():
        parts[kind][name] = (len(names),)
        made.append(how.maker(name, first))
        names.append(name)
    for code, needed in source.needs.items():
        if parts[source.kind].keys().isdisjoint(needed):
            raise Refusal(code, columns=[name for name in header if name])
    # A further target without the column that names its rows has nothing to say.
    parts = {kind: fields for kind, fields in parts.items() if kind == source.kind or TARGETS[kind].key in fields}
    read = {column for fields in parts.values() for columns in fields.values() for column in columns}
    read.update(first[key] for how in source.made.values() for key in how.columns)
    unknown = tuple(name for column, name in enumerate(header) if name and column not in read)
    return Recognised(source, best.line, header, parts, unknown, tuple(made), tuple(names))


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
    """When an export was made, epoch milliseconds (design 7): by its name, else by the time of modification; one of
    those that a wrong clock put into the future was made by now."""
    stamped = stamp_of(path.name, zone, now_ms)
    return min(path.stat().st_mtime_ns // 1_000_000, now_ms) if stamped is None else stamped


def stamp_of(name: str, zone: ZoneInfo, now_ms: int) -> int | None:
    """The time in the name of a file (`ExportOrderList201903121048`), read in `zone`; epoch milliseconds or None.

    A stamp before 2003 or more than a day after `now_ms` is no stamp.
    """
    for digits, seconds in _STAMP.findall(name):
        for stamp in (digits + seconds, digits):
            try:
                local = datetime.strptime(stamp.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=zone)
            except ValueError:
                continue
            made = int(local.timestamp()) * 1000
            if local.year >= FIRST_YEAR and made <= now_ms + _DAY_MS:
                return made
    return None
