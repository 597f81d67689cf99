"""The order card: everything known, in the order in which it happened, personal data masked."""

from __future__ import annotations

import dataclasses
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import Connection

from store.book.errors import Conflict, Refusal
from store.book.interest import Interest
from store.book.transactions import Book
from store.desk.contact import reveal_contact
from store.desk.order_card import order_card
from store.desk.search import search
from store.orders.commands import save_note, see_stage
from store.orders.rules import PlatformStatus, Stage
from store.shops.commands import open_shop
from store.shops.rules import Platform, ShopSettings
from tests.exports import FINISHED, PAID, SHIPPED, number, paid
from tests.store.floor import Floor, at, key
from tests.store.staging import take_rows

PERSON = {
    "nick": "爱喝茶的人",
    "receiver": "张三丰",
    "phone": "13812345678",
    "address": "浙江省 杭州市 西湖区 某街道1号(310000)",
}


@pytest.fixture
def order(floor: Floor) -> Floor:
    """A floor with one order of a person."""
    floor.take(paid(1, **PERSON), as_of="2024-06-02 10:00")
    return floor


def test_nothing_on_the_card_tells_who_the_buyer_is(order: Floor) -> None:
    shown = repr(dataclasses.asdict(order.card()))
    for word in (PERSON["nick"], PERSON["receiver"], PERSON["phone"], "某街道"):
        assert word not in shown
    contact = order.card().contact
    assert contact is not None
    assert (contact.receiver, contact.phone, contact.address) == ("张**", "138****5678", "****")
    assert contact.place == "浙江省 杭州市 西湖区"


def test_a_look_at_the_contact_is_recorded_before_it_is_shown(order: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded: list[int] = []
    read = Book.read

    def counting(book: Book, interest: Interest | None = None) -> AbstractContextManager[Connection]:
        recorded.append(len(order.rows("SELECT id FROM audit_entries WHERE intent='buyers.reveal'")))
        return read(book, interest)

    monkeypatch.setattr(Book, "read", counting)
    contact = reveal_contact(order.book, order.agent.actor, key(), order.order_id())
    assert contact is not None
    assert (contact.receiver, contact.phone, contact.address) == ("张三丰", "13812345678", "某街道1号")
    assert recorded == [1]
    (entry,) = order.rows("SELECT * FROM audit_entries WHERE intent='buyers.reveal'")
    assert (entry["actor"], entry["about"], entry["about_id"]) == ("xiaomei", "order", order.order_id())
    assert "张三丰" not in str(entry)


def test_where_it_cannot_be_recorded_it_is_not_shown(order: Floor) -> None:
    with pytest.raises(Refusal):
        reveal_contact(order.book, order.agent.actor, key(), 999)


def test_the_history_is_in_the_order_of_time_and_names_who_says_so(floor: Floor) -> None:
    floor.take(paid(1), as_of="2024-06-02 10:00")
    floor.take(paid(1, status=SHIPPED), as_of="2024-06-03 10:00")
    floor.take(paid(1, status=FINISHED, finished_at="2024-06-05 09:00:00", refunded="9.00"), as_of="2024-06-06 10:00")
    save_note(floor.book, floor.agent.actor, key(), floor.order_id(), "急", seen_version=0, before="")
    see_stage(floor.book, floor.lead.actor, key(), floor.order_id(), Stage.LEFT, seen_version=0)
    history = floor.card().history
    assert [happening.at for happening in history] == sorted(happening.at for happening in history)
    assert [(happening.code, happening.by, happening.estimated) for happening in history] == [
        ("order.placed_at", "taobao.orders", False),
        ("order.paid_at", "taobao.orders", False),
        ("order.shipped_at", "taobao.orders", True),
        ("order.finished_at", "taobao.orders", False),
        ("order.refunded_at", "taobao.orders", False),
        ("orders.note", "Xiaomei", False),
        ("orders.stage", "Lin", False),
    ]
    assert history[2].at == at("2024-06-03 10:00")
    assert history[-1].params == {"stage": "left"}


def test_a_card_in_the_past_knows_nothing_of_what_came_later(floor: Floor) -> None:
    floor.take(paid(1), as_of="2024-06-02 10:00")
    floor.take(paid(1, status=SHIPPED, refunded="59.00"), as_of="2024-06-04 10:00")
    save_note(floor.book, floor.agent.actor, key(), floor.order_id(), "急", seen_version=0, before="")
    past = floor.set_to("2024-06-03 10:00")
    card = order_card(past, floor.order_id())
    past.close()
    assert (card.shipped_at, card.refunded, card.settled_at) == (None, None, None)
    assert (card.status, card.platform_word, card.stage) == (None, "", Stage.UNKNOWN)
    assert [happening.code for happening in card.history] == ["order.placed_at", "order.paid_at"]
    now = floor.card()
    assert (now.status, now.platform_word, now.refunded) == (PlatformStatus.SHIPPED, SHIPPED, 5900)


def test_a_card_in_the_past_shows_no_look_no_note_and_no_slip_that_were_still_to_come(floor: Floor) -> None:
    floor.take(paid(1), as_of="2024-06-02 10:00")
    take_rows(floor, "erp.slips", "2024-06-03 09:00", prints=[{"order_no": number(1), "slip_printed": 0}])
    take_rows(floor, "erp.slips", "2024-06-03 12:00", prints=[{"order_no": number(1), "slip_printed": 1}])
    later = floor.set_to("2024-06-03 13:00")
    see_stage(later, floor.agent.actor, key(), floor.order_id(), Stage.PACKED, seen_version=0)
    save_note(later, floor.agent.actor, key(), floor.order_id(), "急", seen_version=0, before="")
    later.close()
    past = floor.set_to("2024-06-03 10:00")
    card = order_card(past, floor.order_id())
    assert (card.seen.stage, card.seen.at, card.note.text, card.note.at) == (None, None, "", None)
    assert [each.code for each in card.history][-1] == "order.unprinted"
    with pytest.raises(Conflict) as caught:
        save_note(
            past, floor.lead.actor, key(), floor.order_id(), "慢", seen_version=card.note.version, before=card.note.text
        )
    past.close()
    assert caught.value.theirs == "急"


def test_the_card_names_the_file_that_spoke_last(floor: Floor) -> None:
    floor.take(paid(1), as_of="2024-06-02 10:00")
    floor.take(paid(1), as_of="2024-06-03 10:00")
    (said,) = floor.card().files
    assert (said.source, said.as_of) == ("taobao.orders", at("2024-06-03 10:00"))
    assert said.file_name.startswith("export-")
    assert floor.card().platform_word == PAID


def test_how_many_orders_the_buyer_has(floor: Floor) -> None:
    floor.take(paid(1, nick="买家一"), paid(2, nick="买家一"), paid(3, nick="买家二"), paid(4))
    assert [floor.card(place).orders_of_buyer for place in (1, 3, 4)] == [2, 1, 0]


def test_an_order_that_is_not_there_is_refused(floor: Floor) -> None:
    with pytest.raises(Refusal) as caught:
        order_card(floor.book, 1)
    assert caught.value.reason.code == "orders.unknown"


def test_a_number_is_found_in_each_shop_that_has_it(floor: Floor) -> None:
    open_shop(floor.book, floor.lead.actor, key(), tag="酒", name="酒行", platform=Platform.JD, settings=ShopSettings())
    floor.take(paid(1), tag="茶")
    floor.take(paid(1), tag="酒")
    found = search(floor.book, floor.book.clock.moment(), number(1)).hits
    cards = [order_card(floor.book, hit.order_id or 0) for hit in found]
    assert sorted(card.shop.tag for card in cards) == ["茶", "酒"]
    assert {card.order_no for card in cards} == {number(1)}
