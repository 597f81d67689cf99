"""Goods that are sold before they are there: the platform's list says so, and the house promises no day of its own."""

from __future__ import annotations

from store.book.clock import Moment
from store.desk.order_card import order_card
from store.imports.commands import import_file
from store.orders.day_views import DAY_VIEWS
from store.orders.queries import OrderRow, order_window
from store.orders.views import View
from store.shops.commands import change_settings
from store.shops.rules import ShopSettings
from store.stock.promising import PromiseKind
from tests.exports import number, paid
from tests.store.floor import Floor, at, key
from tests.store.merging.exports import items

NEXT_DAY = Moment(at("2024-06-02 09:00"))
"""The orders of these tests were paid on the first at 15:59, before the cut-off."""
DATED = "2024-06-20 12:00:00"


def rows(floor: Floor, view: str | View, moment: Moment = NEXT_DAY) -> list[OrderRow]:
    return list(order_window(floor.book, moment, view).first(10).rows)


def listed(floor: Floor, view: str | View, moment: Moment = NEXT_DAY) -> list[str]:
    return [row.order_no for row in rows(floor, view, moment)]


def test_a_presale_order_is_not_late_by_the_houses_promise_nor_to_go_today(floor: Floor) -> None:
    floor.take(paid(1, presale="是", ship_by_at=DATED), paid(2, presale="否", ship_by_at=DATED))
    assert listed(floor, "late") == [number(2)]
    assert listed(floor, DAY_VIEWS["today"]) == [number(2)]
    presale = next(row for row in rows(floor, "unshipped") if row.order_no == number(1))
    assert (presale.presale, presale.house_due_at, presale.due_at) == (True, None, at("2024-06-20 12:00"))
    assert listed(floor, "late", Moment(at("2024-06-20 12:00"))) == [number(2), number(1)], "the platform's date counts"


def test_what_may_be_told_goes_by_the_platforms_date(floor: Floor) -> None:
    floor.take(paid(1, presale="是", ship_by_at=DATED), paid(2, presale="是"))
    assert [floor.card(place).presale for place in (1, 2)] == [True, True]
    book = floor.set_to("2024-06-02 09:00")
    dated, undated = (order_card(book, floor.order_id(place)).promise for place in (1, 2))
    book.close()
    assert (dated.kind, str(dated.day)) == (PromiseKind.BY_A_DAY, "2024-06-20")
    assert (undated.kind, [reason.code for reason in undated.why]) == (PromiseKind.ASK, ["promise.presale_undated"])


def test_without_a_date_in_the_file_the_platforms_clock_is_an_estimate(floor: Floor) -> None:
    floor.take(paid(1, presale="是"))
    order = floor.order()
    assert (order["house_due_at"], order["ship_by_estimated"]) == (None, 1)
    assert order["due_at"] == order["ship_by_at"] == at("2024-06-03 15:59:30")


def test_the_newest_list_wins_and_one_that_says_nothing_changes_nothing(floor: Floor) -> None:
    floor.take(paid(1, presale="是"), as_of="2024-06-02 10:00")
    floor.take(paid(1), as_of="2024-06-02 11:00")
    assert (floor.order()["presale"], floor.order()["house_due_at"]) == (1, None), "an older edition of the list"
    floor.take(paid(1, presale="否"), as_of="2024-06-02 09:00")
    assert floor.order()["presale"] == 1
    floor.take(paid(1, presale="否"), as_of="2024-06-02 12:00")
    assert (floor.order()["presale"], floor.order()["house_due_at"]) == (0, at("2024-06-02 00:00"))
    floor.take(paid(1, presale="null"), as_of="2024-06-02 13:00")
    assert floor.order()["presale"] == 0


def test_the_list_of_items_brings_the_date(floor: Floor) -> None:
    floor.take(paid(1, presale="是", title="羽绒服"))
    items(floor.folder / "items.csv", ("11", number(1), "羽绒服", DATED))
    import_file(floor.book, floor.lead.actor, floor.folder / "items.csv", as_of=at("2024-06-02 11:00"))
    order = floor.order()
    assert (order["presale"], order["house_due_at"], order["due_at"]) == (1, None, at("2024-06-20 12:00"))


def test_another_cut_off_gives_it_no_promise_of_the_house(floor: Floor) -> None:
    floor.take(paid(1, presale="是"), paid(2))
    settings = ShopSettings(cut_off="12:00", promise_hours=72)
    change_settings(floor.book, floor.lead.actor, key(), floor.shop.tag, settings, 1)
    assert floor.order(1)["house_due_at"] is None
    assert floor.order(1)["due_at"] == floor.order(1)["ship_by_at"] == at("2024-06-04 15:59:30")
    assert floor.order(2)["house_due_at"] == at("2024-06-03 00:00")
