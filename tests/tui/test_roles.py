"""A morning of each role in the demo: every item of its list opened, handled and settled, by key presses."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.store.floor import rows
from tests.tui.floor import Desk, at_work

ROLES = {
    "zhoulan": "lead",
    "linmei": "aftersales",
    "xiaoyu": "presale",
    "lei": "print",
    "ahai": "warehouse",
    "qianhui": "finance",
}


@pytest.mark.parametrize("login", ROLES)
async def test_a_morning_of_every_role(demo: Path, login: str) -> None:
    async with at_work(demo, login) as desk:
        assert desk.where == "today"
        for place in range(len(desk.screen.view.items)):
            await see_rows(desk, place)
            await settle(desk, place)
        assert desk.screen.view.settled == len(desk.screen.view.items), desk.text()
    asked = (
        "SELECT i.code FROM checklist_items i JOIN checklist_runs r ON r.id=i.run_id"
        " WHERE r.day='2026-11-21' AND r.occasion='start' AND r.role=? AND i.result='open'"
    )
    assert rows(demo, asked, ROLES[login]) == []


async def go_to(desk: Desk, place: int) -> None:
    """The cursor on an item of the list."""
    await desk.press("g", *["down"] * place)


async def see_rows(desk: Desk, place: int) -> None:
    """Enter opens exactly the rows that the item counts; the first of them is handled, and the list keeps it."""
    await go_to(desk, place)
    each = desk.screen.view.items[place]
    await desk.press("enter")
    if not each.screen:
        assert desk.where == "today", each.item.code
        return
    number = count(desk)
    assert number == each.left, (each.item.code, desk.text())
    if each.kinds and number:
        await desk.press("d", "1")
        assert count(desk) == number, each.item.code
    await desk.press("escape")
    assert desk.where == "today", each.item.code


def count(desk: Desk) -> int:
    """How many rows the list has."""
    total = desk.listing.total
    assert total is not None
    return total.number


async def settle(desk: Desk, place: int) -> None:
    """Tick it, with what it asks for."""
    await go_to(desk, place)
    if desk.screen.view.items[place].item.at is not None:
        return
    await desk.press("space")
    for _ in range(3):
        if desk.where != "Prompt":
            return
        desk.field.value = "3" if "How many" in desk.text() else "seen with the team"
        await desk.press("enter")


async def test_the_list_of_the_day_leaves_as_a_sheet(demo: Path, tmp_path: Path) -> None:
    async with at_work(demo, "linmei") as desk:
        await desk.press("X")
        desk.field.value = str(tmp_path / "today.xlsx")
        await desk.press("enter")
        await desk.wait("written to")
        items = len(desk.screen.view.items)
    head, *lines = load_workbook(tmp_path / "today.xlsx").get_sheet_by_index(0).to_python()
    assert len(head) == 8
    assert len(lines) == items
