"""Order exports as rows of text, from a list with commas or from a workbook; and the one made into the other."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """The rows of an export by their headings."""
    if path.suffix == ".xlsx":
        heading, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        names = [str(name) for name in heading]
        for row in rows:
            yield dict(zip(names, map(str, row), strict=True))
        return
    with path.open(encoding="gb18030", newline="") as file:
        yield from csv.DictReader(file)


def write_workbook(export: Path, path: Path) -> None:
    """Write the cells of a list with commas into a workbook, as texts."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        with export.open(encoding="gb18030", newline="") as file:
            for y, row in enumerate(csv.reader(file)):
                for x, cell in enumerate(row):
                    sheet.write_string(y, x, cell)
