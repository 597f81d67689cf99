"""The walk with the team: who takes what until when, one who walks at a time, a name at the end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.book.clock import Clock
from store.book.errors import Refusal
from store.book.opening import open_book
from store.book.undo import undo_last
from store.checklists.own import set_template
from store.checklists.rules import Result
from store.checklists.walk_queries import AgreementView, WalkView, newest_agreements, walk_of
from store.checklists.walking import Agreed, agree, begin_walk, sign_walk, step_walk, take_over_walk
from store.handling.rules import MOST, Subject
from store.people.commands import Colleague
from tests.store.checklists.settling import DAY, settle
from tests.store.floor import Floor, at, key
from tests.store.processes import heard, kill, running

SIX = at("2024-06-04 18:00")


def begin(floor: Floor, who: Colleague) -> WalkView:
    """Walk through the lead's morning list, or go on with it."""
    return begin_walk(floor.book, who.actor, day=DAY, role="lead", occasion="start")


def give(floor: Floor, walk: WalkView, who: Colleague, owner: Colleague | None, rows: int = 2) -> Agreed:
    """Agree that `owner` takes the late orders until six."""
    return agree(
        floor.book,
        who.actor,
        key(),
        walk.id,
        "orders.late",
        owner_id=owner.id if owner else None,
        due_at=SIX,
        left=rows,
        text=" first  the cups ",
        subject=Subject.ORDER,
        ids=range(1, rows + 1),
    )


def now(floor: Floor, walk: WalkView) -> WalkView:
    """The walk as it stands."""
    with floor.book.read() as connection:
        found = walk_of(connection, walk.run_id)
    assert found is not None
    return found


def newest(floor: Floor, days_on: int = 0) -> dict[str, AgreementView]:
    """What was agreed last about each item, today or on another day."""
    with floor.book.read() as connection:
        return newest_agreements(connection, date.fromisoformat(DAY) + timedelta(days=days_on))


def owners(floor: Floor) -> list[tuple[int, int | None]]:
    """Whose the orders are."""
    given = floor.rows("SELECT subject_id, owner_id FROM assignments WHERE withdrawn_at IS NULL ORDER BY subject_id")
    return [(row["subject_id"], row["owner_id"]) for row in given]


def refused(code: str, caught: pytest.ExceptionInfo[Refusal]) -> bool:
    """Whether it was refused for this reason."""
    return caught.value.reason.code == code


def test_what_is_agreed_stands_on_the_rows_of_the_item(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    assert give(floor, walk, floor.lead, floor.agent) == Agreed(2, only_noted=False)
    assert owners(floor) == [(1, floor.agent.id), (2, floor.agent.id)]
    agreed = now(floor, walk).of("orders.late")
    assert agreed is not None
    assert (agreed.owner, agreed.due_at, agreed.left, agreed.text) == ("Xiaomei", SIX, 2, "first the cups")


def test_who_changes_her_mind_gives_it_to_somebody_else(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    give(floor, walk, floor.lead, floor.agent)
    give(floor, walk, floor.lead, floor.lead)
    assert owners(floor) == [(1, floor.lead.id), (2, floor.lead.id)]
    assert [each.owner for each in now(floor, walk).agreements] == ["Lin"]


def test_what_nobody_takes_stays_whose_it_is(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    give(floor, walk, floor.lead, floor.agent)
    assert give(floor, walk, floor.lead, None).rows == 0
    assert owners(floor) == [(1, floor.agent.id), (2, floor.agent.id)]
    assert [each.owner for each in now(floor, walk).agreements] == [""]


def test_of_several_walks_through_an_item_the_newest_agreement_says_whose_it_is(floor: Floor) -> None:
    first = begin(floor, floor.lead)
    late = {"occasion": "start", "roles": ["aftersales"], "due": "09:30", "items": ["orders.late"]}
    set_template(floor.book, floor.lead.actor, key(), late)
    second = begin_walk(floor.book, floor.agent.actor, day=DAY, role="aftersales", occasion="start")
    give(floor, first, floor.lead, floor.lead)
    give(floor, second, floor.agent, floor.agent)
    assert {code: (each.owner, each.due_at) for code, each in newest(floor).items()} == {
        "orders.late": ("Xiaomei", SIX)
    }
    undo_last(floor.book, floor.agent.actor, key())
    assert newest(floor)["orders.late"].owner == "Lin"
    give(floor, first, floor.lead, None)
    assert not newest(floor)["orders.late"].stands(None, ""), "nobody has it yet"
    assert newest(floor, -1) == newest(floor, 1) == {}


def test_what_was_ticked_on_the_walk_somebody_has_until_it_is_settled_again(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    settle(floor, floor.lead, Result.DONE, left=2, why="the courier has them")
    give(floor, walk, floor.lead, floor.agent)
    agreed = newest(floor)["orders.late"]
    assert agreed.settled_at is not None
    assert agreed.stands(agreed.settled_at, agreed.settled_by), "it was agreed about what the tick left"
    assert not agreed.stands(agreed.at + timedelta(seconds=1), agreed.settled_by)
    assert not agreed.stands(agreed.settled_at, "Xiaomei"), "she has done it"


def test_more_rows_than_anybody_takes_one_by_one_are_only_agreed(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    assert give(floor, walk, floor.lead, floor.agent, rows=MOST + 1) == Agreed(0, only_noted=True)
    assert owners(floor) == []
    assert [each.owner for each in now(floor, walk).agreements] == ["Xiaomei"]


def test_u_takes_the_agreement_and_the_owners_back_at_once(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    give(floor, walk, floor.lead, floor.agent)
    assert undo_last(floor.book, floor.lead.actor, key()).intent == "walks.agree"
    assert owners(floor) == []
    assert now(floor, walk).agreements == ()
    give(floor, walk, floor.lead, floor.lead)
    assert owners(floor) == [(1, floor.lead.id), (2, floor.lead.id)]


def test_a_walk_goes_on_at_its_place(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    assert walk.place == 0
    step_walk(floor.book, floor.lead.actor, key(), walk.id, 3)
    assert begin(floor, floor.lead).place == 3
    step_walk(floor.book, floor.lead.actor, key(), walk.id, 99)
    assert begin(floor, floor.lead).place == 8, "behind the last of eight items"
    step_walk(floor.book, floor.lead.actor, key(), walk.id, -1)
    assert begin(floor, floor.lead).place == 0


def test_the_second_who_walks_is_told_who_does_and_may_take_over(floor: Floor) -> None:
    begin(floor, floor.lead)
    walk = begin(floor, floor.agent)
    assert (walk.walker, walk.walker_id) == ("Lin", floor.lead.id)
    with pytest.raises(Refusal) as caught:
        give(floor, walk, floor.agent, floor.agent)
    assert refused("walks.another", caught)
    assert caught.value.reason.params == {"who": "Lin"}
    take_over_walk(floor.book, floor.agent.actor, key(), walk.id)
    give(floor, walk, floor.agent, floor.agent)
    with pytest.raises(Refusal):
        step_walk(floor.book, floor.lead.actor, key(), walk.id, 1)
    assert now(floor, walk).walker == "Xiaomei"
    undo_last(floor.book, floor.agent.actor, key())
    undo_last(floor.book, floor.agent.actor, key())
    assert now(floor, walk).walker == "Lin"


def test_it_is_signed_by_the_person_of_the_login_or_by_a_name(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    assert sign_walk(floor.book, floor.lead.actor, key(), walk.id) == "Lin"
    undo_last(floor.book, floor.lead.actor, key())
    assert now(floor, walk).signed_at is None
    assert sign_walk(floor.book, floor.lead.actor, key(), walk.id, " 周岚\n") == "周岚"
    assert now(floor, walk).signed_name == "周岚"


def test_after_the_signature_nothing_changes(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    give(floor, walk, floor.lead, floor.agent)
    sign_walk(floor.book, floor.lead.actor, key(), walk.id)
    for change in (
        lambda: give(floor, walk, floor.lead, floor.lead),
        lambda: step_walk(floor.book, floor.lead.actor, key(), walk.id, 1),
        lambda: sign_walk(floor.book, floor.lead.actor, key(), walk.id, "x"),
        lambda: take_over_walk(floor.book, floor.agent.actor, key(), walk.id),
    ):
        with pytest.raises(Refusal) as caught:
            change()
        assert refused("walks.signed", caught)
    assert owners(floor) == [(1, floor.agent.id), (2, floor.agent.id)]
    assert begin(floor, floor.lead).signed_name == "Lin"


def test_who_signs_signs_what_was_agreed_by_whoever_walked_before(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    give(floor, walk, floor.lead, floor.agent)
    take_over_walk(floor.book, floor.agent.actor, key(), walk.id)
    sign_walk(floor.book, floor.agent.actor, key(), walk.id)
    with pytest.raises(Refusal) as caught:
        undo_last(floor.book, floor.lead.actor, key())
    assert refused("undo.changed_since", caught)
    assert caught.value.reason.params == {"what": "walks.agree", "who": "xiaomei"}
    assert [each.owner for each in now(floor, walk).agreements] == ["Xiaomei"]
    undo_last(floor.book, floor.agent.actor, key())
    assert undo_last(floor.book, floor.lead.actor, key()).intent == "walks.agree", "nobody has signed it any more"


def test_a_walk_that_was_left_open_ends_with_its_list(floor: Floor) -> None:
    long_ago = floor.set_to("2024-06-04 09:00")
    walk = begin_walk(long_ago, floor.lead.actor, day="2024-06-04", role="lead", occasion="start")
    long_ago.close()
    later = floor.set_to("2024-06-05 12:00")
    lead = floor.lead.actor
    for work in (
        lambda: agree(later, lead, key(), walk.id, "orders.late", owner_id=None, due_at=None, left=2),
        lambda: step_walk(later, lead, key(), walk.id, 3),
        lambda: take_over_walk(later, floor.agent.actor, key(), walk.id),
        lambda: sign_walk(later, lead, key(), walk.id),
    ):
        with pytest.raises(Refusal) as caught:
            work()
        assert refused("checklists.history", caught)
    later.close()


def test_an_item_that_the_list_does_not_have_is_refused(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    with pytest.raises(Refusal) as caught:
        agree(floor.book, floor.lead.actor, key(), walk.id, "lamps", owner_id=None, due_at=None, left=None)
    assert refused("checklists.no_item", caught)


def test_a_name_that_is_a_novel_is_refused(floor: Floor) -> None:
    walk = begin(floor, floor.lead)
    with pytest.raises(Refusal) as caught:
        sign_walk(floor.book, floor.lead.actor, key(), walk.id, "x" * 41)
    assert refused("walks.name_too_long", caught)


WALKER = """
import sys
from pathlib import Path
from store.book.clock import Clock
from store.book.opening import open_book
from store.checklists.walking import agree, begin_walk, step_walk
from store.handling.rules import Subject
from store.people.commands import enter

book = open_book(Path(sys.argv[1]), Clock())
me = enter(book, "lin", "enter-lin")
walk = begin_walk(book, me.actor, day=sys.argv[2], role="lead", occasion="start")
agree(book, me.actor, "agree", walk.id, "orders.late", owner_id=me.id, due_at=None, left=1, subject=Subject.ORDER,
      ids=[7])
step_walk(book, me.actor, "step", walk.id, 6)
print("talking", flush=True)
sys.stdin.readline()
"""


def test_a_walk_that_was_killed_goes_on_where_it_stopped(floor: Floor) -> None:
    with running(WALKER, floor.book.path, DAY) as process:
        heard(process, "talking")
        kill(process)
    book = open_book(floor.book.path, Clock())
    try:
        walk = begin_walk(book, floor.lead.actor, day=DAY, role="lead", occasion="start")
    finally:
        book.close()
    assert (walk.place, walk.walker, [each.code for each in walk.agreements]) == (6, "Lin", ["orders.late"])
    assert owners(floor) == [(7, floor.lead.id)]
