"""How files are written: times, money, and the tables of CSV and Excel, the same bytes for the same rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

Cells = Sequence[str]


def moment(second: int) -> str:
    """A second of the shop's wall clock as platforms write it; empty for 0."""
    return _at(second).strftime("%Y-%m-%d %H:%M:%S") if second else ""


def minute(second: int) -> str:
    """The same as spreadsheets shorten it: `2026/11/21 8:02`."""
    at = _at(second)
    return f"{at.year}/{at.month}/{at.day} {at.hour}:{at.minute:02}" if second else ""


def day_of(second: int) -> str:
    """Its day, six digits."""
    return _at(second).strftime("%y%m%d")


def date_of(second: int) -> str:
    """Its day as `2026-11-21`."""
    return _at(second).strftime("%Y-%m-%d")


def yuan(fen: int) -> str:
    """An amount with two decimals."""
    return f"{fen // 100}.{fen % 100:02}"


def wrapped(number: str) -> str:
    """A number that a spreadsheet must not calculate with (domain 1.3, quirk 1)."""
    return f'="{number}"' if number else ""


def yes(what: bool) -> str:
    """As ERPs write it."""
    return "是" if what else "否"


def laid_out(header: str, cells: Mapping[str, str]) -> list[str]:
    """A row below `header` with these cells by name, empty where none is named."""
    names = header.split(",")
    assert cells.keys() <= set(names), cells.keys() - set(names)
    return [cells.get(name, "") for name in names]


def write_csv(path: Path, header: str, rows: Iterable[Cells], *, title: str = "", encoding: str = "gb18030") -> None:
    """A CSV with a comma between the names of `header`; `title` stands in a line above it (domain 1.3, quirk 12)."""
    with path.open("w", encoding=encoding, newline="") as file:
        write = csv.writer(file, lineterminator="\r\n")
        if title:
            write.writerow([title])
        file.write(header + "\r\n")
        write.writerows(rows)


def write_xlsx(path: Path, header: str, rows: Iterable[Cells], made: int) -> None:
    """A workbook with one sheet, all cells text; `made` is the second that it names as its own."""
    from xlsxwriter import Workbook

    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _at(made).replace(tzinfo=None)})
        sheet = book.add_worksheet("Sheet1")
        for place, cells in enumerate((header.split(","), *rows)):
            sheet.write_row(place, 0, cells)


def _at(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)
