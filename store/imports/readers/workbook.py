"""Rows of an Excel workbook, as the text that a person reads in its cells."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from store.book.errors import Refusal
from store.imports.limits import Limits

_EXACT: Final = 10**15
"""Excel keeps 15 digits of a number; later ones of an order number are gone (domain 1.3, quirk 3)."""

_HALF_SECOND: Final = dt.timedelta(milliseconds=500)


def open_workbook(raw: BinaryIO, name: str, limits: Limits) -> CalamineSheet:
    """The first visible sheet that holds anything.

    Raises:
        Refusal: `file.too_large`, `file.archive` (a zip without a workbook), `file.password`, `file.damaged`,
            `file.empty`.
    """
    _refuse_bombs(raw, name, limits)
    raw.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(raw)
        for position, about in enumerate(book.sheets_metadata):
            if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
                sheet = book.get_sheet_by_index(position)
                if sheet.height:
                    return sheet
    except PasswordError:
        raise Refusal("file.password", name=name) from None
    except CalamineError:
        raise Refusal("file.damaged", name=name) from None
    raise Refusal("file.empty", name=name)


def workbook_rows(sheet: CalamineSheet, name: str, limits: Limits) -> Iterator[list[str]]:
    """The rows from the sheet's first on, blank ones included, so that their count is Excel's row number.

    Raises:
        Refusal: `file.cell_too_large` with the line.
    """
    for line, row in enumerate(sheet.iter_rows(), start=1):
        cells = [value if type(value) is str else spelled(value) for value in row]
        if any(len(cell) > limits.cell_chars for cell in cells):
            raise Refusal("file.cell_too_large", name=name, line=line, limit=limits.cell_chars)
        yield cells


def spelled(value: object) -> str:
    """The text of a typed cell: `2.0` as `2`, `0.1 + 0.2` as `0.3`, times to the second.

    A number that Excel cannot hold exactly comes out as `2.16000000000000E+18`, which no order number may be.
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        if abs(value) >= _EXACT:
            return f"{value:.14E}"
        return str(int(value)) if value == int(value) else f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return (value + _HALF_SECOND).isoformat(" ", "seconds")
    return str(value)


def _refuse_bombs(raw: BinaryIO, name: str, limits: Limits) -> None:
    """What a zip says of itself; one that lies meets the process's memory limit."""
    if raw.read(4) != b"PK\x03\x04":
        return
    try:
        with zipfile.ZipFile(raw) as packed:
            inside = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise Refusal("file.damaged", name=name) from None
    if not any(part.filename.startswith(("xl/", "content.xml")) for part in inside):
        raise Refusal("file.archive", name=name)
    if sum(part.file_size for part in inside) > limits.memory_mb << 20:
        raise Refusal("file.too_large", name=name, limit_mb=limits.memory_mb)
