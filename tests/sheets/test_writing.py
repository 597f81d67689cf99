"""A list as a file: what a spreadsheet finds in it, and what can go wrong on the way."""

from __future__ import annotations

import csv
import errno
import gc
import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from store.book.errors import FloorbookError, Refusal
from store.shops.queries import ShopView
from store.shops.rules import Platform, ShopSettings
from tests.store.floor import at
from tui.sheets import workbook
from tui.sheets.sheet import Field, Sheet
from tui.sheets.writing import Habits, checked_path, habits_of, told, write_sheet
from tui.widgets.memory_window import MemoryWindow
from tui.words.catalogue import N_, speak, tr

ENGLISH = Habits("en", "Asia/Shanghai")
ENDINGS = pytest.mark.parametrize("ending", [".xlsx", ".csv", ".XLSX", ".CSV"])


PLACED = at("2024-06-01 15:59:30")


@dataclass(frozen=True)
class Line:
    """A row of these tests."""

    id: int
    number: str = "2160000000000000014"
    goods: str = "毛衣"
    total: int | None = 5900
    pieces: int | None = 1
    placed: datetime | None = PLACED
    stage: str = "printed"


FIELDS: tuple[Field[Line], ...] = (
    Field(N_("order"), lambda row: row.number),
    Field(N_("goods"), lambda row: row.goods),
    Field(N_("amount"), lambda row: row.total, "money"),
    Field("pieces", lambda row: row.pieces, "number"),
    Field(N_("placed"), lambda row: row.placed, "instant"),
    Field(N_("stage"), lambda row: tr(row.stage)),
)


def write(path: Path, *rows: Line, habits: Habits = ENGLISH) -> int:
    """Write these rows."""
    return write_sheet(path, N_("Orders"), FIELDS, rows, habits)


def read(path: Path) -> list[list[Any]]:
    """What a spreadsheet finds."""
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    return load_workbook(path).get_sheet_by_index(0).to_python()


def inside(path: Path, part: str = "xl/worksheets/sheet1.xml") -> str:
    """The text of a part of a workbook."""
    with zipfile.ZipFile(path) as file:
        return file.read(part).decode()


def test_a_workbook_has_texts_amounts_numbers_and_times(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    assert write(path, Line(1), Line(2, total=None, pieces=None, placed=None, goods="")) == 2
    head, one, other = read(path)
    assert head == ["order", "goods", "amount", "pieces", "placed", "stage"]
    assert one == ["2160000000000000014", "毛衣", 59.0, 1.0, datetime.fromisoformat("2024-06-01 15:59:30"), "printed"]
    assert other == ["2160000000000000014", "", "", "", "", "printed"]


def test_a_csv_has_the_same(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    assert write(path, Line(1), Line(2, total=None, pieces=None, placed=None)) == 2
    assert path.read_bytes()[:3] == b"\xef\xbb\xbf"
    assert read(path)[1:] == [
        ['="2160000000000000014"', "毛衣", "59.00", "1", "2024-06-01 15:59:30", "printed"],
        ['="2160000000000000014"', "毛衣", "", "", "", "printed"],
    ]


def test_times_are_those_of_the_shops_clock(tmp_path: Path) -> None:
    habits = Habits("en", "America/Sao_Paulo")
    for name in ("orders.xlsx", "orders.csv"):
        write(tmp_path / name, Line(1), habits=habits)
    assert read(tmp_path / "orders.xlsx")[1][4] == datetime.fromisoformat("2024-06-01 04:59:30")
    assert read(tmp_path / "orders.csv")[1][4] == "2024-06-01 04:59:30"


@ENDINGS
def test_the_words_are_of_the_shops_language_whatever_the_screen_speaks(tmp_path: Path, ending: str) -> None:
    speak("en")
    path = tmp_path / f"orders{ending}"
    write(path, Line(1), habits=Habits("zh_CN", "Asia/Shanghai"))
    head, one = read(path)
    assert (head[0], head[4], one[5]) == ("订单号", "下单", "已打单")
    assert tr("order") == "order"


def test_the_habits_are_those_of_the_first_shop() -> None:
    def shop(place: int, settings: ShopSettings) -> ShopView:
        return ShopView(place, "MM", "", Platform.JD, settings, 1)

    berlin = ShopSettings(language="en", zone="Europe/Berlin")
    assert habits_of([shop(1, berlin), shop(2, ShopSettings())]) == Habits("en", "Europe/Berlin")
    assert habits_of([]) == Habits("zh_CN", "Asia/Shanghai")


HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1+cmd",
    "-2+3+cmd",
    "@SUM(A1)",
    " =1+1",
    "\t=1+1",
    "\r\n=1+1",
    "{=1+1}",
    "http://example.com/",
    "internal:Sheet!A1",
    "\x1b]52;c;AAAA\x07",
    "a\x00b\x9bc\u202etxt",
    "x;=cmd()",
    'a","=cmd()',
    "\ud800\uffff",
    "x" * 40_000,
)


@pytest.mark.parametrize("cell", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_wrote_is_never_a_formula(tmp_path: Path, cell: str) -> None:
    write(tmp_path / "orders.xlsx", Line(1, goods=cell))
    sheet = inside(tmp_path / "orders.xlsx")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    found = read(tmp_path / "orders.xlsx")[1][1]
    assert isinstance(found, str)
    assert not set(found) & {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x202E)}
    write(tmp_path / "orders.csv", Line(1, goods=cell))
    ((_, shown, *_),) = read(tmp_path / "orders.csv")[1:]
    assert shown.strip()[:1] not in ("=", "+", "-", "@")
    assert "\x1b" not in shown
    assert len(shown) <= 32_767
    every = (tmp_path / "orders.csv").read_text(encoding="utf-8-sig")
    assert all(line.startswith('"') for line in every.split("\n") if line)


@pytest.mark.parametrize(
    "number", ["123456789012345678", "216000000000000001400", "007", "12E5", "260601-123456789012345"]
)
def test_numbers_that_name_something_stay_whole(tmp_path: Path, number: str) -> None:
    write(tmp_path / "orders.xlsx", Line(1, number=number))
    assert read(tmp_path / "orders.xlsx")[1][0] == number
    write(tmp_path / "orders.csv", Line(1, number=number))
    shown = read(tmp_path / "orders.csv")[1][0]
    assert shown == (number if "-" in number else f'="{number}"')


@pytest.mark.parametrize("minor", [0, 1, 29, 57, -1, -12345, 105900, 999_999_999_999_99, 10**16 + 1])
def test_amounts_are_exact(tmp_path: Path, minor: int) -> None:
    write(tmp_path / "orders.csv", Line(1, total=minor))
    whole, cents = read(tmp_path / "orders.csv")[1][2].split(".")
    assert int(whole + cents) == minor
    write(tmp_path / "orders.xlsx", Line(1, total=minor))
    found = read(tmp_path / "orders.xlsx")[1][2]
    assert found == (f"{minor // 100}.{minor % 100:02d}" if minor >= 10**15 else minor / 100)


def test_the_header_is_bold_and_stays_and_filters(tmp_path: Path) -> None:
    write(tmp_path / "orders.xlsx", Line(1), Line(2))
    sheet = inside(tmp_path / "orders.xlsx")
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:F3"/>' in sheet
    assert 'max="1" width="20.' in sheet, "wide enough for a number, not for more"
    assert "<b/>" in inside(tmp_path / "orders.xlsx", "xl/styles.xml")


@ENDINGS
def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"orders{ending}"
    path.write_text("mine", encoding="utf-8")
    assert refused(path) == "file.exists"
    assert path.read_text(encoding="utf-8") == "mine"
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    assert refused(path) == "file.exists"
    assert not (tmp_path / "elsewhere").exists()


def refused(path: Path, *rows: Line) -> str:
    """The code by which writing there is refused; nothing is left beside it."""
    there = set(path.parent.iterdir()) if path.parent.is_dir() else set()
    with pytest.raises(FloorbookError) as caught:
        write(path, *rows or (Line(1),))
    assert (set(path.parent.iterdir()) if path.parent.is_dir() else set()) == there
    return caught.value.reason.code


def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write(tmp_path / "orders.xlsx", Line(1))
        write(tmp_path / "orders.csv", Line(1))
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere" / "orders.csv") == "folder.not_found"
    (tmp_path / "file").touch()
    with pytest.raises(Refusal):
        write(tmp_path / "file" / "orders.csv", Line(1))
    assert refused(tmp_path / "orders.pdf") == "export.ending"
    assert refused(tmp_path / "orders") == "export.ending"
    assert refused(tmp_path / ("x" * 300 + ".csv")) == "file.unwritable"


@pytest.mark.skipif(os.geteuid() == 0, reason="the system's administrator may write anywhere")
def test_a_folder_that_only_others_may_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert refused(tmp_path / "orders.csv") == "folder.no_permission"
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("problem", "code"),
    [(errno.ENOSPC, "file.disk_full"), (errno.EACCES, "folder.no_permission"), (errno.EIO, "file.unwritable")],
)
@ENDINGS
def test_a_disk_that_fails_leaves_nothing(
    tmp_path: Path, ending: str, problem: int, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(problem, os.strerror(problem))

    monkeypatch.setattr(os, "fsync", fail)
    assert refused(tmp_path / f"orders{ending}") == code


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has none, such as a stick."""

    def fail(*_: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", fail)


def test_a_disk_without_links_gets_the_file_and_keeps_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_links(monkeypatch)
    write(tmp_path / "orders.csv", Line(1))
    assert refused(tmp_path / "orders.csv") == "file.exists"


def test_a_name_that_cannot_be_given_leaves_no_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    without_links(monkeypatch)
    monkeypatch.setattr(os, "replace", fail)
    assert refused(tmp_path / "orders.csv") == "file.unwritable"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_workbook_on_a_full_disk_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = open

    def onto_full(path: Any, *rest: Any, **more: Any) -> Any:
        return real("/dev/full", "wb") if rest == ("xb",) else real(path, *rest, **more)

    monkeypatch.setattr(workbook, "open", onto_full, raising=False)
    assert refused(tmp_path / "orders.xlsx") == "file.disk_full"
    gc.collect()  # the archive tries to end itself, in vain: here, and not in the middle of another test


@ENDINGS
def test_rows_that_break_off_leave_nothing(tmp_path: Path, ending: str) -> None:
    def rows() -> Iterator[Line]:
        yield Line(1)
        raise Refusal("export.stopped")

    with pytest.raises(Refusal):
        write_sheet(tmp_path / f"orders{ending}", N_("Orders"), FIELDS, rows(), ENGLISH)
    assert list(tmp_path.iterdir()) == []


@ENDINGS
def test_without_a_record_there_is_no_file(tmp_path: Path, ending: str) -> None:
    def record(number: int) -> None:
        assert number == 1
        raise Refusal("book.read_only")

    with pytest.raises(Refusal):
        write_sheet(tmp_path / f"orders{ending}", N_("Orders"), FIELDS, [Line(1)], ENGLISH, record=record)
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_spreadsheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal) as caught:
        checked_path(tmp_path / "orders.xlsx", 1_048_576)
    assert caught.value.reason.code == "export.too_many"
    assert checked_path(tmp_path / "orders.csv", 1_048_576).name == "orders.csv"
    assert checked_path(tmp_path / "orders.xlsx", 1_048_575).name == "orders.xlsx"
    monkeypatch.setattr(workbook, "MOST", 2)
    assert write(tmp_path / "two.xlsx", Line(1), Line(2)) == 2
    assert refused(tmp_path / "three.xlsx", Line(1), Line(2), Line(3)) == "export.too_many"


def sheet(number: int, **more: Any) -> Sheet[Line]:
    """A list of so many rows."""
    return Sheet("orders", "Orders", FIELDS, MemoryWindow([Line(place) for place in range(number)]), **more)


@pytest.mark.parametrize("number", [0, 1, 1_999, 2_000, 2_001, 5_000])
def test_a_list_is_walked_to_its_end(number: int) -> None:
    assert [row.id for row in sheet(number).rows()] == list(range(number))
    assert sheet(number).count() == number


def test_marked_rows_leave_and_all_others_stay() -> None:
    some = sheet(5_000, only=frozenset({4_000, 3}))
    assert ([row.id for row in some.rows()], some.count()) == ([3, 4_000], 2)
    rest = sheet(5, without=frozenset({0, 3}))
    assert ([row.id for row in rest.rows()], rest.count()) == ([1, 2, 4], 3)
    assert list(sheet(5, only=frozenset()).rows()) == []


def test_it_is_told_how_far_it_is() -> None:
    heard: list[int] = []
    assert sum(1 for _ in told(sheet(5).rows(), 2, heard.append)) == 5
    assert heard == [0, 2, 4]
