"""`u` takes back what one did last, if nobody has touched it since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from store.book.clock import Clock
from store.book.errors import Conflict, Refusal
from store.book.transactions import Book
from store.book.undo import REACH, undo_last
from store.checklists.commands import settle_item
from store.checklists.queries import ItemView
from store.checklists.rules import Result
from store.orders.commands import record_reveal, save_note, see_stage
from store.orders.rules import Stage
from store.people.commands import Colleague, change, find
from store.shops.commands import change_settings, open_shop, rename_shop
from store.shops.queries import all_shops
from store.shops.rules import Platform, ShopSettings
from tests.exports import paid
from tests.store.checklists.settling import items_of
from tests.store.floor import Floor, at, key

DAY = ShopSettings().day_of(datetime.now(UTC)).isoformat()


@pytest.fixture
def order(floor: Floor) -> Floor:
    """A floor with one order."""
    floor.take(paid(1))
    return floor


def note(floor: Floor, text: str, who: Colleague | None = None) -> int:
    """Save a note over the one that stands."""
    there = floor.card().note
    person = who or floor.agent
    return save_note(
        floor.book,
        person.actor,
        key(),
        floor.order_id(),
        text,
        seen_version=there.version,
        before=there.text,
    )


def stage(floor: Floor, what: Stage) -> None:
    """Say what the ERP shows."""
    seen = floor.card().seen.version
    see_stage(floor.book, floor.agent.actor, key(), floor.order_id(), what, seen_version=seen)


def settle(floor: Floor, result: Result, code: str = "orders.late") -> None:
    """Tick or skip an item of the list."""
    settle_item(
        floor.book,
        floor.agent.actor,
        key(),
        day=DAY,
        role="lead",
        occasion="start",
        code=code,
        result=result,
        left=3,
        why="asked the printer",
    )


def item(floor: Floor, code: str = "orders.late") -> ItemView:
    """How an item stands."""
    with floor.book.read() as connection:
        return {each.code: each for each in items_of(connection, DAY, "lead", "start")}[code]


def undo(floor: Floor, who: Colleague | None = None) -> str:
    """Press `u`."""
    return undo_last(floor.book, (who or floor.agent).actor, key()).intent


def test_a_first_note_is_gone_and_can_be_written_again(order: Floor) -> None:
    note(order, "急")
    assert undo(order) == "orders.note"
    assert order.card().note.text == ""
    note(order, "不急")
    assert order.card().note.text == "不急"


def test_an_edited_note_is_again_what_it_was_with_its_author(order: Floor) -> None:
    note(order, "急", order.lead)
    before = order.card().note
    note(order, "不急")
    undo(order)
    after = order.card().note
    assert (after.text, after.who, after.at) == (before.text, before.who, before.at)
    assert after.version > before.version


def test_a_stage_is_unknown_again_and_then_the_one_before(order: Floor) -> None:
    stage(order, Stage.PRINTED)
    stage(order, Stage.PACKED)
    undo(order)
    assert order.card().stage is Stage.PRINTED
    undo(order)
    assert order.card().stage is Stage.UNKNOWN


@pytest.mark.parametrize("result", [Result.DONE, Result.SKIPPED])
def test_an_item_is_open_again(order: Floor, result: Result) -> None:
    settle(order, result)
    assert item(order).result is result
    undo(order)
    assert item(order)._replace(version=0) == ItemView("orders.late", Result.OPEN, "", None, None, "")
    settle(order, Result.DONE)
    assert item(order).result is Result.DONE


def test_twice_takes_back_the_one_before(order: Floor) -> None:
    note(order, "一")
    note(order, "二")
    note(order, "三")
    assert [undo(order) and order.card().note.text for _ in range(3)] == ["二", "一", ""]
    with pytest.raises(Refusal) as caught:
        undo(order)
    assert caught.value.reason.code == "undo.nothing"


def test_things_of_different_kinds_are_taken_back_in_turn(order: Floor) -> None:
    note(order, "急")
    settle(order, Result.DONE)
    stage(order, Stage.PRINTED)
    assert [undo(order) for _ in range(3)] == ["orders.stage", "checklists.done", "orders.note"]


def test_an_undo_is_not_undone(order: Floor) -> None:
    note(order, "一")
    note(order, "二")
    undo(order)
    undo(order)
    assert order.card().note.text == ""
    with pytest.raises(Refusal):
        undo(order)
    assert order.card().note.text == ""


def test_what_somebody_changed_since_is_left_alone_and_named(order: Floor) -> None:
    note(order, "一")
    note(order, "二", order.lead)
    with pytest.raises(Refusal) as caught:
        undo(order)
    assert caught.value.reason.code == "undo.changed_since"
    assert caught.value.reason.params["who"] == "lin"
    assert order.card().note.text == "二"


def test_what_somebody_changed_and_took_back_can_be_taken_back(order: Floor) -> None:
    note(order, "一")
    note(order, "二", order.lead)
    undo(order, order.lead)
    assert undo(order) == "orders.note"
    assert order.card().note.text == ""


def test_what_was_written_after_an_undo_is_not_lost_by_the_next(order: Floor) -> None:
    note(order, "一")
    note(order, "二")
    undo(order)
    note(order, "三")
    undo(order)
    assert order.card().note.text == "一"
    undo(order)
    assert order.card().note.text == ""


def test_a_draft_begun_before_an_undo_does_not_overwrite_unseen(order: Floor) -> None:
    note(order, "一")
    seen = note(order, "二")
    undo(order)
    with pytest.raises(Conflict):
        save_note(order.book, order.lead.actor, key(), order.order_id(), "三", seen_version=seen, before="二")


def test_only_ones_own_deeds_are_taken_back(order: Floor) -> None:
    note(order, "急", order.lead)
    with pytest.raises(Refusal) as caught:
        undo(order, order.agent)
    assert caught.value.reason.code == "undo.nothing"


def test_a_look_at_a_contact_and_an_import_cannot_be_taken_back(order: Floor) -> None:
    note(order, "急")
    record_reveal(order.book, order.agent.actor, key(), order.order_id())
    assert undo(order) == "orders.note"


def test_the_same_undo_sent_twice_takes_back_one_thing(order: Floor) -> None:
    note(order, "一")
    note(order, "二")
    told = [undo_last(order.book, order.agent.actor, "once") for _ in range(2)]
    assert [undone.intent for undone in told] == ["orders.note", "orders.note"]
    assert told[0] == told[1]
    assert order.card().note.text == "一"


def test_roles_and_settings_come_back_too(order: Floor) -> None:
    change(order.book, order.lead.actor, "xiaomei", key(), name="Mei", role=None)
    change_settings(order.book, order.lead.actor, key(), "茶", ShopSettings(cut_off="12:00"), order.shop.version)
    undo(order, order.lead)
    undo(order, order.lead)
    with order.book.read() as connection:
        assert all_shops(connection)[0].settings == ShopSettings()
    found = find(order.book, "xiaomei")
    assert found is not None
    assert found.name == "Xiaomei"


def test_a_tag_that_another_shop_has_by_now_is_not_given_back(order: Floor) -> None:
    rename_shop(order.book, order.lead.actor, key(), "茶", order.shop.version, new_tag="叶", name=None)
    open_shop(order.book, order.lead.actor, key(), tag="茶", name="", platform=Platform.JD, settings=ShopSettings())
    with pytest.raises(Refusal) as caught:
        undo(order, order.lead)
    assert caught.value.reason.code == "undo.taken"
    with order.book.read() as connection:
        assert {shop.tag for shop in all_shops(connection)} == {"叶", "茶"}


def test_settings_that_an_import_has_added_to_name_nobody(order: Floor) -> None:
    change_settings(order.book, order.lead.actor, key(), "茶", ShopSettings(cut_off="12:00"), order.shop.version)
    order.take(paid(9, shop="茶行旗舰店"))
    with pytest.raises(Refusal) as caught:
        undo(order, order.lead)
    assert caught.value.reason.code == "undo.moved_on"


def test_yesterdays_shift_is_not_taken_back(order: Floor) -> None:
    note(order, "急")
    tomorrow = Book(order.book.path, Clock(order.book.clock.now() + REACH + timedelta(minutes=1)))
    try:
        with pytest.raises(Refusal) as caught:
            undo_last(tomorrow, order.agent.actor, key())
        assert caught.value.reason.code == "undo.nothing"
    finally:
        tomorrow.close()


def test_a_clock_that_was_set_back_takes_nothing_back_that_is_still_to_come(order: Floor) -> None:
    note(order, "急")
    past = Book(order.book.path, Clock(at("2024-06-02 10:00")))
    try:
        with pytest.raises(Refusal):
            undo_last(past, order.agent.actor, key())
    finally:
        past.close()
    assert order.card().note.text == "急"
