"""Today, all of it: other lists of the role, other days, other roles, numbers by hand, notes."""

from __future__ import annotations

from pathlib import Path
from threading import Semaphore
from typing import Any

import pytest

from store.checklists.commands import note_item
from store.checklists.own import set_template
from store.checklists.rules import Result
from store.desk.today import TodayView, today
from store.people.commands import change
from store.people.rules import Role
from tests.tui.floor import PATIENCE, Desk, at_work, audit, key, opened, person
from tests.tui.test_morning import item, lei_settles, line_of, on_item
from tui.messages import BookMoved
from tui.words.catalogue import speak

BY_HAND = {
    "occasion": "start",
    "roles": ["aftersales"],
    "due": "08:35",
    "items": ["leftovers.night", {"code": "meeting", "note": True}, "orders.late"],
}


@pytest.fixture
def by_hand(floor_path: Path) -> Path:
    """A floor whose morning begins with two items that nothing counts."""
    with opened(floor_path) as book:
        set_template(book, person(book, "zhou").actor, key(), BY_HAND)
    return floor_path


async def test_a_number_is_asked_for_what_nothing_counts(by_hand: Path) -> None:
    async with at_work(by_hand) as desk:
        assert "by hand" in line_of(desk, "Night-shift leftovers")
        await desk.press("g", "enter")
        assert desk.where == "today"
        assert "done by hand" in desk.said
        await desk.press("space")
        await desk.type("many")
        await desk.press("enter")
        assert "Type a number; 0 is one too." in desk.text()
        desk.field.value = "11"
        await desk.press("enter")
        assert (item(by_hand, "leftovers.night")["result"], item(by_hand, "leftovers.night")["number"]) == ("done", 11)
        assert "11" in line_of(desk, "Night-shift leftovers").split("Lin Mei")[0]


async def test_enter_alone_is_none_and_a_forced_note_is_asked_for_after_it(by_hand: Path) -> None:
    async with at_work(by_hand) as desk:
        await on_item(desk, "meeting")
        await desk.press("space", "enter")
        assert "How did it go?" in desk.text()
        await desk.press("enter")
        assert item(by_hand, "meeting")["result"] == "open"
        await desk.type("all were there")
        await desk.press("enter")
        stands = item(by_hand, "meeting")
        assert (stands["result"], stands["number"], stands["note"]) == ("done", 0, "all were there")
        assert "note: all were there" in line_of(desk, "Weekly meeting held")


async def test_a_note_stands_with_the_item_and_a_colleagues_is_not_lost(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        await desk.press("i")
        await desk.type("asked the warehouse")
        with opened(floor_path) as book:
            note_item(
                book,
                person(book).actor,
                key(),
                day="2026-11-21",
                role="aftersales",
                occasion="start",
                code="orders.late",
                text="they wait for goods",
                seen_version=0,
                before="",
            )
        await desk.press("enter")
        assert "they wait for goods" in desk.text()
        assert "asked the warehouse" in desk.text()
        await desk.press("1", "enter")
        assert item(floor_path, "orders.late")["note"] == "they wait for goods asked the warehouse"
        assert " i " in line_of(desk, "Paid and unshipped")


async def test_digits_choose_the_list_and_nothing_is_written(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        before = audit(floor_path)
        assert "1 Start of day   2 Before pick-up   3 Hand-over" in desk.lines()[1]
        await desk.press("2")
        assert "Trucks to come" in desk.text()
        await desk.press("3")
        assert "Messages not answered yet" in desk.text()
        await desk.press("7", "1")
        assert "Paid and unshipped" in desk.text()
        assert audit(floor_path) == before


async def test_yesterday_can_be_looked_at_and_only_that(floor_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("g", "s")
        await desk.type("holiday")
        await desk.press("enter", "]")
        assert "This is today's list" in desk.said
    monkeypatch.setenv("FLOORBOOK_NOW", "2026-11-22T09:00:00+08:00")
    async with at_work(floor_path) as desk:
        await desk.press("[")
        assert "Sat 21 Nov: no counts of other days" in desk.lines()[2]
        assert "] day after" in desk.lines()[-1]
        assert "holiday" in line_of(desk, "Files not imported today")
        before = audit(floor_path)
        await desk.press("space", "s", "i")
        assert desk.where == "today"
        assert "other days" in desk.said
        await desk.press("enter")
        assert "no counts to open" in desk.said
        assert audit(floor_path) == before
        await desk.press("]")
        assert "Sat 21 Nov" not in desk.lines()[0]
        await desk.press("[", "[", "escape")
        assert "no counts" not in desk.text()


async def test_the_lead_sees_who_sleeps_and_looks_at_their_list(floor_path: Path) -> None:
    async with at_work(floor_path, "zhou") as desk:
        assert "not begun: " in desk.lines()[3]
        assert "after-sales" in desk.lines()[3]
        await desk.press("r")
        await desk.type("start of day, after")
        await desk.press("enter")
        assert "list of after-sales" in desk.lines()[0]
        assert "Waiting for payment" in desk.text()
        lei_settles(floor_path, "files.missing", Result.DONE)
        await desk.wait("Lei Ming 09:")
        await desk.until(lambda: "after-sales" not in desk.lines()[3].split("late")[0], "they have begun")
        await desk.press("escape")
        assert "the list of" not in desk.lines()[0]


async def test_others_ticks_appear_and_the_cursor_stays(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.unpaid")
        lei_settles(floor_path, "orders.late", Result.SKIPPED, "stocktaking")
        await desk.wait("stocktaking")
        assert desk.row.code == "orders.unpaid"
        assert "1 of 3 done" in desk.text()


async def test_numbers_show_however_often_the_book_moves_while_they_are_read(
    floor_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[TodayView] = []
    may_answer = Semaphore(0)

    def slowly(*asked: Any) -> TodayView:
        begun.append(today(*asked))
        assert may_answer.acquire(timeout=PATIENCE)
        return begun[-1]

    async with at_work(floor_path) as desk:
        desk.app.look()  # the minute in which it begins
        await desk.settle()
        monkeypatch.setattr("store.desk.today.today", slowly)
        lei_settles(floor_path, "orders.late", Result.SKIPPED, "stocktaking")
        await desk.until(lambda: len(begun) == 1, "it is being read")
        lei_settles(floor_path, "files.missing", Result.SKIPPED, "no server")
        for _ in range(3):
            desk.app.floor_screen.post_message(BookMoved())
            await desk.pilot.pause()
        assert len(begun) == 1, "one read after the other"
        may_answer.release()
        await desk.wait("stocktaking")
        await desk.until(lambda: len(begun) == 2, "it is read once more")
        may_answer.release(99)
        await desk.wait("no server")


async def test_what_a_narrow_line_cuts_stands_whole_below_the_list(floor_path: Path) -> None:
    words = "the courier comes twice today, so the second wave waits for it"
    async with at_work(floor_path, size=(80, 24)) as desk:
        await desk.press("g", "s")
        await desk.type(words)
        await desk.press("enter")
        assert words not in line_of(desk, "Files not imported today")
        assert words in " ".join(" ".join(desk.lines()[-6:-3]).split())
        await desk.press("j")
        assert words not in " ".join(" ".join(desk.lines()[-6:-3]).split()), "that of the next item"


async def test_a_late_list_says_by_how_much(by_hand: Path) -> None:
    async with at_work(by_hand) as desk:
        assert "should be done by 08:35, 25 min late" in desk.lines()[1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_every_role_has_a_list_that_fits(floor_path: Path, size: tuple[int, int]) -> None:
    for role in Role:
        with opened(floor_path) as book:
            change(book, person(book, "zhou").actor, "lei", key(), name=None, role=role)
        async with at_work(floor_path, "lei", size) as desk:
            assert "0 of " in desk.text(), role
            assert all(len(line) <= size[0] for line in desk.lines())
            opens_what_it_can(desk)


def opens_what_it_can(desk: Desk) -> None:
    """No item of the list is without words."""
    assert desk.listing.total is not None
    assert desk.listing.total.number == len(desk.screen.view.items)
    assert not [each.item.code for each in desk.screen.view.items if each.item.code in desk.text()]


async def test_it_begins_on_the_first_item_that_is_open(floor_path: Path) -> None:
    lei_settles(floor_path, "files.missing", Result.DONE)
    async with at_work(floor_path) as desk:
        assert desk.row.code == "orders.late"
        assert "Files not imported today" in desk.text(), "what is done stands above it"
        await desk.press("g", "R")
        assert desk.row.code == "files.missing", "only where the list is shown first"
        lei_settles(floor_path, "orders.late", Result.SKIPPED, "stocktaking")
        await desk.wait("stocktaking")
        assert desk.row.code == "files.missing"
        await desk.press("2", "1")
        assert desk.row.code == "orders.unpaid"


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
@pytest.mark.parametrize("key", ["f2", "f3", "f6", "f7", "f8", "f12"])
async def test_the_signs_beside_the_rows_are_explained_above_the_keys(floor_path: Path, key: str, spoken: str) -> None:
    async with at_work(floor_path, size=(80, 24)) as desk:
        speak(spoken)
        await desk.press(key, "question_mark")
        first = [line.split("│")[1].strip() for line in desk.lines() if line.count("│") == 2][1]
        told = [each.partition(" ") for each in first.split("   ")]
        assert all(words for _, _, words in told)
        assert [sign for sign, _, _ in told] == (["·", "*", "x", "–", "i"] if key == "f2" else ["*", "v", "~", "-"])
