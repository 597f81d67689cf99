"""Sheets that nobody knows: explained, and taken in by a mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.floorbook import counts, floorbook

SHEET = "number;when;sum\nA-1;2026-11-20 10:00;12,50\nA-2;2026-11-20 11:00;1.050,00\n"
MAPPING = """
id = "my.sheet"
kind = "{kind}"
title = "my sheet"

[reading]
separator = ";"
decimal = ","
thousands = "."

[fields]
{fields}
"""
ORDERS = 'order_no = "number"\nplaced_at = "when"\ntotal = "sum"'
REVIEWS = 'review_no = "number"\norder_no = "number"\nwritten_at = "when"'


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def _mapping(folder: Path, kind: str, fields: str) -> Path:
    path = folder / f"{kind}.toml"
    path.write_text(MAPPING.format(kind=kind, fields=fields), encoding="utf-8")
    return path


def test_a_sheet_nobody_knows_goes_in_by_its_mapping(sheet: Path, tmp_path: Path) -> None:
    book, mapping = tmp_path / "b.db", _mapping(tmp_path, "orders", ORDERS)
    assert floorbook("--book", book, "import", sheet).returncode == 2
    done = floorbook("--book", book, "import", "--mapping", mapping, sheet)
    assert (done.returncode, counts(done.stdout)["new"]) == (0, 2)


def test_rows_that_the_book_has_no_place_for_are_refused_before_anything_is_done(sheet: Path, tmp_path: Path) -> None:
    book, mapping = tmp_path / "b.db", _mapping(tmp_path, "reviews", REVIEWS)
    done = floorbook("--book", book, "import", "--mapping", mapping, sheet)
    assert done.returncode == 2
    assert "does not read yet" in done.stderr
    assert list((tmp_path / "b.staging").glob("*")) == []


def test_explain_says_what_each_column_is_and_gives_a_mapping_that_works(sheet: Path, tmp_path: Path) -> None:
    book, mapping = tmp_path / "b.db", _mapping(tmp_path, "orders", ORDERS)
    told = floorbook("--book", book, "import", "--explain", "--mapping", mapping, sheet).stdout
    assert "orders.order_no" in told
    assert "1.050,00 = 1,050.00" in told
    start = tmp_path / "start.toml"
    start.write_text(told[told.index('id = "') :], encoding="utf-8")
    done = floorbook("--book", book, "import", "--mapping", start, sheet)
    assert (done.returncode, counts(done.stdout)["new"]) == (0, 2)
