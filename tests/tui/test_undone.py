"""`u` says of what it took something back: the item, the number, or how many rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.floor import Desk, at_work
from tests.tui.test_morning import on_item
from tests.tui.test_order import here, number


async def skip(desk: Desk, code: str) -> None:
    """Skip an item of the morning."""
    await on_item(desk, code)
    await desk.press("s")
    await desk.type("no time")
    await desk.press("enter")


async def test_what_is_taken_back_is_called_by_name_step_by_step(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await skip(desk, "orders.late")
        await desk.press("f3", "3")
        order = number(floor_path, here(desk))
        await desk.press("s", "3", "d", "1", "space", "j", "space", "j", "space", "d", "2", "f2")
        told = []
        for _ in range(4):
            await desk.press("u")
            told.append(desk.said)
        assert told == [
            "Taken back: print operator asked (3 orders).",
            f"Taken back: warehouse asked (MM {order}).",
            f"Taken back: seen in the ERP: packed (MM {order}).",
            "Taken back: item skipped (Paid and unshipped, past a clock).",
        ]
        await desk.press("u")
        assert "nothing of yours to undo" in desk.said


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_the_number_can_be_read_whole(floor_path: Path, size: tuple[int, int]) -> None:
    async with at_work(floor_path, size=size) as desk:
        await desk.press("f3", "3")
        order = number(floor_path, here(desk))
        await desk.press("s", "3", "u")
        assert order in desk.lines()[-2]
