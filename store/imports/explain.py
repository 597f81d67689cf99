"""What Floorbook makes of a file, column by column, and a mapping to start from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from os import fspath
from pathlib import Path
from typing import Any

from store.book.errors import Reason
from store.imports.limits import Limits
from store.imports.parent import converse


@dataclass(frozen=True, slots=True)
class Sample:
    """A cell as read and as understood; the code of the reason where it is not."""

    cell: str
    value: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a foreign file.

    Attributes:
        uses: (kind of a target, field) that it fills; none: it is not read.
        filled, understood: cells of the rows looked at that say something, and of these those that can be read.
    """

    header: str
    uses: tuple[tuple[str, str], ...]
    samples: tuple[Sample, ...]
    filled: int
    understood: int


@dataclass(frozen=True, slots=True)
class Explained:
    """What a file is taken for.

    Attributes:
        source: None where nobody knows it; then `problem` is the reason, and kind and uses are guesses.
        encoding: as of `Staged`; separator: empty where it is no delimited text.
        header_line: counted from 1 as a spreadsheet does; 0 where the file has none.
        size: bytes; as_of: epoch milliseconds, by the file's `name` or its time of `modified`.
        rows: looked at, at most 1,000; understood: of these; refused: code of the reason -> how many.
        fields: kind -> field -> the columns it is read from, the preferred one first.
        made: (kind, field) -> how it is made where no column stands for it.
    """

    name: str
    source: str | None
    kind: str
    title: str
    problem: Reason | None
    encoding: str
    separator: str
    header_line: int
    size: int
    as_of: int
    as_of_from: str
    zone: str
    rows: int
    understood: int
    refused: Mapping[str, int]
    columns: tuple[Column, ...]
    fields: Mapping[str, Mapping[str, Sequence[str]]]
    made: Mapping[tuple[str, str], Mapping[str, Any]]
    several_rows: bool
    reading: Mapping[str, Any]
    words: Mapping[str, Mapping[str, str]]


def explain(
    path: Path, zone: str, now: datetime, mapping: Path | None = None, limits: Limits | None = None
) -> Explained:
    """Look at the first rows of a file, in a child process; nothing is staged.

    Raises:
        Refusal: the file cannot be read at all, or the mapping is wrong (see `parent.stage`).
    """
    limits = limits or Limits()
    request = {
        "path": fspath(path.absolute()),
        "staging": None,
        "zone": zone,
        "now_ms": int(now.timestamp() * 1000),
        "as_of": None,
        "mapping": None if mapping is None else fspath(mapping.absolute()),
        "limits": asdict(limits),
    }
    return explained_of(path.name, converse(request, lambda _: None, limits, path.name))


def explained_of(name: str, told: Mapping[str, Any]) -> Explained:
    """What `explain_file.examine` answered, for the file `name`."""
    about = {key: value for key, value in told.items() if key not in ("problem", "columns", "made")}
    problem = told["problem"]
    return Explained(
        name=name,
        problem=None if problem is None else Reason(problem[0], problem[1]),
        columns=tuple(_column(column) for column in told["columns"]),
        made={(kind, field): how for kind, field, how in told["made"]},
        **about,
    )


def _column(told: Mapping[str, Any]) -> Column:
    return Column(
        header=told["header"],
        uses=tuple((kind, field) for kind, field in told["uses"]),
        samples=tuple(Sample(cell, value) for cell, value in told["samples"]),
        filled=told["filled"],
        understood=told["understood"],
    )


def mapping_to_start_from(explained: Explained) -> str:
    """A mapping file, TOML, that reads the file as it was explained; `load_mapping` accepts it.

    Columns that are not read stand in it as comments.
    """
    stem = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in Path(explained.name).stem.lower())
    lines = [
        f"id = {_toml('my.' + (stem.strip('-') or 'sheet'))}",
        f"kind = {_toml(explained.kind)}",
        f"title = {_toml(explained.name)}",
        *(["several_rows = true"] if explained.several_rows else []),
        "",
        "[reading]",
        *_reading(explained),
    ]
    for kind in explained.fields:
        lines += ["", "[fields]" if kind == explained.kind else f"[also.{kind}]", *_fields(explained, kind)]
    unread = [column.header for column in explained.columns if column.header and not column.uses]
    lines += [f"# {json.dumps(header, ensure_ascii=False)}" for header in unread]
    for vocabulary, words in explained.words.items():
        lines += ["", f"[words.{vocabulary}]", *(f"{_toml(word)} = {_toml(code)}" for word, code in words.items())]
    return "\n".join(lines) + "\n"


def _reading(explained: Explained) -> list[str]:
    about = explained.reading
    lines = []
    if explained.separator:
        lines += [f"encoding = {_toml(explained.encoding)}", f"separator = {_toml(explained.separator)}"]
    if explained.header_line > 0:
        lines.append(f"header_line = {explained.header_line}")
    lines.append(f"zone = {_toml(explained.zone)}")
    lines += [f"{key} = {_toml(about[key])}" for key in ("currency", "shop") if about[key]]
    if (about["decimal"], about["thousands"]) != (".", ","):
        lines += [f"{key} = {_toml(about[key])}" for key in ("decimal", "thousands")]
    if about["units"]:
        lines.append(
            "units = {" + ", ".join(f"{_toml(unit)} = {times}" for unit, times in about["units"].items()) + "}"
        )
    if about["times"]:
        lines.append(f"dates = [{', '.join(map(_toml, about['times']))}]")
    if about["refuse_duplicates"]:
        lines.append('duplicates = "refuse"')
    return lines


def _fields(explained: Explained, kind: str) -> list[str]:
    lines = []
    for field, headers in explained.fields[kind].items():
        names = list(map(_toml, dict.fromkeys(headers)))
        lines.append(f"{field} = {names[0]}" if len(names) == 1 else f"{field} = [{', '.join(names)}]")
    return lines + [f"{field} = {_made(how)}" for (each, field), how in explained.made.items() if each == kind]


def _made(how: Mapping[str, Any]) -> str:
    columns = ", ".join(map(_toml, how["columns"]))
    if how["value"] is not None:
        return f"{{value = {_toml(how['value'])}}}"
    prefix = f", prefix = {_toml(how['prefix'])}" if how["prefix"] else ""
    if how["line"]:
        return f"{{line = true{prefix}}}"
    if how["hashed"]:
        return f"{{hash = [{columns}]{prefix}}}"
    return f"{{from = [{columns}], join = {_toml(how['join'])}{prefix}}}"


def _toml(text: str) -> str:
    # TOML's basic strings are JSON's but for DEL, which headers have lost already.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
