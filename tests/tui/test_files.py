"""The files of a morning: what came, what did not, why rows were refused; corrected and brought in again."""

from __future__ import annotations

import csv
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import patch

import pytest
from rich.cells import cell_len

from store.book.columns import from_ms
from store.imports import commands
from store.imports.here import stage_here
from store.imports.parent import Staged
from store.shops.commands import by_tag, change_settings, open_shop
from store.shops.rules import Platform, ShopSettings
from tests.exports import line, number, paid, write_export
from tests.store.floor import rows
from tests.tui.floor import NOW, Desk, at_work, audit, key, moment, opened, person, take

LATER = "2026-11-21T09:10:00+08:00"
EXPECTED = ("taobao.orders", "taobao.refunds", "erp.slips")

BAD = [
    line(901, placed_at="2026/02/30 25:61", receiver="张三", phone="13812345678", address="浙江省 杭州市 文三路 1 号"),
    line(902, total="约五十"),
    paid(903, "2026-11-21 07:00:00", placed_at="2026-11-21 06:59:00"),
]
"""Two rows that nobody understands, and a good one."""


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of this test's own; files are read without a process of their own."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    with patch.object(commands, "stage", stage_here):
        yield home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where this test's files are written."""
    return tmp_path / "home"


def bad_file(folder: Path, name: str = "ExportOrderList202611210830.csv") -> Path:
    """A file of this morning with two rows that are refused."""
    return write_export(folder / name, BAD)


def expect(path: Path, *files: str) -> None:
    """What the shop wants every working day."""
    with opened(path) as book:
        shop = by_tag(book, "MM")
        settings = replace(shop.settings, expected_files=files)
        change_settings(book, person(book, "zhou").actor, key(), "MM", settings, shop.version)


def line_of(desk: Desk, text: str) -> str:
    """The line of the screen that has `text` in it."""
    return next(each for each in desk.lines() if text in each)


async def bring(desk: Desk, typed: str) -> Desk:
    """Bring a file in from the screen of files."""
    await desk.press("n", *["backspace"] * len(desk_field(desk)))
    await desk.type(typed)
    await desk.press("enter")
    return await desk.until(lambda: desk.app.bringing is None, "the file is in, or is not")


def desk_field(desk: Desk) -> str:
    """What would stand in the question already."""
    last = desk.app.refused_file
    return "" if last is None else str(last)


# What came and what did not


async def test_the_files_of_the_morning_are_there_with_their_counts(floor_path: Path, tmp_path: Path) -> None:
    expect(floor_path, *EXPECTED)
    with opened(floor_path, LATER) as book:
        take(book, bad_file(tmp_path))
    async with at_work(floor_path, size=(200, 40)) as desk:
        await desk.press("f4")
        mine = line_of(desk, "ExportOrderList202611210830")
        assert mine.strip("> ").split()[:4] == ["MM", "order", "list", "ExportOrderList202611210830.csv"]
        assert mine.split(".csv")[1].split()[:3] == ["08:30", "in", "3"]
        assert "Zhou Lan" in mine
        (run,) = rows(floor_path, "SELECT * FROM import_runs ORDER BY id DESC LIMIT 1")
        assert [int(each) for each in mine.split("in", 1)[1].split()[:6]] == [
            *(run["rows"], run["added"], run["changed"], run["same"], run["repeated"], run["refused"])
        ]
        assert "not in yet" in line_of(desk, "ERP delivery slips")
        said = line_of(desk, "not in yet today: ")
        assert "MM refund list (none ever)" in said
        assert "MM ERP delivery slips (none ever)" in said


async def test_today_opens_exactly_the_missing_ones_that_it_counted(floor_path: Path) -> None:
    expect(floor_path, *EXPECTED)
    async with at_work(floor_path) as desk:
        assert line_of(desk, "Files not imported today").split("today")[1].split()[0] == "2"
        await desk.press("g", "enter")
        assert desk.where == "files"
        assert len(await desk.all_ids()) == 2
        assert all("not in yet" in line_of(desk, each) for each in ("ERP delivery slips", "refund list  "))
        await desk.press("enter")
        assert "This file is not in yet. n brings it in." in desk.said
        await desk.press("1")
        assert len(await desk.all_ids()) == 3


async def test_a_file_that_never_came_of_a_second_shop_is_missing_too(floor_path: Path) -> None:
    with opened(floor_path) as book:
        who = person(book, "zhou").actor
        open_shop(book, who, key(), tag="OX", name="牛记", platform=Platform.TAOBAO, settings=ShopSettings())
    async with at_work(floor_path) as desk:
        await desk.press("f4", "2")
        assert len(await desk.all_ids()) == 1
        assert line_of(desk, "none ever  ").split()[:2] == [">", "OX"]


async def test_all_imports_are_there_newest_first_and_by_pages(floor_path: Path) -> None:
    columns = "shop_id, source, kind, file_name, sha256, size, as_of, began_at, state, staging, holder, busy_until"
    more = "next_line, last_line, rows, added, changed, same, repeated, refused, fields, tables, header"
    with opened(floor_path) as book, book.keep_house() as connection:
        for day in range(1, 301):
            connection.exec_driver_sql(
                f"INSERT INTO import_runs({columns}, {more}, unknown_columns, version)"
                f" SELECT {columns.replace('began_at', 'began_at - ?').replace('file_name', '?')}, {more},"
                " unknown_columns, 1 FROM import_runs WHERE id = 1",
                (f"old-{day}.csv", day * 86_400_000),
            )
    async with at_work(floor_path) as desk:
        await desk.press("f4", "4")
        assert "301 lines" in desk.text()
        assert desk.listing.row is not None
        assert desk.listing.row.id == 1
        await desk.press("G")
        assert "old-300.csv" in desk.text()
        assert desk.listing.held < 301


async def test_the_view_of_refused_rows_says_when_there_are_none(floor_path: Path, tmp_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f4", "3")
        assert len(await desk.all_ids()) == 1
    with opened(floor_path) as book, book.keep_house() as connection:
        connection.exec_driver_sql("UPDATE import_runs SET refused = 0")
    async with at_work(floor_path) as desk:
        await desk.press("f4", "3")
        assert "No row of today's files was refused." in desk.text()


@pytest.mark.parametrize("state", ["merging", "lost"])
async def test_a_file_that_is_not_whole_says_so(floor_path: Path, state: str) -> None:
    with opened(floor_path) as book, book.keep_house() as connection:
        connection.exec_driver_sql(
            "UPDATE import_runs SET state = ?, next_line = 50, last_line = 100, holder = 'elsewhere:1',"
            " busy_until = 9000000000000",
            (state,),
        )
    async with at_work(floor_path, size=(80, 24)) as desk:
        await desk.press("f4")
        assert ("merging 50 %" if state == "merging" else " lost ") in desk.text()
        await desk.press("G", "enter")
        assert ("going into the book" if state == "merging" else "bring the file in once more") in desk.text()


# Refused rows: look, write out, correct, bring in again


async def test_refused_rows_are_corrected_and_come_in(floor_path: Path, tmp_path: Path, home: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f4")
        await bring(desk, str(bad_file(tmp_path)))
        assert "3 rows, 1 new, 0 changed, 2 refused; Enter shows them." in desk.said
        await desk.press("enter")
        assert desk.where == "import"
        assert "is no time. Correct it" in line_of(desk, "2026/02/30")
        assert "“约五十” is no amount" in desk.text()

        await desk.press("enter")
        assert desk.where == "refused"
        assert "订单创建时间" in line_of(desk, "> ")
        assert "13812345678" not in desk.text()
        assert "文三路" not in desk.text()
        await desk.press("escape", "e")
        assert desk.field.value == "~/refused-ExportOrderList202611210830.csv"
        before = audit(floor_path)
        await desk.press("enter")
        assert "2 rows in ~/refused-ExportOrderList202611210830.csv" in desk.said
        assert audit(floor_path) == before + 1

        out = home / "refused-ExportOrderList202611210830.csv"
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
        text = out.read_text(encoding="utf-8-sig")
        assert "is no amount. Correct it" in text
        out.write_text(
            text.replace("2026/02/30 25:61", "2026-11-20 10:00:00").replace("约五十", "50.00", 1), encoding="utf-8-sig"
        )
        await desk.press("n")
        assert desk.field.value == "~/refused-ExportOrderList202611210830.csv"
        await desk.press("enter")
        await desk.until(lambda: desk.app.bringing is None, "the file is in")
        assert desk.where == "files"
        assert "2 rows, 2 new, 0 changed, none refused." in desk.said
    (again,) = rows(floor_path, "SELECT * FROM import_runs ORDER BY id DESC LIMIT 1")
    assert from_ms(again["as_of"]) == moment("2026-11-21T08:30:00+08:00"), "it knows what the original knew, not more"
    assert [row["total"] for row in rows(floor_path, "SELECT total FROM orders WHERE order_no=?", number(902))] == [
        5000
    ]


async def test_looking_at_a_row_unmasked_is_recorded(floor_path: Path, tmp_path: Path) -> None:
    with opened(floor_path, LATER) as book:
        take(book, bad_file(tmp_path))
    async with at_work(floor_path) as desk:
        await desk.press("f4", "enter", "enter")
        assert "138****5678" in desk.text()
        before = audit(floor_path)
        await desk.press("r")
        assert "13812345678" in desk.text()
        assert audit(floor_path) == before + 1
        await desk.press("r")
        assert "13812345678" not in desk.text()


async def test_a_file_that_is_there_is_asked_about_again(floor_path: Path, home: Path) -> None:
    (home / "mine.csv").write_text("mine", encoding="utf-8")
    async with at_work(floor_path) as desk:
        await desk.press("f4", "enter", "e")
        desk.field.value = "~/mine.csv"
        await desk.press("enter")
        assert desk.where == "Prompt"
        assert "There is a file mine.csv already." in desk.text()
        assert desk.field.value == "~/mine.csv"
        desk.field.value = "~"
        await desk.press("enter")
        assert desk.where == "import"
    assert (home / "mine.csv").read_text(encoding="utf-8") == "mine"
    assert [each.name for each in sorted(home.iterdir())] == ["mine.csv", "refused-ExportOrderList202611210820.csv"]


async def test_the_name_of_a_file_without_a_time_gets_one(floor_path: Path, tmp_path: Path) -> None:
    with opened(floor_path, LATER) as book:
        take(book, bad_file(tmp_path, "订单 (1).csv"), moment("2026-11-21T08:31:00+08:00"))
    async with at_work(floor_path) as desk:
        await desk.press("f4", "enter", "e")
        assert desk.field.value == "~/refused-订单 (1)-202611210831.csv"


# Bringing files in


@pytest.mark.parametrize("spelled", ["{path}", '"{path}"', "'{path}'", "file://{url}", "{slashed}", "~/{name}"])
async def test_a_path_is_understood_however_it_is_pasted(floor_path: Path, home: Path, spelled: str) -> None:
    path = write_export(home / "my export.csv", [paid(950, placed_at="2026-11-20 10:00:00")])
    typed = spelled.format(
        path=path, url=str(path).replace(" ", "%20"), slashed=str(path).replace(" ", "\\ "), name=path.name
    )
    async with at_work(floor_path) as desk:
        await desk.press("f4", "n")
        await desk.paste(typed)
        await desk.press("enter")
        await desk.until(lambda: desk.app.bringing is None, "the file is in")
        assert "my export.csv: 1 row, 1 new" in desk.said


async def test_a_file_dropped_on_any_screen_is_offered_and_enter_brings_it_in(floor_path: Path, home: Path) -> None:
    file = bad_file(home)
    async with at_work(floor_path) as desk:
        await desk.paste(f"'{file}'")
        assert "Bring in which file?" in desk.text()
        assert desk.field.value.endswith(file.name)
        await desk.press("enter")
        await desk.wait("2 refused")
        await desk.press("f3")
        await desk.paste("/nothing/here.csv")
        assert desk.where == "orders"
        assert "Nothing in what was pasted" in desk.said, "what is no file is read as a line of a chat"


async def test_a_folder_comes_in_and_what_does_not_says_why(floor_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "morning"
    folder.mkdir()
    bad_file(folder)
    write_export(folder / "ExportOrderList202611210835.csv", [paid(950, placed_at="2026-11-20 10:00:00")])
    (folder / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    async with at_work(floor_path) as desk:
        await desk.press("f4")
        await bring(desk, str(folder))
        assert desk.where == "Notice"
        assert "One file did not come in" in desk.text()
        assert "photo.csv" in desk.text()
        await desk.press("escape")
        assert desk.where == "files"
        assert len(await desk.all_ids()) == 3


async def test_what_is_not_there_is_asked_for_again(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f4", "n")
        await desk.type("~/nowhere.csv")
        await desk.press("enter")
        assert desk.where == "Prompt"
        assert "There is no file ~/nowhere.csv." in desk.text()
        assert desk.field.value == "~/nowhere.csv"
        await desk.press("escape")
        assert desk.app.bringing is None


async def test_the_shop_is_asked_for_where_the_file_names_another(floor_path: Path, tmp_path: Path) -> None:
    other = write_export(tmp_path / "ox.csv", [paid(950, placed_at="2026-11-20 10:00:00", shop="牛记专营店")])
    async with at_work(floor_path) as desk:
        await desk.press("f4")
        await bring(desk, str(other))
        assert desk.where == "Chooser"
        assert "Of which shop is ox.csv?" in desk.text()
        assert "牛记专营店" in desk.text()
        await desk.press("escape")
        assert "Nothing was taken in." in desk.said
        assert rows(floor_path, "SELECT id FROM orders WHERE order_no=?", number(950)) == []
        await bring(desk, str(other))
        await desk.press("enter", "enter")
        assert desk.where == "Chooser", "an Enter too many does not say of which shop"
        await desk.press("1")
        await desk.until(lambda: desk.app.bringing is None, "the file is in")
        assert "1 row, 1 new" in desk.said


async def test_the_shop_is_asked_for_beside_what_cannot_come_in(floor_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "morning"
    folder.mkdir()
    for name in ("ox.csv", "ox2.csv"):
        write_export(folder / name, [paid(950, placed_at="2026-11-20 10:00:00", shop="牛记专营店")])
    (folder / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    async with at_work(floor_path) as desk:
        await desk.press("f4")
        await bring(desk, str(folder))
        assert "photo.csv" in desk.text()
        assert "--shop" not in desk.text()
        await desk.press("escape")
        assert "Of which shop are these 2 files?" in desk.text()
        assert "ox2.csv" in desk.text(), "whoever answers sees for which"


@pytest.fixture
def two_shops(floor_path: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A floor of two shops, and a folder with files of two names that neither of them goes by."""
    with opened(floor_path) as book:
        settings = ShopSettings()
        boss = person(book, "zhou").actor
        open_shop(book, boss, key(), tag="OX", name="牛记", platform=Platform.TMALL, settings=settings)
    folder = tmp_path / "morning"
    folder.mkdir()
    for place, (name, shop) in enumerate({"a.csv": "牛记专营店", "b.csv": "棉木专卖店", "c.csv": "棉木专卖店"}.items()):
        write_export(folder / name, [paid(950 + place, placed_at="2026-11-20 10:00:00", shop=shop)])
    return floor_path, folder


def shops_of_orders(path: Path) -> list[str]:
    """The shop of each order that the folder brings."""
    query = "SELECT tag FROM orders o JOIN shops s ON s.id = o.shop_id WHERE order_no IN (?, ?, ?) ORDER BY order_no"
    return [row["tag"] for row in rows(path, query, *map(number, (950, 951, 952)))]


async def test_files_of_several_shops_are_asked_for_one_after_the_other(two_shops: tuple[Path, Path]) -> None:
    path, folder = two_shops
    async with at_work(path) as desk:
        await desk.press("f4")
        await bring(desk, str(folder))
        assert "Of which shop is a.csv?" in desk.text()
        assert "牛记专营店" in desk.text()
        await desk.press("2")
        assert "And the other 2 files?" in desk.text()
        assert "1 the same shop: OX" in " ".join(desk.text().split())
        await desk.press("2")
        assert "Of which shop are these 2 files?" in desk.text()
        assert "棉木专卖店" in desk.text()
        await desk.press("1")
        await desk.until(lambda: desk.app.bringing is None, "the files are in")
        assert "3 files: 3 rows, 3 new" in desk.said
    assert shops_of_orders(path) == ["OX", "MM", "MM"]


async def test_the_rest_can_be_of_the_same_shop_or_stay_outside(two_shops: tuple[Path, Path]) -> None:
    path, folder = two_shops
    async with at_work(path) as desk:
        await desk.press("f4")
        await bring(desk, str(folder))
        await desk.press("2", "escape")
        await desk.until(lambda: desk.app.bringing is None, "the first file is in")
        assert shops_of_orders(path) == ["OX"]
        await bring(desk, str(folder))
        await desk.press("escape")
        assert "Nothing was taken in." in desk.said


async def test_one_answer_is_enough_for_all(two_shops: tuple[Path, Path]) -> None:
    path, folder = two_shops
    async with at_work(path) as desk:
        await desk.press("f4")
        await bring(desk, str(folder))
        await desk.press("1", "1")
        await desk.until(lambda: desk.app.bringing is None, "the files are in")
    assert shops_of_orders(path) == ["MM", "MM", "MM"]


@contextmanager
def held_while_reading() -> Iterator[tuple[Event, Event]]:
    """A file is read only when it is let go on; told are that its reading has begun, and that it may."""
    reading, go_on = Event(), Event()

    def slowly(*args: Any, **kwargs: Any) -> Staged:
        reading.set()
        assert go_on.wait(20)
        return stage_here(*args, **kwargs)

    with patch.object(commands, "stage", slowly):
        yield reading, go_on


async def test_the_screens_go_on_while_a_file_comes_in_and_x_stops_it(floor_path: Path, tmp_path: Path) -> None:
    path = bad_file(tmp_path)
    with held_while_reading() as (reading, go_on):
        async with at_work(floor_path) as desk:
            await desk.press("f4", "n")
            desk.field.value = str(path)
            desk._send("enter")
            await desk.until(reading.is_set, "it is being read")
            await desk.until(lambda: "x stops it" in desk.text(), "it is said")
            desk._send("n")
            await desk.until(lambda: "A file is being brought in" in desk.said, "one at a time")
            desk._send("f3")
            await desk.until(lambda: desk.where == "orders", "the screens go on")
            desk._send("f4")
            await desk.until(lambda: desk.where == "files", "back to the files")
            desk._send("x")
            await desk.until(lambda: "Stopping.." in desk.said, "it is told to stop")
            go_on.set()
            await desk.until(lambda: desk.app.bringing is None, "it has stopped")
            assert "Stopped. What was not in yet did not go in." in desk.said
    assert rows(floor_path, "SELECT id FROM orders WHERE order_no=?", number(903)) == []
    assert not list(floor_path.with_name("floor.staging").glob("*.db"))


async def elsewhere(desk: Desk, path: Path) -> Desk:
    """Bring a file in, and have another screen open when it comes to its end."""
    with held_while_reading() as (reading, go_on):
        await desk.press("f4", "n")
        desk.field.value = str(path)
        desk._send("enter")
        await desk.until(reading.is_set, "it is being read")
        desk._send("f3")
        await desk.until(lambda: desk.where == "orders", "the screens go on")
        go_on.set()
        await desk.until(lambda: desk.app.bringing is None, "it is in, or is not")
    return await desk.settle()


async def test_refused_rows_of_an_import_that_ended_elsewhere_are_a_key_away(floor_path: Path, tmp_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await elsewhere(desk, bad_file(tmp_path))
        assert desk.where == "orders"
        assert "3 rows, 1 new, 0 changed, 2 refused; F4 shows them." in desk.said
        await desk.press("j", "enter", "escape", "f4")
        assert "2 refused; Enter shows them." in desk.said
        await desk.press("enter")
        assert "is no amount" in desk.text()


async def test_a_question_about_a_file_waits_until_somebody_comes_for_it(floor_path: Path, tmp_path: Path) -> None:
    other = write_export(tmp_path / "ox.csv", [paid(950, placed_at="2026-11-20 10:00:00", shop="牛记专营店")])
    async with at_work(floor_path) as desk:
        await elsewhere(desk, other)
        assert "One file did not come in; F4 says why." in desk.said
        await desk.press("j")
        assert desk.where == "orders", "nothing stands in the way of the work"
        await desk.press("f4")
        assert "Of which shop is ox.csv?" in desk.text()
        await desk.press("1")
        await desk.until(lambda: desk.app.bringing is None, "the file is in")
        assert "1 row, 1 new" in desk.said
        await desk.press("f3", "f4")
        assert desk.where == "files", "it is asked once"


async def test_leaving_while_a_file_is_read_takes_nothing_in(floor_path: Path, tmp_path: Path) -> None:
    with held_while_reading() as (reading, go_on):
        async with at_work(floor_path) as desk:
            await desk.press("f4", "n")
            desk.field.value = str(bad_file(tmp_path))
            desk._send("enter")
            await desk.until(reading.is_set, "it is being read")
            assert desk.app.bringing is not None
            desk.app.bringing.stop()
            go_on.set()
    assert rows(floor_path, "SELECT id FROM orders WHERE order_no=?", number(903)) == []


async def test_x_writes_the_list_of_files(floor_path: Path, home: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f4", "X")
        desk.field.value = "~/files.csv"
        await desk.press("enter")
        await desk.until(lambda: desk.app.export is None, "it is written")
    with (home / "files.csv").open(encoding="utf-8-sig", newline="") as file:
        _, written = csv.reader(file)
    (run,) = rows(floor_path, "SELECT * FROM import_runs")
    assert written[2] == run["file_name"]
    counts = ("rows", "added", "changed", "same", "repeated", "refused")
    assert written[5:11] == [str(run[name]) for name in counts]
    assert written[-1] == "Zhou Lan"


# Small terminals, hostile names


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=str)
async def test_what_matters_is_there_at_80_columns(floor_path: Path, size: tuple[int, int]) -> None:
    expect(floor_path, *EXPECTED)
    async with at_work(floor_path, size=size) as desk:
        await desk.press("f4")
        mine = line_of(desk, "> ")
        assert "MM" in mine
        assert "order list" in mine
        assert mine.split()[-1] == "2"
        assert "not in yet" in line_of(desk, "ERP delivery slips  ")
        await desk.press("enter")
        assert "why it was refused" in desk.text()
        assert all(cell_len(each) == size[0] for each in desk.lines())


async def test_a_hostile_file_name_is_only_a_name(floor_path: Path, tmp_path: Path) -> None:
    name = "[red][b]x\x1b]52;c;aGFoYQ==\x07\u202eexe.csv"
    with opened(floor_path, LATER) as book:
        made = moment(NOW) - timedelta(minutes=10)
        take(book, bad_file(tmp_path, name), made)
    async with at_work(floor_path, size=(200, 40)) as desk:
        await desk.press("f4")
        assert "[red][b]x" in desk.text()
        await desk.press("enter")
        assert "[red][b]x" in desk.text()
        await desk.press("e")
        assert "\x1b" not in desk.field.value
        assert "\u202e" not in desk.field.value
        await desk.press("escape", "enter")
        assert all(each.isprintable() for each in desk.lines())
