"""Undo says of what: the item, the one row by its number, or how many rows they were."""

from __future__ import annotations

from store.checklists.commands import settle_item
from store.checklists.own import set_template
from store.checklists.rules import Result
from store.checklists.walking import agree, begin_walk, sign_walk
from store.desk.undone import TakenBack, take_back
from store.handling.commands import assign, mark_done
from store.handling.rules import Done, Subject
from store.orders.commands import see_stage
from store.orders.rules import Stage
from store.people.commands import change
from store.shops.rules import ShopSettings
from tests.exports import SHIPPED, line, number, paid
from tests.store.floor import Floor, key
from tests.store.refunds.test_intake import refund
from tests.store.staging import take_rows

OWN = {
    "occasion": "start",
    "roles": ["lead"],
    "due": "09:30",
    "items": ["orders.late", {"code": "own.tea", "title": "Tea is ready"}],
}


def undo(floor: Floor) -> TakenBack:
    """Press `u`."""
    return take_back(floor.book, floor.lead.actor, key())


def mark(floor: Floor, subject: Subject, *ids: int) -> None:
    """Say of rows that the buyer was told."""
    mark_done(floor.book, floor.lead.actor, key(), subject=subject, ids=ids, what=Done.BUYER_TOLD)


def today(floor: Floor) -> str:
    """The floor's day."""
    return ShopSettings().day_of(floor.book.clock.now()).isoformat()


def test_one_row_is_called_by_its_number_and_several_are_counted(floor: Floor) -> None:
    floor.take(paid(1), paid(2), paid(3))
    mark(floor, Subject.ORDER, floor.order_id(1))
    mark(floor, Subject.ORDER, floor.order_id(1), floor.order_id(2))
    mark(floor, Subject.ORDER, floor.order_id(1), floor.order_id(2), floor.order_id(3), floor.order_id(3))
    told = [undo(floor) for _ in range(3)]
    assert [(each.number, each.rows) for each in told] == [
        (f"茶 {number(3)}", 1),
        (f"茶 {number(2)}", 1),
        (f"茶 {number(1)}", 1),
    ], "only what was new each time"
    mark(floor, Subject.ORDER, floor.order_id(1), floor.order_id(2))
    several = undo(floor)
    assert (several.subject, several.rows, several.number) == (Subject.ORDER, 2, "")
    assert several.params["what"] == Done.BUYER_TOLD


def test_a_refund_and_a_parcel_have_their_own_numbers(floor: Floor) -> None:
    floor.take(line(1, status=SHIPPED, paid_at="2024-06-01 10:00:00", tracking_no="73190553102532"))
    take_rows(floor, "taobao.refunds", refunds=[refund("R1", 1)])
    mark(floor, Subject.REFUND, 1)
    assert undo(floor).number == "茶 R1"
    mark(floor, Subject.PARCEL, 1)
    assert undo(floor).number == "茶 73190553102532"


def test_what_somebody_was_given_is_counted_too(floor: Floor) -> None:
    floor.take(paid(1), paid(2))
    assign(floor.book, floor.lead.actor, key(), subject=Subject.ORDER, ids=[1, 2], owner_id=floor.agent.id, due_at=None)
    told = undo(floor)
    assert (told.intent, told.subject, told.rows) == ("handling.assign", Subject.ORDER, 2)


def test_a_stage_is_told_with_its_order(floor: Floor) -> None:
    floor.take(paid(1))
    see_stage(floor.book, floor.lead.actor, key(), floor.order_id(), Stage.PACKED, seen_version=0)
    told = undo(floor)
    assert (told.number, told.params) == (f"茶 {number(1)}", {"stage": "packed"})


def test_an_item_is_told_by_its_words_also_where_only_this_book_has_it(floor: Floor) -> None:
    set_template(floor.book, floor.lead.actor, key(), OWN)
    for code in ("orders.late", "own.tea"):
        settle_item(
            floor.book,
            floor.lead.actor,
            key(),
            day=today(floor),
            role="lead",
            occasion="start",
            code=code,
            result=Result.SKIPPED,
            left=None,
            why="no time",
        )
    told = [undo(floor) for _ in range(3)]
    assert [(each.code, each.title) for each in told] == [("own.tea", "Tea is ready"), ("orders.late", ""), ("", "")]
    assert [each.occasion for each in told] == ["", "", "start"], "the list itself was changed first"


def test_what_was_agreed_on_a_walk_is_told_with_its_item_and_its_rows(floor: Floor) -> None:
    floor.take(paid(1), paid(2))
    set_template(floor.book, floor.lead.actor, key(), OWN)
    walk = begin_walk(floor.book, floor.lead.actor, day=today(floor), role="lead", occasion="start")
    for code, ids in (("orders.late", (1, 2)), ("own.tea", ())):
        agree(
            floor.book,
            floor.lead.actor,
            key(),
            walk.id,
            code,
            owner_id=floor.agent.id,
            due_at=None,
            left=len(ids),
            subject=Subject.ORDER,
            ids=ids,
        )
    sign_walk(floor.book, floor.lead.actor, key(), walk.id)
    told = [undo(floor) for _ in range(3)]
    assert [each.intent for each in told] == ["walks.sign", "walks.agree", "walks.agree"]
    assert [each.occasion for each in told] == ["start", "", ""]
    assert [(each.code, each.title, each.rows) for each in told[1:]] == [
        ("own.tea", "Tea is ready", 0),
        ("orders.late", "", 2),
    ]


def test_a_colleague_is_told_by_name(floor: Floor) -> None:
    change(floor.book, floor.lead.actor, "xiaomei", key(), name="Mei", role=None)
    assert undo(floor).number == "Xiaomei"
