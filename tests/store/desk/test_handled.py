"""What was done about an order stands in its history, also when many rows were marked by one key press."""

from __future__ import annotations

from store.book.undo import undo_last
from store.desk.order_card import order_card
from store.handling.commands import assign, mark_done
from store.handling.rules import Done, Subject
from tests.exports import SHIPPED, line, paid
from tests.store.floor import Floor, at, key
from tests.store.plans import asked, plan
from tests.store.refunds.test_intake import refund
from tests.store.staging import take_rows

Told = tuple[str, str, str]


def told(floor: Floor, place: int) -> list[Told]:
    """What the card says was done, with what and by whom."""
    history = floor.card(place).history
    said = {"order.handled": "done", "order.given": "owner"}
    return [(each.code, str(each.params[said[each.code]]), each.by) for each in history if each.code in said]


def test_each_order_tells_what_was_done_about_it(floor: Floor) -> None:
    floor.take(paid(1), paid(2), paid(3))
    ids = [floor.order_id(place) for place in (1, 2)]
    mark_done(
        floor.book, floor.agent.actor, key(), subject=Subject.ORDER, ids=ids, what=Done.BUYER_TOLD, note="tomorrow"
    )
    assign(
        floor.book, floor.lead.actor, key(), subject=Subject.ORDER, ids=ids[1:], owner_id=floor.agent.id, due_at=None
    )
    assert told(floor, 1) == [("order.handled", "buyer_told", "Xiaomei")]
    assert told(floor, 2) == [("order.handled", "buyer_told", "Xiaomei"), ("order.given", "Xiaomei", "Lin")]
    assert told(floor, 3) == []
    assert floor.card(1).history[-1].params["note"] == "tomorrow"
    assert "handling.done" not in [each.code for each in floor.card(1).history]


def test_its_refunds_and_parcels_tell_with_it(floor: Floor) -> None:
    floor.take(
        line(1, status=SHIPPED, paid_at="2024-06-01 10:00:00", tracking_no="73190553102532"),
        line(2, status=SHIPPED, paid_at="2024-06-01 10:00:00", tracking_no="73190553102533"),
    )
    take_rows(floor, "taobao.refunds", refunds=[refund("R1", 1)])
    mark_done(floor.book, floor.agent.actor, key(), subject=Subject.REFUND, what=Done.AGREED, ids=[1])
    mark_done(floor.book, floor.agent.actor, key(), subject=Subject.PARCEL, what=Done.MOVED, ids=[1])
    assert [done for _, done, _ in told(floor, 1)] == ["agreed", "moved"]
    assert told(floor, 2) == []


def test_a_mark_that_was_taken_back_or_is_to_come_is_not_told(floor: Floor) -> None:
    floor.take(paid(1))
    mark_done(floor.book, floor.agent.actor, key(), subject=Subject.ORDER, ids=[1], what=Done.BUYER_TOLD)
    past = floor.set_to("2024-06-03 10:00")
    assert [each.code for each in order_card(past, 1).history if each.at > at("2024-06-03 10:00")] == []
    past.close()
    undo_last(floor.book, floor.agent.actor, key())
    assert told(floor, 1) == []
    assert "undo" not in [each.code for each in floor.card(1).history]


def test_they_are_found_by_their_rows(floor: Floor) -> None:
    floor.take(paid(1))
    with asked(floor.book) as statements:
        floor.card(1)
    steps = [
        step
        for statement, values in statements
        if "done_marks" in statement or "assignments" in statement
        for step in plan(floor.book, statement, values)
    ]
    assert steps
    assert {step for step in steps if step.startswith("SCAN")} == {"SCAN CONSTANT ROW", "SCAN mine"}
