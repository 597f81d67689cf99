"""A sheet as .xlsx: numbers are numbers, times are times, and what people wrote is text, whatever it begins with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from store.book.errors import Refusal
from tui.sheets.cells import amount, local, text
from tui.sheets.sheet import Field, Kind, RowT, Value

MOST = 1_048_575
"""Rows that a sheet holds below its header."""
EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number; what is longer is written as text."""

FORMATS: dict[Kind, dict[str, str]] = {
    "text": {"num_format": "@"},
    "number": {"num_format": "0"},
    "money": {"num_format": "0.00"},
    "instant": {"num_format": "yyyy-mm-dd hh:mm:ss"},
}
WIDTHS: dict[Kind, int] = {"text": 6, "number": 6, "money": 10, "instant": 19}
WIDEST = 60
MEASURED = 200
"""So many rows decide how wide the columns are."""

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def write_workbook(
    path: Path, title: str, titles: Sequence[str], fields: Sequence[Field[RowT]], rows: Iterable[RowT], zone: ZoneInfo
) -> int:
    """Write the rows to a new file, in little memory however many they are; how many.

    Raises:
        Refusal: `export.too_many` rows for such a file.
        OSError: the disk.
    """
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "use_zip64": True,
    }
    try:
        with open(path, "xb") as file:
            book = Workbook(file, options)
            number = _Sheet(book, title, zone).write(titles, fields, rows)
            book.close()
    except FileCreateError as error:
        raise error.args[0] if isinstance(error.args[0], OSError) else error from None
    return number


class _Sheet:
    """One sheet on its way into a workbook, row by row."""

    def __init__(self, book: Workbook, title: str, zone: ZoneInfo) -> None:
        self._sheet = book.add_worksheet(_NOT_IN_A_NAME.sub(" ", text(title))[:31].strip() or None)
        self._bold = book.add_format({"bold": True, "num_format": "@"})
        self._formats = {kind: book.add_format(how) for kind, how in FORMATS.items()}
        self._zone = zone

    def write(self, titles: Sequence[str], fields: Sequence[Field[RowT]], rows: Iterable[RowT]) -> int:
        """The header and the rows; how many rows."""
        widths = [max(WIDTHS[field.kind], cells(title) + 3) for title, field in zip(titles, fields, strict=True)]
        self._sheet.freeze_panes(1, 0)
        for place, title in enumerate(titles):
            self._sheet.write_string(0, place, text(title), self._bold)
        number = 0
        for number, row in enumerate(rows, start=1):
            if number > MOST:
                raise Refusal("export.too_many", most=f"{MOST:,}")
            for place, field in enumerate(fields):
                said = self._write(number, place, field.kind, field.value(row))
                if number <= MEASURED and said:
                    widths[place] = max(widths[place], cells(said) + 1)
        self._sheet.autofilter(0, 0, max(number, 1), max(len(fields) - 1, 0))
        for place, (field, width) in enumerate(zip(fields, widths, strict=True)):
            self._sheet.set_column(place, place, min(width, WIDEST), self._formats[field.kind])
        return number

    def _write(self, line: int, place: int, kind: Kind, value: Value) -> str:
        """Write a cell; the text whose width counts, if any."""
        style: Any = self._formats[kind]
        if value is None or value == "":
            return ""
        if isinstance(value, datetime):
            self._sheet.write_datetime(line, place, local(value, self._zone), style)
        elif isinstance(value, int) and abs(value) < EXACT:
            self._sheet.write_number(line, place, value / 100 if kind == "money" else value, style)
        else:
            said = amount(value) if kind == "money" and isinstance(value, int) else text(value)
            self._sheet.write_string(line, place, said, self._formats["text"])
            return said
        return ""


def cells(said: str) -> int:
    """How wide a text is in a spreadsheet: Chinese takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in said)
