"""What is longer than its place says so, in one way everywhere, and with the keys that lead there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from store.book.pages import Count
from tests.tui.floor import Desk, at_work
from tui.widgets.below import more_below
from tui.widgets.listing_buffer import Buffer
from tui.words.catalogue import speak

SMALL = (80, 24)
SMALLER = (80, 12)
LONG: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "help": (SMALL, ("f3", "question_mark")),
    "palette": (SMALL, ("colon",)),
    "menu": (SMALL, ("f3", "f10")),
    "card": (SMALLER, ("f3", "enter")),
}
"""What finds no room on a terminal of that size, and the keys that lead there."""


def below(desk: Desk) -> int:
    """The number that stands on the screen, 0 for none."""
    found = re.search(r"([\d,]+) more below: ↓ PgDn", desk.text())
    return int(found[1].replace(",", "")) if found else 0


async def test_a_list_counts_the_rows_that_are_out_of_sight(floor_path: Path) -> None:
    async with at_work(floor_path, size=SMALL) as desk:
        await desk.press("f3")
        total = desk.listing.total.number if desk.listing.total else 0
        seen = sum("  MM   " in line for line in desk.lines())
        assert below(desk) == total - seen
        await desk.press("j")
        assert below(desk) == total - seen, "a step that does not scroll changes nothing"
        await desk.press("pagedown")
        assert below(desk) == total - 2 * seen
        await desk.press("G")
        assert below(desk) == 0
        await desk.press("g", "slash", *"2160000000000000007")
        assert below(desk) == 0, "what is found has room"


@pytest.mark.parametrize("long", LONG)
async def test_a_text_says_how_much_is_left_until_its_end_is_seen(floor_path: Path, long: str) -> None:
    size, keys = LONG[long]
    async with at_work(floor_path, size=size) as desk:
        await desk.press(*keys)
        left = below(desk)
        assert left
        for _ in range(40):
            if not below(desk):
                break
            await desk.press("pagedown")
            assert below(desk) < left
            left = below(desk)
        assert not below(desk)


async def test_a_larger_terminal_shows_the_rest(floor_path: Path) -> None:
    async with at_work(floor_path, size=SMALLER) as desk:
        await desk.press("f3", "enter")
        assert below(desk)
        await desk.resize(80, 50)
        assert not below(desk)
        await desk.resize(*SMALLER)
        assert below(desk)


async def test_it_is_said_in_the_language_spoken_now(floor_path: Path) -> None:
    async with at_work(floor_path, size=SMALL) as desk:
        await desk.press("f3", "ctrl+l")
        assert "下面还有 " in desk.lines()[-3]
        await desk.press("ctrl+l")
        assert below(desk)


async def test_the_palette_narrowed_has_nothing_below(floor_path: Path) -> None:
    async with at_work(floor_path, size=SMALL) as desk:
        await desk.press("colon")
        assert below(desk)
        await desk.type("what came")
        assert not below(desk)


def test_what_nobody_has_counted_is_more_without_a_number() -> None:
    speak("en")
    assert [more_below(each) for each in (0, None)] == ["", "more below: ↓ PgDn"]
    assert more_below(2_920) == "2,920 more below: ↓ PgDn"
    speak("zh_CN")
    assert more_below(12) == "下面还有 12 行：↓ PgDn"


def test_a_list_knows_what_is_below_by_its_end_or_by_its_count() -> None:
    rows: list[Any] = [None] * 30
    middle: Buffer[Any] = Buffer(rows, more_after=True, behind=None, top=10)
    assert middle.below(15, None) is None
    assert middle.below(15, Count(10_000, exact=False)) is None
    assert middle.below(15, Count(1_000, exact=True)) == 975
    assert Buffer[Any](rows, behind=0, top=10).below(15, None) == 5
    assert Buffer[Any](rows[:3]).below(15, None) == 0
