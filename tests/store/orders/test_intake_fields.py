"""What one file says about an order, field by field."""

from __future__ import annotations

import pytest

from store.book.errors import Refusal
from store.imports.commands import import_file
from store.orders.rules import Stage
from store.shops.clocks import house_due
from store.shops.commands import open_shop
from store.shops.rules import Platform, ShopSettings
from tests.exports import CLOSED, FINISHED, PAID, SHIPPED, SIGNED, WAITING, line, number, paid
from tests.store.floor import Floor, at, key

FILE = "2024-06-02 10:00"


@pytest.mark.parametrize(
    ("status", "times", "stage"),
    [
        (WAITING, set(), Stage.UNKNOWN),
        (PAID, {"paid_at"}, Stage.UNKNOWN),
        ("卖家部分发货", {"paid_at"}, Stage.UNKNOWN),
        (SHIPPED, {"paid_at", "shipped_at"}, Stage.CLICKED),
        (SIGNED, {"paid_at", "shipped_at", "finished_at", "settled_at"}, Stage.SIGNED),
        (FINISHED, {"paid_at", "shipped_at", "finished_at", "settled_at"}, Stage.SIGNED),
        (CLOSED, {"settled_at"}, Stage.UNKNOWN),
        ("锁单中", set(), Stage.UNKNOWN),
    ],
)
def test_a_status_without_times_says_what_has_happened(
    floor: Floor, status: str, times: set[str], stage: Stage
) -> None:
    floor.take(line(1, status=status), as_of=FILE)
    order, card = floor.order(), floor.card()
    names = ("paid_at", "shipped_at", "finished_at", "settled_at")
    assert {name for name in names if order[name] is not None} == times
    assert card.estimated == times - {"settled_at"}
    assert card.stage is stage
    assert card.platform_word == status


def test_without_a_time_of_payment_the_house_counts_from_the_order(floor: Floor) -> None:
    floor.take(line(1, status=PAID), as_of=FILE)
    order = floor.order()
    assert order["paid_at"] == order["placed_at"] == at("2024-06-01 15:58:00")
    assert order["house_due_at"] == at("2024-06-02 00:00")


def test_an_order_without_any_time_is_not_younger_than_its_file(floor: Floor) -> None:
    floor.take({"order_no": number(1), "total": "59.00", "placed_at": ""}, as_of=FILE)
    assert floor.order()["placed_at"] == at(FILE)
    assert floor.card().estimated == {"placed_at"}
    floor.take(line(1), as_of="2024-06-02 09:00")
    assert floor.order()["placed_at"] == at("2024-06-01 15:58:00")


def test_money_is_kept_in_fen(floor: Floor) -> None:
    floor.take(line(1, payable="1,234.50", postage="￥8", total="1242.50", paid="12.00元", refunded="0元"), as_of=FILE)
    order = floor.order()
    names = ("payable", "postage", "total", "paid", "refunded")
    assert [order[name] for name in names] == [123450, 800, 124250, 1200, 0]


@pytest.mark.parametrize(("refunded", "settled"), [("0.00", False), ("58.99", False), ("59.00", True), ("60.00", True)])
def test_only_a_refund_in_full_settles_an_order(floor: Floor, refunded: str, settled: bool) -> None:
    floor.take(paid(1, refunded=refunded), as_of=FILE)
    order = floor.order()
    assert order["settled_at"] == (at(FILE) if settled else None)
    assert order["refunded_at"] == (None if refunded == "0.00" else at(FILE))


def test_two_files_together_can_tell_a_refund_in_full(floor: Floor) -> None:
    floor.take(paid(1), as_of=FILE)
    floor.take(line(1, refunded="59.00"), as_of="2024-06-02 12:00")
    assert floor.order()["settled_at"] == at("2024-06-02 12:00")


def test_a_reason_for_closing_settles_and_the_platforms_word_for_none_does_not(floor: Floor) -> None:
    floor.take(line(1, closed_reason="买家未付款"), line(2, closed_reason="订单未关闭"), as_of=FILE)
    assert [floor.order(place)["settled_at"] for place in (1, 2)] == [at(FILE), None]


def test_the_earlier_of_the_two_clocks_is_the_one_that_counts(floor: Floor) -> None:
    floor.take(
        paid(1, ship_by_at="2024-06-01 20:00:00"),
        paid(2, ship_by_at="2024-06-05 20:00:00"),
        paid(3),
        paid(4, at="2024-06-01 16:00:00"),
        as_of=FILE,
    )
    house = house_due(at("2024-06-01 15:59:30"), ShopSettings())
    assert house == at("2024-06-02 00:00")
    found = [floor.order(place) for place in (1, 2, 3, 4)]
    assert [order["due_at"] for order in found] == [
        at("2024-06-01 20:00"),
        house,
        house,
        at("2024-06-03 00:00"),
    ]
    assert [order["ship_by_estimated"] for order in found] == [0, 0, 1, 1]
    assert found[2]["ship_by_at"] == at("2024-06-03 15:59:30")


def test_a_payment_that_only_the_book_knows_of_has_a_house_promise_too(floor: Floor) -> None:
    floor.take(line(1, status=WAITING, placed_at="2024-03-01 10:00:00"), as_of="2024-03-01 11:00")
    floor.take({"order_no": number(1), "status": PAID, "total": "59.00"}, as_of=FILE)
    order = floor.order()
    assert order["paid_at"] == at("2024-03-01 10:00:00")
    assert order["house_due_at"] == at("2024-03-02 00:00")


def test_titles_of_one_cell_become_the_lines_of_the_order(floor: Floor) -> None:
    floor.take(line(1, title="红茶，绿茶", quantity="3"), line(2, title="红茶", quantity="3"), as_of=FILE)
    assert [(item.title, item.quantity) for item in floor.card(1).lines] == [("红茶", None), ("绿茶", None)]
    assert [(item.title, item.quantity) for item in floor.card(2).lines] == [("红茶", 3)]


def test_titles_of_a_later_file_become_lines_where_there_were_none(floor: Floor) -> None:
    floor.take(line(1, total="59.00"), as_of=FILE)
    for _ in range(2):
        floor.take(line(1, title="红茶，绿茶"), as_of="2024-06-02 12:00")
    assert [item.title for item in floor.card().lines] == ["红茶", "绿茶"]


def test_orders_split_over_parcels_and_parcels_that_hold_several_orders(floor: Floor) -> None:
    floor.take(paid(1, tracking_no="73190553102532", courier="中通快递"), as_of="2024-06-02 08:00")
    floor.take(
        paid(1, tracking_no="YT4318407829600", courier="圆通速递"),
        paid(2, tracking_no="YT4318407829600", courier="圆通速递"),
        as_of=FILE,
    )
    assert [(parcel.tracking_no, parcel.courier) for parcel in floor.card(1).parcels] == [
        ("73190553102532", "ZTO"),
        ("YT4318407829600", "YTO"),
    ]
    assert [parcel.tracking_no for parcel in floor.card(2).parcels] == ["YT4318407829600"]
    assert len(floor.rows("SELECT 1 AS n FROM parcels")) == 2


def test_a_courier_that_a_later_file_names_is_written_to_its_parcel(floor: Floor) -> None:
    floor.take(paid(1, tracking_no="900000000001"), as_of="2024-06-02 08:00")
    floor.take(paid(1, tracking_no="900000000001", courier="中通快递"), as_of=FILE)
    (parcel,) = floor.card().parcels
    assert (parcel.courier, parcel.courier_word) == ("ZTO", "中通快递")


def test_two_shops_may_have_the_same_nick_and_the_same_number(floor: Floor) -> None:
    open_shop(
        floor.book, floor.lead.actor, key(), tag="酒", name="酒行", platform=Platform.TAOBAO, settings=ShopSettings()
    )
    contact = {"nick": "买家一", "receiver": "张某", "phone": "13800000000", "tracking_no": "73190553102532"}
    floor.take(paid(1, memo="茶", **contact), tag="茶", as_of=FILE)
    floor.take(paid(1, memo="酒", **contact), tag="酒", as_of=FILE)
    for table in ("orders", "buyers", "contacts", "parcels"):
        found = floor.rows(f"SELECT shop_id FROM {table} ORDER BY shop_id")
        assert [row["shop_id"] for row in found] == [1, 2], table
    assert [row["memo"] for row in floor.rows("SELECT memo FROM orders ORDER BY shop_id")] == ["茶", "酒"]


def test_a_file_of_another_kind_is_refused_and_changes_nothing(floor: Floor) -> None:
    path = floor.folder / "x.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(Refusal):
        import_file(floor.book, floor.lead.actor, path)
    assert floor.rows("SELECT id FROM import_runs") == []
    assert list((floor.book.path.parent / "floor.staging").glob("*")) == []
