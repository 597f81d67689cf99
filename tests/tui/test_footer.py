"""The line of keys says what is possible now: of digits those that mean something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.floor import at_work
from tui.actions import find

WIDE = (160, 40)


@pytest.mark.parametrize(("login", "said"), [("linmei", "1-3 list"), ("zhoulan", "1-4 list")])
async def test_as_many_lists_as_the_role_has(demo: Path, login: str, said: str) -> None:
    async with at_work(demo, login, WIDE) as desk:
        assert said in desk.lines()[-1]
        assert len(desk.screen.view.occasions) == int(said[2])
        await desk.press("f10")
        assert f" {said[:3]} " in desk.text(), "the menu says the same"


async def test_one_list_is_no_choice(demo: Path) -> None:
    async with at_work(demo, "qianhui", WIDE) as desk:
        assert len(desk.screen.view.occasions) == 1
        assert " list " not in desk.lines()[-1]
        await desk.press("1")
        assert "This role has only one list." in desk.said


async def test_who_can_take_it_and_what_can_be_copied(demo: Path) -> None:
    async with at_work(demo, "zhoulan", WIDE) as desk:
        await desk.press("W")
        assert f"1-{len(desk.screen.now.team)} 0 who takes it" in desk.lines()[-1]
        await desk.press("f2", "f9", *"zzmy", "enter")
        assert "1-2 copy this one" in desk.lines()[-1]


async def test_the_way_back_is_told_where_there_is_one(demo: Path) -> None:
    async with at_work(demo, "linmei", WIDE) as desk:
        assert "Esc back" not in desk.lines()[-1], "the first screen"
        await desk.press("[")
        assert "Esc back" in desk.lines()[-1], "from another day to today"
        await desk.press("escape", "f3")
        assert "Esc back" in desk.lines()[-1]


async def test_enter_is_told_where_there_is_a_row_to_open(demo: Path) -> None:
    async with at_work(demo, "linmei", WIDE) as desk:
        await desk.press("f3")
        assert "Enter open" in desk.lines()[-1]
        await desk.press("slash", *"zzzz", "enter")
        assert "Nothing here fits" in desk.text()
        assert "Enter open" not in desk.lines()[-1]


def test_digits_are_told_as_they_are_pressed() -> None:
    assert [find(name).key for name in ("orders.view", "walk.owner", "today.open", "help")] == [
        "1-5",
        "1-9 0",
        "Enter",
        "?",
    ]
