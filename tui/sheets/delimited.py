"""A sheet as .csv: UTF-8 with its mark, as spreadsheets open it by a double click."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from store.imports.refused import harmless
from tui.sheets.cells import amount, local, text
from tui.sheets.sheet import Field, Kind, RowT, Value

_TAKEN_FOR_A_NUMBER = re.compile(r"0\d+|\d{12,}|\d+[eE]\d+", re.ASCII)


def write_delimited(
    path: Path, titles: Sequence[str], fields: Sequence[Field[RowT]], rows: Iterable[RowT], zone: ZoneInfo
) -> int:
    """Write the rows to a new file; how many. Every cell is quoted, so that no other separator begins one."""
    number = 0
    with open(path, "x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([harmless(text(title)) for title in titles])
        for row in rows:
            writer.writerow([_cell(field.kind, field.value(row), zone) for field in fields])
            number += 1
    return number


def _cell(kind: Kind, value: Value, zone: ZoneInfo) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return local(value, zone).isoformat(" ")
    if isinstance(value, int):
        return amount(value) if kind == "money" else str(value)
    said = text(value)
    return f'="{said}"' if _TAKEN_FOR_A_NUMBER.fullmatch(said) else harmless(said)
