"""The morning: Today says what is left, opens exactly that, and remembers who did what."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from store.book.columns import to_ms
from store.checklists.commands import settle_item
from store.checklists.rules import Result
from tests.store.floor import rows
from tests.tui.floor import NOW, Desk, at_work, audit, key, moment, opened, person

LATE = (
    "SELECT id FROM orders WHERE paid_at <= :now AND (shipped_at IS NULL OR shipped_at > :now)"
    " AND (settled_at IS NULL OR settled_at > :now) AND money_only = 0 AND due_at <= :now"
)
UNPAID = (
    "SELECT id FROM orders WHERE (paid_at IS NULL OR paid_at > :now) AND (settled_at IS NULL OR settled_at > :now)"
    " AND placed_at <= :now AND pay_by_at > :now"
)


def counted(path: Path, query: str) -> set[int]:
    """What a query of its own finds in the book."""
    return {row["id"] for row in rows(path, query.replace(":now", str(to_ms(moment(NOW)))))}


def item(path: Path, code: str) -> dict[str, Any]:
    """How an item stands in the book."""
    found = rows(path, "SELECT * FROM checklist_items WHERE code=?", code)
    return found[0] if found else {"result": "open"}


def lei_settles(path: Path, code: str, result: Result, why: str = "") -> None:
    """Lei Ming settles an item of the morning list at his own desk."""
    with opened(path) as book:
        settle = partial(settle_item, book, person(book).actor, key(), day="2026-11-21", role="aftersales")
        settle(occasion="start", code=code, result=result, left=3 if why else 0, why=why)


async def on_item(desk: Desk, code: str) -> Desk:
    """Put the cursor on an item of Today."""
    await desk.press("g")
    while desk.row.code != code:
        await desk.press("j")
    return desk


def line_of(desk: Desk, title: str) -> str:
    """The line of the screen that has `title` in it."""
    return next(line for line in desk.lines() if title in line)


@pytest.mark.parametrize(
    ("code", "title", "query"),
    [
        ("orders.late", "Paid and unshipped, past a clock", LATE),
        ("orders.unpaid", "Waiting for payment", UNPAID),
    ],
    ids=["late", "unpaid"],
)
async def test_enter_opens_exactly_the_rows_counted(floor_path: Path, code: str, title: str, query: str) -> None:
    wanted = counted(floor_path, query)
    assert wanted, "the file of the test has none of them"
    async with at_work(floor_path) as desk:
        assert line_of(desk, title).split(title)[1].split()[0] == str(len(wanted))
        await on_item(desk, code)
        await desk.press("enter")
        assert desk.where == "orders"
        assert set(await desk.all_ids()) == wanted
        await desk.press("escape")
        assert desk.where == "today"
        assert desk.row.code == code


async def test_a_file_that_came_is_not_missing_and_enter_says_so(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("g", "enter")
        assert desk.where == "files"
        assert "Every file that is expected today is in." in desk.text()


async def test_the_next_morning_the_file_is_missing_and_the_numbers_are_unknown(
    floor_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOORBOOK_NOW", "2026-11-23T09:00:00+08:00")
    async with at_work(floor_path) as desk:
        assert " ? " in line_of(desk, "Paid and unshipped")
        assert "no file yet today" in line_of(desk, "Paid and unshipped")
        assert "order list 21 Nov 08:20, not in yet" in desk.text()
        await desk.press("g", "enter")
        assert "order list" in desk.text()
        assert "21 Nov 08:20" in desk.text()


async def test_the_warehouse_does_not_work_on_sunday_so_nothing_is_missing(
    floor_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOORBOOK_NOW", "2026-11-22T09:00:00+08:00")
    async with at_work(floor_path) as desk:
        assert line_of(desk, "Files not imported today").split("today")[1].split()[0] == "0"


async def test_nothing_left_is_ticked_with_one_key(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("g", "space")
        assert desk.where == "today"
        assert item(floor_path, "files.missing")["result"] == "done"
        assert "Lin Mei" in line_of(desk, "Files not imported today")
        assert "1 of 3 done" in desk.text()
        await desk.press("u")
        assert item(floor_path, "files.missing")["result"] == "open"
        assert "0 of 3 done" in desk.text()


async def test_ticking_with_rows_left_asks_why(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        await desk.press("space")
        assert desk.where == "Prompt"
        assert f"{len(counted(floor_path, LATE))} are left." in desk.text()
        await desk.type("the warehouse packs them")
        assert item(floor_path, "orders.late")["result"] == "open"
        await desk.press("enter")
        stands = item(floor_path, "orders.late")
        assert (stands["result"], stands["why"]) == ("done", "the warehouse packs them")
        assert stands["left_over"] == len(counted(floor_path, LATE))
        assert "the warehouse packs them" in line_of(desk, "Paid and unshipped")


async def test_without_a_reason_nothing_is_ticked_and_the_question_stays(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        await desk.press("space", "space", "enter")
        assert "Say why in a few words." in desk.text()
        assert item(floor_path, "orders.late")["result"] == "open"
        assert desk.where == "Prompt"
        await desk.type("later")
        await desk.press("enter")
        assert item(floor_path, "orders.late")["why"] == "later"


async def test_a_reason_that_is_too_long_is_refused_and_not_lost(floor_path: Path) -> None:
    novel = "a long story " * 30
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        await desk.press("space")
        await desk.paste(novel)
        await desk.press("enter")
        assert "too many for a reason" in desk.text()
        assert item(floor_path, "orders.late")["result"] == "open"
        assert desk.field.value.strip() == novel.strip()


async def test_leaving_the_question_ticks_nothing(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        before = audit(floor_path)
        await desk.press("space")
        await desk.type("mistake")
        await desk.press("escape")
        assert desk.where == "today"
        assert audit(floor_path) == before


async def test_skipping_needs_a_reason_also_where_nothing_is_left(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("g", "s")
        assert desk.where == "Prompt"
        await desk.press("enter")
        assert "Say why in a few words." in desk.text()
        await desk.type("holiday")
        await desk.press("enter")
        assert item(floor_path, "files.missing")["result"] == "skipped"
        assert "holiday" in line_of(desk, "Files not imported today")


async def test_what_a_colleague_ticked_first_is_hers(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        await desk.press("space")
        await desk.type("mine")
        lei_settles(floor_path, "orders.late", Result.DONE, "hers")
        await desk.press("enter")
        assert "Lei Ming was first." in desk.said
        assert item(floor_path, "orders.late")["why"] == "hers"
        assert "Lei Ming" in line_of(desk, "Paid and unshipped")
        await desk.press("space")
        assert "Already settled by Lei Ming." in desk.said
        assert desk.where == "today"
        await desk.press("u")
        assert "nothing of yours to undo" in desk.said


async def test_the_keys_of_the_item_are_shown_as_soon_as_it_is(floor_path: Path) -> None:
    async with at_work(floor_path, size=(80, 24)) as desk:
        assert "Enter open these   Space done   s skip" in desk.lines()[-1]
        await desk.press("g", "space")
        assert "Space done" not in desk.lines()[-1]


async def test_a_note_that_was_not_saved_is_there_after_the_terminal_died(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        await desk.press("i")
        await desk.type("warehouse asked, they")
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.unpaid")
        await desk.press("i")
        assert desk.field.value == "", "it belongs to its own item"
        await desk.press("escape")
        await on_item(desk, "orders.late")
        await desk.press("i")
        assert desk.field.value == "warehouse asked, they"
        assert "the draft is kept" in desk.text()
        await desk.type(" pack at ten")
        await desk.press("enter")
        assert item(floor_path, "orders.late")["note"] == "warehouse asked, they pack at ten"
        await desk.press("i")
        assert "Saved is" not in desk.text()
        await desk.type("!")
        await desk.press("escape", "i")
        assert desk.field.value.endswith("ten!")
        assert "Your draft. Saved is: warehouse asked" in desk.text()


async def test_the_lead_reads_the_beginning_of_a_note_while_passing(demo: Path) -> None:
    async with at_work(demo, "zhoulan") as desk:
        await on_item(desk, "orders.late")
        await desk.press("i", *"they pack at ten", "enter")
        shown = line_of(desk, "Paid and unshipped").split(" late")[1]
        assert shown.index("note: they pack at ten") < shown.index("MM"), "before what it is made of"


async def test_a_reason_that_was_not_sent_is_there_again(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        await desk.press("s")
        await desk.type("the warehouse counts")
        assert "the draft is kept" in desk.text()
        await desk.press("escape")
    async with at_work(floor_path) as desk:
        await on_item(desk, "orders.late")
        await desk.press("space")
        assert desk.field.value == "", "why it is ticked is another reason"
        await desk.press("escape", "s")
        assert desk.field.value == "the warehouse counts"
        await desk.press("enter")
        assert item(floor_path, "orders.late")["why"] == "the warehouse counts"
        await desk.press("u", "s")
        assert desk.field.value == "", "it was sent"
