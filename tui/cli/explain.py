"""What `floorbook import --explain FILE` prints: what the file was taken for, column by column, and a mapping to start
from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from store.book.errors import Reason
from tui.cli.text import columns, plain, shortened, width
from tui.words import names
from tui.words.catalogue import N_, tr, trn
from tui.words.names import money, name
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from store.imports.explain import Column, Explained

SAMPLES = 3
CELLS = 22
"""Cells that a sample may take."""

MONEY = frozenset({"payable", "postage", "total", "paid", "refunded", "price", "amount"})

AGE_FROM = {
    "name": N_("by its name"),
    "modified": N_("by its modification time"),
    "given": N_("as you said"),
}


def tell(path: Path, zone: str, now: datetime, mapping: Path | None) -> int:
    """Print it; 0, or 1 where nobody knows what the file is."""
    from store.imports.explain import explain, mapping_to_start_from

    explained = explain(path, zone, now, mapping)
    for line in _head(explained):
        print(line)
    print()
    for line in _table(explained):
        print("  " + line)
    print()
    print(tr("A mapping to start from; save it as .toml, correct it, and import with --mapping:"))
    print()
    print(mapping_to_start_from(explained))
    return 0 if explained.source is not None else 1


def _head(explained: Explained) -> list[str]:
    what = name(names.SOURCES, explained.source) if explained.source else tr("none of the exports that are known")
    lines = [f"{plain(explained.name)}: {what}"]
    if explained.problem is not None:
        params = {"name": plain(explained.name), **explained.problem.params}
        lines.append("  " + sentence(Reason(explained.problem.code, params)))
    separator = {"\t": "Tab", "": "-"}.get(explained.separator, explained.separator)
    lines.append(
        "  "
        + tr(
            "{encoding}, separator {separator}, header in line {line}",
            encoding=explained.encoding,
            separator=separator,
            line=explained.header_line,
        )
    )
    age = _time(explained.as_of, explained.zone)
    lines.append("  " + tr("as of {age}, {why}", age=age, why=name(AGE_FROM, explained.as_of_from)))
    lines.append("  " + _understood(explained))
    return lines


def _understood(explained: Explained) -> str:
    told = {"understood": explained.understood}
    return trn(
        "{understood} of {n} row understood", "{understood} of the first {n} rows understood", explained.rows, **told
    )


def _table(explained: Explained) -> list[str]:
    """The columns of the file with three samples each: side by side where the terminal is wide enough, else one below
    the other."""
    room = shutil.get_terminal_size((120, 24)).columns - 2
    titles = [tr("column"), tr("our field"), tr("understood")]
    lines = [_line(each, explained.zone) for each in explained.columns]
    beside = [*titles, *(tr("sample {n}", n=place) for place in range(1, SAMPLES + 1))]
    table = columns([beside, *lines])
    if max(map(width, table)) > room:
        table = columns([[*titles, tr("samples")], *(row for line in lines for row in _below(line, len(titles)))])
    return [shortened(line, room) for line in table]


def _below(line: list[str], place: int) -> Iterator[list[str]]:
    """A line with its samples one below the other."""
    yield line[: place + 1]
    yield from ([""] * place + [sample] for sample in line[place + 1 :] if sample)


def _line(column: Column, zone: str) -> list[str]:
    from store.imports.personal import mask_of

    field = ", ".join(f"{kind}.{field}" for kind, field in column.uses) or tr("not read")
    told = f"{column.understood}/{column.filled}" if column.uses else ""
    read_as = column.uses[0][1] if column.uses else ""
    mask = mask_of(read_as)
    shown = [
        _sample(mask(sample.cell), mask(_read(read_as, sample.value, zone))) for sample in column.samples[:SAMPLES]
    ]
    return [shortened(plain(column.header), CELLS), field, told, *shown, *[""] * (SAMPLES - len(shown))]


def _read(field: str, value: str, zone: str) -> str:
    """A value as people read it: the book keeps times in milliseconds and money in minor units."""
    if not field:
        return ""
    if value.isdigit() and (field == "at" or field.endswith("_at")):
        return _time(int(value), zone)
    return money(int(value)) if value.isdigit() and field in MONEY else value


def _time(at: int, zone: str) -> str:
    return (
        (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at))
        .astimezone(ZoneInfo(zone))
        .strftime("%Y-%m-%d %H:%M")
    )


def _sample(cell: str, value: str) -> str:
    cell, value = shortened(plain(cell), CELLS), shortened(plain(value), CELLS)
    return cell if value in ("", cell) else f"{cell} = {value}"
