"""What people do to an order, and what they are shown when a colleague was quicker."""

from __future__ import annotations

import pytest

from store.book.errors import Conflict, Refusal
from store.orders.commands import record_reveal, save_note, see_stage
from store.orders.rules import NOTE_LENGTH, Stage
from store.people.commands import Colleague
from tests.exports import paid
from tests.store.floor import Floor, key


@pytest.fixture
def order(floor: Floor) -> Floor:
    """A floor with one order."""
    floor.take(paid(1))
    return floor


def note(floor: Floor, who: Colleague, text: str, *, seen: int, before: str) -> int:
    """Save a note that was begun at version `seen`."""
    return save_note(floor.book, who.actor, key(), floor.order_id(), text, seen_version=seen, before=before)


def stage(floor: Floor, who: Colleague, what: Stage, *, seen: int) -> int:
    """Say what the ERP shows."""
    return see_stage(floor.book, who.actor, key(), floor.order_id(), what, seen_version=seen)


def test_the_later_note_is_shown_mine_theirs_and_before(order: Floor) -> None:
    note(order, order.lead, "一", seen=0, before="")
    note(order, order.agent, "二", seen=1, before="一")
    with pytest.raises(Conflict) as caught:
        note(order, order.lead, "三", seen=1, before="一")
    conflict = caught.value
    assert (conflict.mine, conflict.theirs, conflict.before) == ("三", "二", "一")
    assert (conflict.who, conflict.version, conflict.what) == ("Xiaomei", 2, "orders.note")
    assert order.card().note.text == "二"
    assert note(order, order.lead, "二，三", seen=conflict.version, before=conflict.theirs) == 3


def test_two_first_notes_are_a_conflict_too(order: Floor) -> None:
    note(order, order.lead, "一", seen=0, before="")
    with pytest.raises(Conflict) as caught:
        note(order, order.agent, "二", seen=0, before="")
    assert (caught.value.theirs, caught.value.before, caught.value.who) == ("一", "", "Lin")


def test_two_people_who_wrote_the_same_are_not_asked_to_choose(order: Floor) -> None:
    note(order, order.lead, "急", seen=0, before="")
    assert note(order, order.agent, "急", seen=0, before="") >= 1
    assert order.card().note.text == "急"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "orders.note_empty"), (" \n ", "orders.note_empty"), ("x" * (NOTE_LENGTH + 1), "orders.note_too_long")],
)
def test_a_note_that_says_nothing_or_too_much_is_refused(order: Floor, text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        note(order, order.agent, text, seen=0, before="")
    assert caught.value.reason.code == code


def test_the_later_stage_is_shown_the_earlier_one(order: Floor) -> None:
    stage(order, order.lead, Stage.PRINTED, seen=0)
    with pytest.raises(Conflict) as caught:
        stage(order, order.agent, Stage.PACKED, seen=0)
    assert (caught.value.mine, caught.value.theirs, caught.value.who) == ("packed", "printed", "Lin")
    assert order.card().stage is Stage.PRINTED
    assert stage(order, order.agent, Stage.PACKED, seen=caught.value.version) == 2
    assert (order.card().stage, order.card().seen.who) == (Stage.PACKED, "Xiaomei")


def test_two_who_saw_the_same_are_not_asked_to_choose(order: Floor) -> None:
    stage(order, order.lead, Stage.PRINTED, seen=0)
    assert stage(order, order.agent, Stage.PRINTED, seen=0) >= 1


@pytest.mark.parametrize("what", [Stage.UNKNOWN, Stage.CLICKED, Stage.SIGNED])
def test_what_the_erp_cannot_show_is_refused(order: Floor, what: Stage) -> None:
    with pytest.raises(Refusal) as caught:
        stage(order, order.agent, what, seen=0)
    assert caught.value.reason.code == "orders.stage_not_seen"


def test_an_order_that_is_not_there_is_refused_by_every_command(order: Floor) -> None:
    actor = order.agent.actor
    entries = order.rows("SELECT count(*) AS n FROM audit_entries")
    with pytest.raises(Refusal):
        save_note(order.book, actor, key(), 999, "急", seen_version=0, before="")
    with pytest.raises(Refusal):
        see_stage(order.book, actor, key(), 999, Stage.PRINTED, seen_version=0)
    with pytest.raises(Refusal):
        record_reveal(order.book, actor, key(), 999)
    assert order.rows("SELECT count(*) AS n FROM audit_entries") == entries
