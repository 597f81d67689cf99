"""Orders that only carry money never count as unshipped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.book.undo import undo_last
from store.shops.commands import by_tag, change_settings
from tests.exports import number, paid
from tests.store.floor import Floor, at, key
from tests.store.staging import take_rows
from tests.store.tallies import order_tally


def unshipped(floor: Floor) -> int:
    """How many wait to be sent."""
    with floor.book.read() as connection:
        return order_tally(connection, "unshipped", floor.book.clock.moment()).number


@pytest.mark.parametrize(
    ("title", "only"),
    [
        ("补差价专用链接 差多少拍多少", 1),
        ("邮费补差", 1),
        ("运费专拍，补差价", 1),
        ("运费", 1),
        ("红茶，补差价", 0),
        ("特价红茶 不补差价", 0),
        ("红茶 包邮费", 0),
    ],
)
def test_by_its_titles(floor: Floor, title: str, only: int) -> None:
    floor.take(paid(1, title=title))
    assert floor.order()["money_only"] == only
    assert unshipped(floor) == 1 - only


def test_by_the_code_of_its_items(floor: Floor) -> None:
    floor.take(paid(1, title="链接"))
    take_rows(floor, "taobao.items", items=[{"order_no": number(1), "item_no": "1", "title": "链接", "code": "BCJ"}])
    assert (floor.order()["money_only"], unshipped(floor)) == (1, 0)
    goods = {"order_no": number(1), "item_no": "2", "title": "红茶", "code": "A-1"}
    take_rows(floor, "taobao.items", items=[goods])
    assert (floor.order()["money_only"], unshipped(floor)) == (0, 1)


def test_other_patterns_count_at_once_and_an_undo_takes_them_back(floor: Floor) -> None:
    floor.take(paid(1, title="店铺专拍链接 联系客服"), paid(2, title="红茶_50%"), paid(3, title="红茶X50克"))
    settings = replace(floor.shop.settings, money_only_titles=("店铺专拍*", "红茶_50%"))
    change_settings(floor.book, floor.lead.actor, key(), "茶", settings, floor.shop.version)
    assert [floor.order(place)["money_only"] for place in (1, 2, 3)] == [1, 1, 0]
    undo_last(floor.book, floor.lead.actor, key())
    assert [floor.order(place)["money_only"] for place in (1, 2, 3)] == [0, 0, 0]
    assert unshipped(floor) == 3


def test_clocks_of_open_orders_follow_the_settings_and_what_a_file_said_does_not(floor: Floor) -> None:
    floor.take(paid(1), paid(2, ship_by_at="2024-06-09 12:00:00"), paid(3, shipped_at="2024-06-01 18:00:00"))
    settings = replace(floor.shop.settings, promise_hours=24, cut_off="12:00")
    change_settings(floor.book, floor.lead.actor, key(), "茶", settings, by_tag(floor.book, "茶").version)
    assert floor.order(1)["ship_by_at"] == at("2024-06-02 15:59:30")
    assert floor.order(1)["house_due_at"] == at("2024-06-03 00:00")
    assert floor.order(1)["due_at"] == at("2024-06-02 15:59:30")
    assert floor.order(2)["ship_by_at"] == at("2024-06-09 12:00")
    assert floor.order(3)["ship_by_at"] == at("2024-06-03 15:59:30"), "nothing waits for it any more"
