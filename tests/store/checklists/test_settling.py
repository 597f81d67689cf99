"""Ticking and skipping: the first one counts, the second is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from store.book.errors import Refusal
from store.checklists.beginning import begin_run
from store.checklists.commands import Settled, settle_item
from store.checklists.queries import items_of
from store.checklists.rules import WHY_LENGTH, Result
from store.checklists.templates import template_for
from store.people.commands import Colleague
from store.shops.rules import ShopSettings
from tests.store.floor import Floor, key

DAY = ShopSettings().day_of(datetime.now(UTC)).isoformat()
"""A list is of today: what is over can only be looked at."""


def settle(
    floor: Floor,
    who: Colleague,
    result: Result = Result.DONE,
    *,
    left: int | None = 0,
    why: str = "",
    code: str = "orders.late",
    op_key: str | None = None,
) -> Settled:
    """Tick or skip an item of the lead's list."""
    return settle_item(
        floor.book,
        who.actor,
        op_key or key(),
        day=DAY,
        role="lead",
        occasion="start",
        code=code,
        result=result,
        left=left,
        why=why,
    )


def results(floor: Floor) -> dict[str, Result]:
    """How the list stands."""
    with floor.book.read() as connection:
        return {item.code: item.result for item in items_of(connection, DAY, "lead", "start")}


def test_before_anybody_began_the_list_is_the_template_and_nothing_is_written(floor: Floor) -> None:
    assert list(results(floor)) == [item.code for item in template_for("lead", "start").items]
    assert set(results(floor).values()) == {Result.OPEN}
    assert floor.rows("SELECT * FROM checklist_runs") == []


def test_the_first_tick_wins_and_the_second_is_told_whose_it_is(floor: Floor) -> None:
    first = settle(floor, floor.lead)
    assert (first.mine, first.who, first.result) == (True, "Lin", Result.DONE)
    second = settle(floor, floor.agent, Result.SKIPPED, why="no time")
    assert (second.mine, second.who, second.result, second.at) == (False, "Lin", Result.DONE, first.at)
    assert len(floor.rows("SELECT id FROM checklist_runs")) == 1
    assert results(floor)["orders.late"] is Result.DONE


def test_a_tick_sent_twice_is_still_mine(floor: Floor) -> None:
    told = [settle(floor, floor.lead, op_key="once") for _ in range(2)]
    assert told[0] == told[1]


@pytest.mark.parametrize(("result", "left"), [(Result.DONE, 3), (Result.DONE, None), (Result.SKIPPED, 0)])
def test_rows_left_unknown_or_skipped_needs_a_reason(floor: Floor, result: Result, left: int | None) -> None:
    with pytest.raises(Refusal) as caught:
        settle(floor, floor.lead, result, left=left, why="  ")
    assert caught.value.reason.code == "checklists.why"
    assert results(floor)["orders.late"] is Result.OPEN
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
