"""The hand-over writes itself and can be pasted; how lists went on the days before is there to be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.checklists.own import set_template
from tests.tui.floor import at_work, audit, key, opened, person
from tests.tui.test_morning import on_item

EVENING = {"occasion": "end", "roles": ["aftersales"], "due": "18:00", "items": ["handover.written"]}


async def test_what_is_open_and_why_stands_there_to_be_pasted(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        await desk.press("space")
        await desk.type("no goods")
        await desk.press("enter")
        before = audit(floor_path)
        await desk.press("H")
        shown = desk.text()
        assert "[Hand-over] after-sales" in shown
        assert "no goods" in shown
        assert "open: Waiting for payment" in shown
        assert "y copy" in desk.lines()[-1]
        await desk.press("y")
        assert desk.app.clipboard.startswith("[Hand-over] after-sales")
        assert all(line in shown for line in desk.app.clipboard.splitlines())
        await desk.press("2")
        assert "[Hand-over] everybody" in desk.text()
        await desk.press("escape")
        assert desk.where == "today"
        assert audit(floor_path) == before


async def test_the_day_before_is_handed_over_after_midnight(floor_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        await desk.press("space")
        await desk.type("no goods")
        await desk.press("enter")
    monkeypatch.setenv("FLOORBOOK_NOW", "2026-11-22T00:30:00+08:00")
    async with at_work(floor_path) as desk:
        await desk.press("H")
        assert "no goods" not in desk.text()
        await desk.press("right_square_bracket")
        assert "This is today's list" in desk.said
        await desk.press("left_square_bracket")
        assert "[Hand-over] after-sales, Sat 21 Nov, as of Sun 22 Nov 00:30" in desk.text()
        assert "no goods" in desk.text()
        await desk.press("right_square_bracket")
        assert "[Hand-over] after-sales, Sun 22 Nov 00:30" in desk.text()


async def test_the_item_of_the_hand_over_opens_it(floor_path: Path) -> None:
    with opened(floor_path) as book:
        set_template(book, person(book, "zhou").actor, key(), EVENING)
    async with at_work(floor_path) as desk:
        await desk.press("4", "enter")
        assert desk.where in ("today", "handover")
        if desk.where == "today":
            await desk.press("3", "enter")
        assert "[Hand-over] after-sales" in desk.text()


async def test_what_was_skipped_before_stands_there_the_next_day(
    floor_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("g", "s")
        await desk.type("holiday")
        await desk.press("enter", "p")
        assert "No list was begun on the days before today." in desk.text()
    monkeypatch.setenv("FLOORBOOK_NOW", "2026-11-23T09:00:00+08:00")
    async with at_work(floor_path, "zhou", size=(80, 24)) as desk:
        await desk.press("p")
        (skipped,) = [line for line in desk.lines() if "Files not imported" in line]
        assert "once" in skipped
        assert "holiday" in skipped
        (day,) = [line for line in desk.lines() if "Start of day, after-sales" in line]
        assert day.split("after-sales")[1].split() == ["0", "1", "2", "Lin", "Mei"]
