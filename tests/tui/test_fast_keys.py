"""Keys that are faster than the book: each acts on what it was meant for, whatever is still on its way."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from store.checklists.own import set_template
from store.checklists.walking import begin_walk
from tests.store.floor import rows
from tests.tui.floor import Desk, at_work, audit, key, opened, person
from tests.tui.test_files import bad_file, bring

EVENING = {"occasion": "end", "roles": ["aftersales"], "due": "18:00", "items": ["chats.closed", "orders.unpaid"]}


def noted(path: Path) -> list[int]:
    """The orders that something was noted about."""
    return [row["subject_id"] for row in rows(path, "SELECT * FROM done_marks ORDER BY id")]


@pytest.mark.parametrize("fast", [["G"], ["2"], ["2", "G"], ["S"], ["G", "k"]], ids=" ".join)
async def test_what_was_done_is_noted_on_the_row_that_was_gone_to(floor_path: Path, fast: list[str]) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3")
        await desk.hammer(*fast, "d", "1")
        await desk.settle()
        meant = desk.listing.row
        assert meant is not None
        assert noted(floor_path) == [meant.id]


async def test_letters_behind_the_key_of_the_filter_are_typed(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "d", "1")
        before = audit(floor_path)
        await desk.hammer("slash", *"d1u")
        assert desk.field.value == "d1u"
    assert audit(floor_path) == before


async def test_letters_behind_the_key_of_the_search_are_typed(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "d", "1")
        before = audit(floor_path)
        await desk.hammer("o", *"u1d")
        assert desk.field.value == "u1d"
    assert audit(floor_path) == before


async def test_the_words_are_those_of_the_row_that_was_gone_to(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "G")
        row = desk.listing.row
        assert row is not None
        await desk.press("g")
        await desk.hammer("G", "w")
        assert row.order_no in desk.text()


async def test_a_tick_is_for_the_list_that_was_turned_to(floor_path: Path) -> None:
    with opened(floor_path) as book:
        set_template(book, person(book, "zhou").actor, key(), EVENING)
    async with at_work(floor_path) as desk:
        place = next(word for word in desk.text().split("   ") if "End of day" in word).strip()[0]
        await desk.hammer(place, "space")
        await desk.settle()
        assert desk.where == "Prompt"
        assert "Chats of the shift closed" in desk.text()


async def test_a_tick_is_not_for_today_when_yesterday_was_turned_to(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.hammer("left_square_bracket", "space")
        await desk.settle()
        assert "other days" in desk.said
    assert not rows(floor_path, "SELECT * FROM checklist_items WHERE result = 'done'")


async def test_a_mark_that_is_made_while_the_last_note_is_written_stays(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3")
        await desk.hammer("space", "d", "1", "space", "space")
        await desk.settle()
        assert "2 marked" in desk.text()


async def test_the_copied_hand_over_is_the_one_that_was_turned_to(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("H")
        await desk.hammer("2", "y")
        await desk.settle()
        assert desk.app.clipboard.startswith("[Hand-over] everybody")


@asynccontextmanager
async def slow_book(desk: Desk) -> AsyncIterator[None]:
    """What is written inside stands in the book, or is refused, only at the end."""
    stage, free = desk.app.backstage, threading.Event()
    assert stage is not None
    stage.write(free.wait, lambda _: None)
    try:
        yield
    finally:
        free.set()


async def test_undo_on_a_list_that_is_left(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "d", "1")
        async with slow_book(desk):
            desk.send("u", "escape")
            await desk.until(lambda: desk.where == "today", "the list is left")
        await desk.settle()
        assert desk.said.startswith("Taken back: warehouse asked (MM ")


async def test_reveal_on_a_row_that_is_left(floor_path: Path, tmp_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f4")
        await bring(desk, str(bad_file(tmp_path)))
        await desk.press("enter", "enter")
        async with slow_book(desk):
            desk.send("r", "escape")
            await desk.until(lambda: desk.where == "import", "the row is left")
        await desk.settle()
        assert desk.where == "import"


async def test_a_note_refused_after_its_card_was_left_is_told(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "enter", "i")
        await desk.paste("x" * 3000)
        async with slow_book(desk):
            desk.send("enter", "escape")
            await desk.until(lambda: desk.where == "orders", "the card is left")
        await desk.settle()
        assert "too many" in desk.said


async def test_the_question_of_a_walk_gets_no_key_that_was_typed_before_it_came(floor_path: Path) -> None:
    with opened(floor_path) as book:
        begin_walk(book, person(book, "lei").actor, day="2026-11-21", role="aftersales", occasion="start")
    async with at_work(floor_path) as desk:
        await desk.hammer("W", "2", "enter")
        assert desk.where == "Chooser"
        assert "take over from Lei Ming" in desk.text()


async def test_the_search_is_there_when_a_card_that_it_opened_is_left(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "enter", "o")
        await desk.type("2168989407078034193")
        await desk.press("enter")
        assert desk.where == "order"
        await desk.press("escape")
        assert desk.where == "search"


async def test_the_buyers_orders_are_there_when_one_of_them_is_left(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "enter", "b", "enter", "escape")
        assert desk.where == "buyer"


async def test_a_note_that_is_typed_behind_the_way_to_the_buyer_is_on_her_order(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3")
        await desk.hammer("b", "i", *"u is no undo", "enter")
        await desk.settle()
        assert desk.where == "buyer"
    (note,) = rows(floor_path, "SELECT text FROM order_notes")
    assert note["text"] == "u is no undo"


async def test_one_row_after_the_other_in_one_burst(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3")
        await desk.hammer("d", "1", "j", "d", "1", "j", "d", "1")
        await desk.settle()
        await desk.press("g")
        ids = []
        for _ in range(3):
            assert desk.listing.row is not None
            ids.append(desk.listing.row.id)
            await desk.press("j")
    assert noted(floor_path) == ids


async def test_a_filter_and_what_is_done_behind_it_in_one_burst(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3")
        await desk.hammer("slash", *"4193", "enter", "d", "1")
        await desk.settle()
        meant = desk.listing.row
        assert meant is not None
        assert meant.order_no.endswith("4193")
        assert noted(floor_path) == [meant.id]


async def test_what_is_chosen_from_the_menu_is_for_the_row_that_it_was_opened_on(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "2", "f10")
        meant = desk.listing.row
        assert meant is not None
        with opened(floor_path) as book, book.keep_house() as connection:
            connection.exec_driver_sql("UPDATE orders SET settled_at = 1, finished_at = 1 WHERE id = ?", (meant.id,))
        desk.app.floor_screen.load()
        await desk.until(lambda: desk.listing.row != meant, "the row has left")
        for _ in range(40):
            if "handled" in str(desk.screen.query_one("OptionList").highlighted_option.prompt):
                break
            await desk.press("down")
        await desk.press("enter")
        assert "has left this list" in desk.said
        assert desk.where == "orders"
