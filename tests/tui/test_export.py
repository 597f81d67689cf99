"""`X`: the list in view becomes a file, by key presses."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from python_calamine import load_workbook

from store.buyers.rules import masked_nick
from tests.store.floor import rows
from tests.tui.floor import Desk, at_work, audit
from tui.screens import exporting
from tui.words.catalogue import speak


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this person's files are."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


def numbers(path: Path) -> list[str]:
    """The order numbers of a file, in its order."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [row[1].strip('="') for row in list(csv.reader(file))[1:]]
    return [str(row[1]) for row in load_workbook(path).get_sheet_by_index(0).to_python()[1:]]


def entries(path: Path) -> list[dict[str, object]]:
    """What the audit says of files that left."""
    found = rows(path, "SELECT params, undoable FROM audit_entries WHERE intent = 'lists.export'")
    assert not any(row["undoable"] for row in found)
    return [json.loads(row["params"]) for row in found]


async def answer(desk: Desk, path: str) -> Desk:
    """Name another file than the one that stands there."""
    desk.field.value = path
    return await desk.press("enter")


async def test_a_view_becomes_a_spreadsheet_under_the_name_that_stands_there(floor_path: Path, home: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "3", "X")
        assert desk.field.value == "~/orders-unshipped-2026-11-21-0900.xlsx"
        assert "All rows of this view." in desk.text()
        await desk.press("enter")
        said = desk.said
        shown = [row["order_no"] for row in await in_list(desk, floor_path)]
        (file,) = home.iterdir()
        assert f"{len(shown)} rows written to ~/orders-unshipped-2026-11-21-0900.xlsx." == said
    assert numbers(file) == shown
    assert entries(floor_path) == [{"what": "orders-unshipped", "rows": len(shown), "file": file.name}]
    head = load_workbook(file).get_sheet_by_index(0).to_python()[0]
    assert head[:3] == ["店标", "订单号", "买家"], "the shop speaks Chinese, whatever the screen does"


async def in_list(desk: Desk, path: Path) -> list[dict[str, object]]:
    """The orders of the list, in its order."""
    order = {row["id"]: row for row in rows(path, "SELECT id, order_no FROM orders")}
    return [order[each] for each in await desk.all_ids()]


async def test_what_was_typed_and_marked_decides(floor_path: Path, home: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "slash")
        await desk.type("毛衣")
        await desk.press("enter", "X")
        await answer(desk, "~/typed.csv")
        assert numbers(home / "typed.csv") == [row["order_no"] for row in await in_list(desk, floor_path)]
        await desk.press("g", "space", "down", "space")
        marked = set(desk.listing.marks.named)
        assert len(marked) == 2
        await desk.press("X")
        assert "Only the 2 marked rows." in desk.text()
        await answer(desk, "~/marked.csv")
    wanted = {row["order_no"] for row in rows(floor_path, "SELECT id, order_no FROM orders") if row["id"] in marked}
    assert set(numbers(home / "marked.csv")) == wanted
    assert {entry["what"] for entry in entries(floor_path)} == {"orders-all"}, "what was typed may be a name"


async def test_all_marked_but_one(floor_path: Path, home: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "asterisk", "space", "X")
        assert "All rows of this view but one." in desk.text()
        await answer(desk, "~/rest.csv")
        everything = [row["order_no"] for row in await in_list(desk, floor_path)]
    assert numbers(home / "rest.csv") == everything[1:]


@pytest.mark.parametrize("typed", ["'~/late orders.csv'", "~/late\\ orders.csv"])
async def test_a_path_is_understood_however_it_is_pasted(floor_path: Path, home: Path, typed: str) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "X")
        desk.field.value = typed
        await desk.press("enter")
        await desk.wait("rows written to ~/late orders.csv")
    assert (home / "late orders.csv").is_file()


async def test_a_refusal_asks_again_with_what_was_typed(floor_path: Path, home: Path) -> None:
    (home / "mine.csv").write_text("mine", encoding="utf-8")
    async with at_work(floor_path) as desk:
        before = audit(floor_path)
        await desk.press("f3", "X")
        for typed, said in (
            ("~/mine.csv", "There is a file mine.csv already."),
            ("~/nowhere/orders.csv", "There is no folder"),
            ("~/orders.pdf", "end it in .xlsx or .csv"),
            ("", "end it in .xlsx or .csv"),
            ("~nobody-of-that-name/orders.csv", "There is no folder"),
        ):
            await answer(desk, typed)
            assert desk.where == "Prompt"
            assert said in desk.text().replace("\n", " ")
            assert desk.field.value == typed or not typed
        await desk.press("escape")
        assert desk.where == "orders"
        assert audit(floor_path) == before
        await desk.press("X", "escape", "X")
        assert desk.where == "Prompt", "a question that was left is no export that runs"
    assert (home / "mine.csv").read_text(encoding="utf-8") == "mine"
    assert [each.name for each in home.iterdir()] == ["mine.csv"]


async def test_nicks_are_as_masked_as_in_the_list(floor_path: Path, home: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "X")
        await answer(desk, "~/orders.csv")
    written = (home / "orders.csv").read_text(encoding="utf-8-sig")
    nicks = {row["nick"] for row in rows(floor_path, "SELECT nick FROM buyers") if len(row["nick"]) > 4}
    assert [nick for nick in nicks if nick in written and masked_nick(nick) != nick] == []


async def test_the_orders_of_a_buyer(floor_path: Path, home: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "b", "X")
        await answer(desk, "~/orders.csv")
        assert numbers(home / "orders.csv") == [row["order_no"] for row in await in_list(desk, floor_path)]


async def test_what_a_search_found(floor_path: Path, home: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("o")
        await desk.type("毛衣")
        await desk.press("tab", "X")
        await answer(desk, "~/found.xlsx")
        found = [row.order_no for row in desk.first_rows()]
    lines = load_workbook(home / "found.xlsx").get_sheet_by_index(0).to_python()[1:]
    assert found
    assert [line[2] for line in lines] == found
    assert {line[0] for line in lines} == {"订单"}


async def test_an_empty_list_says_so(floor_path: Path, home: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "slash")
        await desk.type("没有这种东西")
        await desk.press("enter", "X")
        assert "There are no rows here to write to a file." in desk.said


async def test_esc_stops_it_and_leaves_nothing(floor_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list stays under the keys meanwhile; Esc is pressed between two rows."""
    monkeypatch.setattr(exporting, "TOLD", 50)
    async with at_work(floor_path) as desk:
        await desk.press("f3", "X")
        far = exporting.Export._far

        def pressed(export: exporting.Export, number: int) -> None:
            far(export, number)
            if number == 100:
                desk.app.call_from_thread(desk.screen.action_press, "back", "escape")

        monkeypatch.setattr(exporting.Export, "_far", pressed)
        await answer(desk, "~/orders.xlsx")
        assert "Stopped. No file was left." in desk.said
        assert desk.where == "orders"
        assert list(home.iterdir()) == []
        await desk.press("escape")
        assert desk.where == "today"
    assert entries(floor_path) == []


async def test_it_goes_on_when_the_list_is_left(floor_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "X")
        far = exporting.Export._far

        def left(export: exporting.Export, number: int) -> None:
            far(export, number)
            if number == 0:
                desk.app.call_from_thread(desk.app.do_today)

        monkeypatch.setattr(exporting.Export, "_far", left)
        await answer(desk, "~/orders.csv")
        assert desk.where == "today"
        assert " rows written to ~/orders.csv." in desk.said
    assert len(numbers(home / "orders.csv")) == len(rows(floor_path, "SELECT id FROM orders"))


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
async def test_the_question_fits_a_small_terminal(floor_path: Path, home: Path, spoken: str) -> None:
    speak(spoken)
    async with at_work(floor_path, size=(80, 24)) as desk:
        await desk.press("f3", "X")
        assert "~/orders-all-2026-11-21-0900.xlsx" in desk.text()
        await answer(desk, "~/nowhere/orders.csv")
        assert desk.text().count("│") > 10
        assert "~/nowhere/orders.csv" in desk.text()
