"""How the lists went leaves as a file, and what was skipped as another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from python_calamine import load_workbook

from tests.tui.floor import Desk, at_work


async def written(desk: Desk, digit: str, path: Path) -> Sequence[Sequence[object]]:
    """The rows of the file that `X` and this digit write."""
    await desk.press("X", digit)
    desk.field.value = str(path)
    await desk.press("enter")
    await desk.wait("written to")
    return load_workbook(path).get_sheet_by_index(0).to_python()


async def test_the_lead_takes_both_tables_along(demo: Path, tmp_path: Path) -> None:
    async with at_work(demo, "zhoulan") as desk:
        await desk.press("p")
        back = desk.screen._back
        lists = await written(desk, "1", tmp_path / "lists.xlsx")
        assert len(lists[0]) == 7
        assert len(lists) == 1 + len(back.lists)
        assert sum(float(str(row[4])) for row in lists[1:]) == sum(each.skipped for each in back.lists) > 0
        skipped = await written(desk, "2", tmp_path / "skipped.xlsx")
        assert [row[2] for row in skipped[1:]] == [each.times for each in back.skipped]
        assert skipped[1][3] == back.skipped[0].last_why


@pytest.mark.parametrize("key", ["X", "f10"])
async def test_where_no_list_was_begun_there_is_nothing_to_write(floor_path: Path, key: str) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("p", key)
        assert "no row" in desk.text().lower()
