"""Two people, each in a process of her own, at one list."""

from __future__ import annotations

from pathlib import Path

from tests.store.floor import rows
from tests.terminal.pty import Terminal
from tests.tui.floor import NOW, floorbook

ENVIRONMENT = {"FLOORBOOK_NOW": NOW, "FLOORBOOK_LANG": "en"}


def test_two_who_tick_one_list_see_each_other(floor_path: Path) -> None:
    with (
        Terminal(floorbook(floor_path), 120, 40, ENVIRONMENT) as mei,
        Terminal(floorbook(floor_path, "lei"), 120, 40, ENVIRONMENT) as lei,
    ):
        for each in (mei, lei):
            each.wait("0 of 3 done")
        mei.press("space").wait("1 of 3 done")
        lei.wait("Lin Mei 09:").wait("1 of 3 done").press("space").wait("Already settled by Lin Mei.")
        lei.press("down", "s").wait("Skip it today?").type("stocktaking").press("enter").wait("2 of 3 done")
        mei.wait("stocktaking").wait("2 of 3 done")
    done = rows(floor_path, "SELECT result FROM checklist_items ORDER BY position")
    assert [row["result"] for row in done] == ["done", "skipped", "open"]


def test_both_tick_the_same_item_and_one_was_first(floor_path: Path) -> None:
    with (
        Terminal(floorbook(floor_path), 120, 40, ENVIRONMENT) as mei,
        Terminal(floorbook(floor_path, "lei"), 120, 40, ENVIRONMENT) as lei,
    ):
        for each in (mei, lei):
            each.wait("0 of 3 done").press("s").wait("Skip it today?").type("holiday")
        mei.press("enter").wait("1 of 3 done")
        lei.press("enter").wait("Lin Mei was first.")
    (settled,) = rows(floor_path, "SELECT * FROM checklist_items WHERE result = 'skipped'")
    assert settled["code"] == "files.missing"
