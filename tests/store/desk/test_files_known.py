"""Today knows from the order list of whatever platform the shop sells on."""

from __future__ import annotations

from dataclasses import replace

from store.desk.today import today
from store.shops.commands import change_settings
from tests.exports import number, paid
from tests.store.floor import Floor, at, key
from tests.store.staging import take_rows


def test_a_shop_of_another_platform_is_known_by_its_own_list(floor: Floor) -> None:
    settings = replace(floor.shop.settings, expected_files=("jd.orders", "erp.slips"))
    change_settings(floor.book, floor.lead.actor, key(), "茶", settings, floor.shop.version)
    book = floor.set_to("2024-06-02 11:00")
    late = {each.item.code: each for each in today(book, "lead").items}["orders.late"]
    assert late.unknown
    take_rows(floor, "jd.orders", "2024-06-02 10:00", orders=[{"order_no": number(1)}])
    late = {each.item.code: each for each in today(book, "lead").items}["orders.late"]
    assert (late.unknown, late.left) == (False, 0)
    book.close()


def test_a_file_that_nobody_expects_is_known_as_soon_as_it_came(floor: Floor) -> None:
    settings = replace(floor.shop.settings, expected_files=("taobao.orders",))
    change_settings(floor.book, floor.lead.actor, key(), "茶", settings, floor.shop.version)
    book = floor.set_to("2024-06-02 11:00")

    def returns() -> bool:
        return {each.item.code: each for each in today(book, "warehouse", "start").items}["returns.receive"].unknown

    assert returns()
    take_rows(floor, "erp.returns", "2024-06-01 10:00", returns=[])
    assert returns(), "yesterday's"
    take_rows(floor, "erp.returns", "2024-06-02 10:00", returns=[])
    assert not returns()
    book.close()


def test_looked_back_at_a_later_file_does_not_hide_that_the_days_had_not_come(floor: Floor) -> None:
    take_rows(floor, "taobao.orders", "2024-06-01 10:00", orders=[{"order_no": number(1)}])
    take_rows(floor, "taobao.orders", "2024-06-03 10:00", orders=[{"order_no": number(1)}])
    book = floor.set_to("2024-06-02 11:00")
    found = {each.item.code: each for each in today(book, "lead").items}
    assert (found["orders.late"].unknown, found["orders.late"].known_as_of) == (True, at("2024-06-01 10:00"))
    assert found["files.missing"].left == 1
    book.close()


def test_looked_back_at_what_a_later_list_of_stock_took_the_place_of_is_unknown_not_zero(floor: Floor) -> None:
    floor.take(paid(1), as_of="2024-06-02 07:00")
    goods = [{"order_no": number(1), "item_no": "1", "title": "茶", "code": "A", "quantity": 1}]
    take_rows(floor, "taobao.items", "2024-06-02 07:00", items=goods)
    take_rows(floor, "stock", "2024-06-02 07:30", stock=[{"code": "A", "quantity": 0}])
    assert low_at(floor, "2024-06-02 10:00") == (1, False, False)
    take_rows(floor, "a-mapping.of-stock", "2024-06-02 14:00", stock=[{"code": "A", "quantity": 0}])
    assert low_at(floor, "2024-06-02 10:00") == (None, True, True)
    assert low_at(floor, "2024-06-02 15:00") == (1, False, False)


def low_at(floor: Floor, when: str) -> tuple[int | None, bool, bool]:
    """How many goods are low by the clock of that time, whether nobody knows, and whether a later file is why."""
    book = floor.set_to(when)
    found = {each.item.code: each for each in today(book, "presale", "start").items}["stock.low"]
    book.close()
    return found.left, found.unknown, found.overtaken
