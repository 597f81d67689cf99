"""Ticking, skipping, counting by hand, noting: the first one counts, the second is told."""

from __future__ import annotations

from functools import partial

import pytest

from store.book.errors import Conflict, Refusal
from store.book.undo import undo_last
from store.checklists.beginning import begin_run
from store.checklists.commands import Settled, note_item
from store.checklists.rules import WHY_LENGTH, Result
from store.checklists.templates import template_for
from store.people.commands import Colleague
from tests.store.checklists.settling import DAY, items, settle
from tests.store.floor import Floor, key
from tests.store.processes import heard, running


def test_before_anybody_began_the_list_is_the_template_and_nothing_is_written(floor: Floor) -> None:
    assert list(items(floor)) == [item.code for item in template_for("lead", "start").items]
    assert {item.result for item in items(floor).values()} == {Result.OPEN}
    assert floor.rows("SELECT * FROM checklist_runs") == []


def test_the_first_tick_wins_and_the_second_is_told_whose_it_is(floor: Floor) -> None:
    first = settle(floor, floor.lead)
    assert (first.mine, first.who, first.result) == (True, "Lin", Result.DONE)
    second = settle(floor, floor.agent, Result.SKIPPED, why="no time")
    assert (second.mine, second.who, second.result, second.at) == (False, "Lin", Result.DONE, first.at)
    assert len(floor.rows("SELECT id FROM checklist_runs")) == 1
    assert items(floor)["orders.late"].result is Result.DONE


def test_a_tick_sent_twice_is_still_mine(floor: Floor) -> None:
    told = [settle(floor, floor.lead, op_key="once") for _ in range(2)]
    assert told[0] == told[1]


@pytest.mark.parametrize(("result", "left"), [(Result.DONE, 3), (Result.DONE, None), (Result.SKIPPED, 0)])
def test_rows_left_unknown_or_skipped_needs_a_reason(floor: Floor, result: Result, left: int | None) -> None:
    with pytest.raises(Refusal) as caught:
        settle(floor, floor.lead, result, left=left, why="  ")
    assert caught.value.reason.code == "checklists.why"
    assert items(floor)["orders.late"].result is Result.OPEN
    assert settle(floor, floor.lead, result, left=left, why=" ERP  down ").mine
    (item,) = floor.rows("SELECT * FROM checklist_items WHERE result<>'open'")
    assert (item["why"], item["left_over"]) == ("ERP down", left)


def test_nothing_left_needs_no_reason(floor: Floor) -> None:
    assert settle(floor, floor.lead, left=0).result is Result.DONE


def test_a_novel_is_refused(floor: Floor) -> None:
    with pytest.raises(Refusal) as caught:
        settle(floor, floor.lead, Result.SKIPPED, why="x" * (WHY_LENGTH + 1))
    assert caught.value.reason.code == "checklists.why_too_long"


def test_an_item_that_the_list_does_not_have_is_refused(floor: Floor) -> None:
    with pytest.raises(Refusal) as caught:
        settle(floor, floor.lead, code="orders.nothing")
    assert caught.value.reason.code == "checklists.no_item"


def test_a_list_is_begun_once_a_day_and_role(floor: Floor) -> None:
    def begin(day: str, role: str) -> int:
        return begin_run(floor.book, floor.agent.actor, day=day, role=role, occasion="start")

    assert begin(DAY, "lead") == begin(DAY, "lead")
    assert begin(DAY, "lead") != begin(DAY, "print")


def test_a_list_that_no_template_describes_is_a_fault() -> None:
    with pytest.raises(LookupError):
        template_for("lead", "never")


def test_what_is_counted_by_hand_is_ticked_with_a_number(floor: Floor) -> None:
    with pytest.raises(Refusal) as caught:
        settle(floor, floor.lead, left=None, by_hand=True, code="accounts.main")
    assert caught.value.reason.code == "checklists.number"
    assert settle(floor, floor.lead, left=None, by_hand=True, number=0, code="accounts.main").mine
    item = items(floor)["accounts.main"]
    assert (item.result, item.number, item.left_over, item.why) == (Result.DONE, 0, None, "")


def test_what_is_skipped_needs_no_number(floor: Floor) -> None:
    skipped = settle(floor, floor.lead, Result.SKIPPED, left=None, by_hand=True, why="closed", code="accounts.main")
    assert skipped.mine


@pytest.mark.parametrize("number", [-1, 1_000_001])
def test_a_number_that_nobody_counts_is_refused(floor: Floor, number: int) -> None:
    with pytest.raises(Refusal) as caught:
        settle(floor, floor.lead, left=None, by_hand=True, number=number, code="accounts.main")
    assert caught.value.reason.code == "checklists.bad_number"


def meet(floor: Floor, note: str = "") -> Settled:
    """Tick the weekly meeting, which is only done with a note."""
    return settle(floor, floor.lead, left=None, by_hand=True, number=5, note=note, code="meeting", occasion="weekly")


def write(floor: Floor, who: Colleague, text: str, *, code: str = "orders.late", occasion: str = "start") -> int:
    """Write a note over the one that stands."""
    there = items(floor, occasion)[code]
    return note_item(
        floor.book,
        who.actor,
        key(),
        day=DAY,
        role="lead",
        occasion=occasion,
        code=code,
        text=text,
        seen_version=there.version,
        before=there.note,
    )


def test_where_the_list_forces_a_note_there_is_no_tick_without_one(floor: Floor) -> None:
    with pytest.raises(Refusal) as caught:
        meet(floor)
    assert caught.value.reason.code == "checklists.note"
    assert items(floor, "weekly")["meeting"].result is Result.OPEN
    assert meet(floor, "returns  of cups").mine
    assert items(floor, "weekly")["meeting"].note == "returns of cups"
    with pytest.raises(Refusal):
        write(floor, floor.lead, "", code="meeting", occasion="weekly")


def test_a_note_written_before_is_note_enough(floor: Floor) -> None:
    write(floor, floor.agent, "returns of cups", code="meeting", occasion="weekly")
    assert meet(floor).mine


def test_signs_that_are_held_together_stay_so_in_a_note(floor: Floor) -> None:
    write(floor, floor.agent, "\x1b[2Jall  well\n👩\u200d👩\u200d👧")
    assert items(floor)["orders.late"].note == "[2Jall well 👩\u200d👩\u200d👧"


def test_a_note_typed_while_a_colleague_wrote_hers_stands_behind_hers(floor: Floor) -> None:
    write(floor, floor.agent, "hers", code="meeting", occasion="weekly")
    assert meet(floor, "mine").mine
    assert items(floor, "weekly")["meeting"].note == "hers / mine"


def test_who_is_second_with_the_tick_keeps_her_note(floor: Floor) -> None:
    meet(floor, "hers")
    second = settle(
        floor, floor.agent, left=None, by_hand=True, number=4, note="mine", code="meeting", occasion="weekly"
    )
    assert (second.mine, second.who) == (False, "Lin")
    item = items(floor, "weekly")["meeting"]
    assert (item.note, item.number, item.who) == ("hers / mine", 5, "Lin")


def test_who_noted_first_was_first_whoever_ticks(floor: Floor) -> None:
    write(floor, floor.agent, "asked the warehouse")
    settle(floor, floor.lead)
    item = items(floor)["orders.late"]
    assert (item.first_who, item.who) == ("Xiaomei", "Lin")
    assert item.first_at is not None
    assert item.at is not None
    assert item.first_at <= item.at


def test_the_note_of_a_settled_item_can_be_written_by_anybody(floor: Floor) -> None:
    settle(floor, floor.lead)
    write(floor, floor.agent, "all gone by noon")
    item = items(floor)["orders.late"]
    assert (item.note, item.who, item.result) == ("all gone by noon", "Lin", Result.DONE)


def write_over(floor: Floor, before: str, seen_version: int) -> None:
    """Lin writes her note over what she has seen of the item."""
    note = partial(note_item, floor.book, floor.lead.actor, key(), day=DAY, role="lead", occasion="start")
    note(code="orders.late", text="mine", seen_version=seen_version, before=before)


def test_a_note_over_a_colleagues_shows_both(floor: Floor) -> None:
    write(floor, floor.agent, "hers")
    with pytest.raises(Conflict) as caught:
        write_over(floor, "", seen_version=0)
    conflict = caught.value
    assert (conflict.mine, conflict.theirs, conflict.before, conflict.who) == ("mine", "hers", "", "Xiaomei")
    assert items(floor)["orders.late"].note == "hers"


def test_a_tick_in_between_does_not_stop_a_note(floor: Floor) -> None:
    seen = items(floor)["orders.late"]
    settle(floor, floor.agent)
    write_over(floor, seen.note, seen.version)
    assert items(floor)["orders.late"].note == "mine"


def test_u_takes_back_a_note_then_the_tick(floor: Floor) -> None:
    settle(floor, floor.lead, left=3, why="later", note="two are cups")
    write(floor, floor.lead, "three are cups")
    assert undo_last(floor.book, floor.lead.actor, key()).intent == "checklists.note"
    assert items(floor)["orders.late"].note == "two are cups"
    assert undo_last(floor.book, floor.lead.actor, key()).intent == "checklists.done"
    item = items(floor)["orders.late"]
    assert (item.result, item.who, item.first_who, item.note, item.why) == (Result.OPEN, "", "", "", "")
    assert settle(floor, floor.agent).mine


@pytest.mark.parametrize(
    ("now", "day", "code"),
    [
        ("2024-06-04 13:00", "2024-06-03", "checklists.history"),
        ("2024-06-04 13:00", "2024-06-05", "checklists.not_yet"),
        ("2024-06-04 11:59", "2024-06-03", None),
        ("2024-06-04 13:00", "2024-06-04", None),
    ],
    ids=["yesterday", "tomorrow", "the shift past midnight", "today"],
)
def test_a_list_is_ticked_on_its_day_and_in_the_shift_that_ends_it(
    floor: Floor, now: str, day: str, code: str | None
) -> None:
    book = floor.set_to(now)
    try:
        if code is None:
            assert begin_run(book, floor.lead.actor, day=day, role="lead", occasion="start")
        else:
            with pytest.raises(Refusal) as caught:
                begin_run(book, floor.lead.actor, day=day, role="lead", occasion="start")
            assert caught.value.reason.code == code
    finally:
        book.close()


def test_the_weekly_list_is_one_list_the_whole_week(floor: Floor) -> None:
    tuesday, sunday = floor.set_to("2024-06-04 10:00"), floor.set_to("2024-06-09 10:00")
    try:
        begun = [
            begin_run(book, floor.lead.actor, day=day, role="lead", occasion="weekly")
            for book, day in ((tuesday, "2024-06-04"), (sunday, "2024-06-09"))
        ]
    finally:
        tuesday.close()
        sunday.close()
    assert begun[0] == begun[1]
    assert [row["day"] for row in floor.rows("SELECT day FROM checklist_runs")] == ["2024-06-03"]


TICKER = """
import sys
from pathlib import Path
from store.book.clock import Clock
from store.book.opening import open_book
from store.checklists.commands import settle_item
from store.checklists.rules import Result
from store.people.commands import enter

path, login, day, codes = sys.argv[1:]
book = open_book(Path(path), Clock())
me = enter(book, login, "enter-" + login)
print("ready", flush=True)
sys.stdin.readline()
for code in codes.split(","):
    told = settle_item(book, me.actor, login + code, day=day, role="lead", occasion="start", code=code,
                       result=Result.DONE, left=0)
    print(code, told.mine, told.who, flush=True)
"""


def test_two_who_tick_the_same_list_at_once_share_it_and_each_is_told(floor: Floor) -> None:
    codes = [item.code for item in template_for("lead", "start").items]
    with (
        running(TICKER, floor.book.path, "lin", DAY, ",".join(codes)) as one,
        running(TICKER, floor.book.path, "xiaomei", DAY, ",".join(reversed(codes))) as two,
    ):
        for each in (one, two):
            heard(each, "ready")
        said = [each.communicate("go\n")[0].splitlines() for each in (one, two)]
    told = {name: {line.split()[0]: line.split()[1:] for line in lines} for name, lines in zip("12", said, strict=True)}
    for code in codes:
        mine = [told[name][code][0] for name in "12"]
        assert sorted(mine) == ["False", "True"], code
        assert told["1"][code][1] == told["2"][code][1], "both are told the same name"
    assert len(floor.rows("SELECT * FROM checklist_runs")) == 1
    assert len(floor.rows("SELECT * FROM checklist_items WHERE result='done'")) == len(codes)
