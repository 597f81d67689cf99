"""The hand-over writes itself: what is open, what was left and why, what was agreed, what people still have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TypedDict, Unpack

import pytest

from store.book.transactions import Book
from store.checklists.commands import note_item, settle_item
from store.checklists.looking_back import lists_today
from store.checklists.own import reset_template, set_template
from store.checklists.rules import Result
from store.checklists.walking import agree, begin_walk, sign_walk
from store.desk.counting import TodayItem
from store.desk.handover import HandoverView, ListLeft, RowsLeft, handover
from store.handling.commands import assign, mark_done
from store.handling.rules import Done, Subject
from store.people.commands import Colleague
from store.shops.queries import all_shops, floor_of
from tests.exports import line, paid
from tests.store.floor import Floor, at, key
from tests.store.plans import asked, plan
from tui.cli.text import width
from tui.words.handover import handover_text
from tui.words.walk_text import walk_text

DAY = "2024-06-04"


@pytest.fixture
def evening(floor: Floor) -> Iterator[Book]:
    """The book at nine in the evening of a day with two late orders."""
    floor.take(paid(1, at="2024-06-01 10:00:00"), paid(2, at="2024-06-01 11:00:00"), line(3), as_of=f"{DAY} 11:00")
    book = floor.set_to(f"{DAY} 21:00")
    yield book
    book.close()


class How(TypedDict, total=False):
    """What is said beside the tick."""

    by_hand: bool
    number: int
    why: str
    note: str


def settle(
    book: Book,
    who: Colleague,
    code: str,
    result: Result = Result.DONE,
    left: int | None = 0,
    **how: Unpack[How],
) -> None:
    """Tick or skip an item of the lead's morning list."""
    settle_item(
        book, who.actor, key(), day=DAY, role="lead", occasion="start", code=code, result=result, left=left, **how
    )


def morning(view: HandoverView) -> ListLeft:
    """What the lead's morning list leaves."""
    return next(each for each in view.lists if (each.occasion, each.role) == ("start", "lead"))


def codes(items: tuple[TodayItem, ...]) -> list[str]:
    """The items by code."""
    return [each.item.code for each in items]


def test_every_item_is_in_the_hand_over_where_it_belongs(floor: Floor, evening: Book) -> None:
    settle(evening, floor.lead, "orders.late", left=2, why="no boxes")
    settle(evening, floor.agent, "parcels.flagged", Result.SKIPPED, why="no file")
    settle(evening, floor.agent, "accounts.main", by_hand=True, left=None, number=11, note="two angry ones")
    settle(evening, floor.lead, "files.missing")
    left = morning(handover(evening))
    assert codes(left.left_over) == ["orders.late"]
    assert codes(left.skipped) == ["parcels.flagged"]
    assert codes(left.told) == ["accounts.main"]
    assert set(codes(left.open)) == {item.item.code for item in left.items} - {
        *("orders.late", "parcels.flagged", "accounts.main", "files.missing")
    }


def test_what_is_open_has_its_count_of_now(floor: Floor, evening: Book) -> None:
    settle(evening, floor.lead, "files.missing")
    (late,) = [each for each in morning(handover(evening)).open if each.item.code == "orders.late"]
    assert late.left == 2


def test_a_list_that_nobody_began_is_in_it_once_it_is_due(floor: Floor, evening: Book) -> None:
    found = {(each.occasion, each.role): each.begun for each in handover(evening, "aftersales").lists}
    assert found == {("start", "aftersales"): False, ("pickup", "aftersales"): False}, "the hand-over is due at ten"


def test_a_list_that_was_begun_is_in_it_though_nobody_asks_for_it_any_more(floor: Floor, evening: Book) -> None:
    own = 'occasion = "handover"\nroles = ["lead"]\ndue = "20:00"\nitems = [{code = "doors.shut", title = "Doors"}]'
    set_template(evening, floor.lead.actor, key(), own)
    doors = partial(note_item, day=DAY, role="lead", occasion="handover", code="doors.shut")
    doors(evening, floor.agent.actor, key(), text="the lock sticks", seen_version=0, before="")
    reset_template(evening, floor.lead.actor, key(), occasion="handover", role="lead")
    found = {each.occasion: codes(each.open) for each in handover(evening, "lead").lists}
    assert found["handover"] == ["doors.shut"]
    with evening.read() as connection:
        states = lists_today(connection, evening.clock.moment(), floor_of(all_shops(connection)))
    assert [(each.role, each.open) for each in states if each.occasion == "handover"][-1] == ("lead", 1)
    assert "handover" not in {each.occasion for each in handover(evening, "lead", "2024-06-03").lists}


def test_a_role_hears_of_its_own_lists_only(floor: Floor, evening: Book) -> None:
    settle(evening, floor.lead, "files.missing")
    assert {each.role for each in handover(evening, "lead").lists} == {"lead"}
    assert {each.role for each in handover(evening).lists} == {"lead", "aftersales"}, "nobody prints here"


def test_what_somebody_has_and_did_nothing_about_is_counted_by_owner(floor: Floor, evening: Book) -> None:
    give = partial(assign, evening, floor.lead.actor, subject=Subject.ORDER, owner_id=floor.agent.id)
    give(key(), ids=[1, 2], due_at=at(f"{DAY} 18:00"))
    give(key(), ids=[3], due_at=at(f"{DAY} 23:00"))
    mark_done(evening, floor.agent.actor, key(), subject=Subject.ORDER, ids=[1], what=Done.BUYER_TOLD)
    assert handover(evening).rows == (RowsLeft("Xiaomei", Subject.ORDER, 2, 1),)
    assert handover(evening, "lead").rows == ()


def test_a_shift_that_ends_after_midnight_hands_over_its_own_day(floor: Floor, evening: Book) -> None:
    settle(evening, floor.lead, "orders.late", left=2, why="no boxes")
    night = floor.set_to("2024-06-05 00:40")
    today, before = handover(night, "lead"), handover(night, "lead", DAY)
    night.close()
    assert (today.day, today.today, before.day, before.today) == ("2024-06-05", "2024-06-05", DAY, "2024-06-05")
    assert [each for each in today.lists if each.occasion == "start"] == [], "not due yet"
    left = morning(before)
    assert codes(left.left_over) == ["orders.late"]
    assert {each.left for each in left.open} == {None}, "of another day nothing is counted"
    lines = handover_text(before).splitlines()
    assert lines[0] == "[Hand-over] lead, Tue 4 Jun, as of Wed 5 Jun 00:40"
    assert "- open: Leftovers nobody owns" in lines


def test_what_people_have_is_found_among_what_was_given_in_the_last_days(floor: Floor, evening: Book) -> None:
    with asked(evening) as statements:
        handover(evening)
    (query,) = [each for each in statements if "assignments" in each[0]]
    steps = plan(evening, *query)
    assert "SEARCH assignments USING INDEX ix_assignments_given (at>? AND at<?)" in steps, steps


def test_the_text_can_be_pasted_into_a_group_chat(floor: Floor, evening: Book) -> None:
    settle(evening, floor.lead, "orders.late", left=2, why="no boxes " * 15)
    settle(evening, floor.agent, "parcels.flagged", Result.SKIPPED, why="no file")
    settle(evening, floor.agent, "accounts.main", by_hand=True, left=None, number=11, note="two angry ones")
    walk = begin_walk(evening, floor.lead.actor, day=DAY, role="lead", occasion="start")
    agree(
        evening,
        floor.lead.actor,
        key(),
        walk.id,
        "orders.late",
        owner_id=floor.agent.id,
        due_at=at("2024-06-05 10:00"),
        left=2,
        text="ask for boxes",
        subject=Subject.ORDER,
        ids=[1, 2],
    )
    sign_walk(evening, floor.lead.actor, key(), walk.id)
    text = handover_text(handover(evening, "lead"))
    lines = text.splitlines()
    assert lines[0] == "[Hand-over] lead, Tue 4 Jun 21:00"
    assert lines[1] == "Start of day, lead: 3 of 8 done"
    assert "- skipped: Parcels that need a look (Xiaomei: no file)" in lines
    assert "- done: Messages on the main accounts, 11, two angry ones (Xiaomei)" in lines
    assert "- ticked: Paid and unshipped, past a clock, 2 left (Lin: no boxes no" in text
    assert "2 left, Xiaomei, until tomorrow 10:00, ask for boxes" in text.replace("\n  ", " ")
    assert max(map(width, lines)) <= 72
    again = begin_walk(evening, floor.lead.actor, day=DAY, role="lead", occasion="start")
    told = walk_text(again, evening.clock.now(), "Asia/Shanghai").splitlines()
    assert told[0] == "[Walk] Start of day, lead, Tue 4 Jun 21:00"
    assert told[-1] == "Signed: Lin, 21:00"
    assert max(map(width, told)) <= 72


def test_a_list_that_nobody_began_tells_only_what_there_is_to_do(floor: Floor, evening: Book) -> None:
    text = handover_text(handover(evening, "lead"))
    assert "Start of day, lead: not begun" in text
    assert "- open: Paid and unshipped, past a clock, 2 left" in text
    assert "Messages on the main accounts" not in text
