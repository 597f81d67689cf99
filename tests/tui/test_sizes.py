"""Floorbook on small and large terminals: the work and the way out are always on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.floor import Desk, at_work
from tests.tui.test_registry import WAYS, go

SIZES = [(80, 24), (120, 40), (200, 60)]
TINY = [(40, 10), (9, 3)]


def shows_its_keys(desk: Desk) -> bool:
    """Whether the two keys that help when lost are there."""
    return "? keys" in desk.lines()[-1] and ": anything" in desk.lines()[-1]


def in_the_frame(desk: Desk) -> str:
    """What stands in the question, without what can be seen beside it."""
    return "\n".join(line.split("│")[1] for line in desk.lines() if line.count("│") == 2)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("screen", WAYS)
async def test_the_work_and_the_keys_are_there(floor_path: Path, screen: str, size: tuple[int, int]) -> None:
    async with at_work(floor_path, size=size) as desk:
        await go(desk, screen)
        assert all(cell_len(line) == size[0] for line in desk.lines())
        assert len(desk.lines()) == size[1]
        assert shows_its_keys(desk)
        assert desk.lines()[0].lstrip().startswith("Floorbook")
        if screen in ("today", "orders"):
            assert any(line.startswith(">") for line in desk.lines())
        for question in ("f10", "question_mark", "colon", "ctrl+q"):
            await desk.press(question)
            assert "Esc back" in in_the_frame(desk), question
            await desk.press("escape")


@pytest.mark.parametrize("question", ["f10", "question_mark", "colon"])
async def test_long_questions_say_how_to_leave_and_reach_their_end_in_24_lines(floor_path: Path, question: str) -> None:
    async with at_work(floor_path, size=(80, 24)) as desk:
        await desk.press("f3", "enter", question)
        assert "Esc back" in in_the_frame(desk)
        if question == "question_mark":
            await desk.press(*["pagedown"] * 4)
        else:
            await desk.press("up")
        assert "Ctrl+Q" in in_the_frame(desk), "the last one can be seen"
        assert "Esc back" in in_the_frame(desk)


@pytest.mark.parametrize("size", TINY, ids=str)
async def test_a_tiny_terminal_ends_nothing(floor_path: Path, size: tuple[int, int]) -> None:
    async with at_work(floor_path, size=size) as desk:
        for screen in WAYS:
            await desk.press("f2")
            await go(desk, screen)
            for question in ("f10", "question_mark", "i", "y"):
                await desk.press(question, "escape", "escape" if desk.where in ("Prompt", "Chooser") else "up")
                await desk.press("f2")
                await go(desk, screen)


async def test_a_storm_of_sizes_ends_on_the_right_one(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "j", "j", "j")
        row = desk.listing.row
        for place in range(30):
            await desk.pilot.resize_terminal(20 + place * 7 % 180, 5 + place * 11 % 55)
        await desk.resize(80, 24)
        assert desk.listing.row == row
        assert shows_its_keys(desk)
        assert any(line.startswith(">") for line in desk.lines())
        await desk.press("enter")
        await desk.resize(60, 20)
        assert all(cell_len(line) == 60 for line in desk.lines())
        assert row is not None
        assert row.order_no in desk.text()


@pytest.mark.parametrize("screen", WAYS)
async def test_what_is_cut_says_so(floor_path: Path, screen: str) -> None:
    """What stands at 200 columns stands at 80 as well: whole, on another line, or with `..` behind it."""
    async with at_work(floor_path, size=(200, 40)) as desk:
        await go(desk, screen)
        await desk.resize(80, 40)
        for line in desk.lines()[:-2]:
            assert line.endswith((" ", "─")) or line.rstrip().endswith(".."), line


@pytest.mark.parametrize("keys", [("o",), ("f3", "slash"), ("colon",), ("f3", "i"), ("f9",)], ids="-".join)
async def test_what_is_typed_stands_off_the_edge_of_its_field(floor_path: Path, keys: tuple[str, ...]) -> None:
    async with at_work(floor_path, size=(80, 24)) as desk:
        await desk.press(*keys, *"qqqq")
        field = desk.field.region
        before = desk.lines()[field.y].split("qqqq")[0]
        assert before.endswith(" ")
        assert field.x < cell_len(before)


async def test_a_screen_that_grew_says_who_did_it(demo: Path) -> None:
    async with at_work(demo, size=(80, 24)) as desk:
        await desk.press("f7")
        narrow = desk.listing.room("done")
        await desk.resize(140, 40)
        assert 0 < narrow < 27 <= desk.listing.room("done")
        await desk.resize(80, 24)
        assert desk.listing.room("done") == narrow
