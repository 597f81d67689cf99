"""What is to be done with orders in the course of a day, in the words of those who do it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest

from store.book.clock import Moment
from store.desk.item_views import ORDER_VIEWS
from store.handling.commands import mark_done
from store.handling.rules import Done, Subject
from store.orders.queries import order_window
from store.orders.rules import Stage
from store.orders.views import SORTS
from tests.exports import CLOSED, SHIPPED, Line, line, number, paid
from tests.store.floor import Floor, at, key
from tests.store.plans import page_plans
from tests.store.staging import take_rows

MORNING = "2024-06-03 09:00"
EVENING = "2024-06-03 18:00"
LISTS = [(view.key, sort) for view in ORDER_VIEWS.values() for sort in view.sorts]

looking_back = pytest.mark.parametrize("replay", [False, True], ids=["live", "replay"])


def places(floor: Floor, view: str, when: str, replay: bool = False, sort: str | None = None) -> list[int]:
    """Which orders of a test a view has at a moment, in its order; it counts as many as it lists."""
    window = order_window(floor.book, Moment(at(when), replay), ORDER_VIEWS[view], sort)
    rows = window.first(100).rows
    assert window.count(None).number == len(rows)
    return [(int(row.order_no) - int(number(0))) // 7 for row in rows]


def clicked(place: int, when: str = "2024-06-03 10:00:00", **cells: str) -> Line:
    """An order that was clicked as shipped."""
    return line(
        place, **{"status": SHIPPED, "total": "59.00", "paid_at": "2024-06-02 15:59:30", "shipped_at": when, **cells}
    )


@looking_back
def test_paid_before_the_cut_off_goes_today(floor: Floor, replay: bool) -> None:
    floor.take(
        paid(1, "2024-06-03 08:59:00"),
        paid(2, "2024-06-02 16:00:00"),
        paid(3, "2024-06-01 10:00:00"),
        line(4),
        clicked(5, "2024-06-03 08:00:00"),
        as_of="2024-06-03 08:59",
    )
    assert sorted(places(floor, "today", MORNING, replay)) == [1, 2, 3]
    assert places(floor, "today", MORNING, replay)[0] == 3, "the latest first"


@looking_back
def test_paid_after_the_cut_off_goes_tomorrow(floor: Floor, replay: bool) -> None:
    floor.take(paid(1, "2024-06-03 15:59:59"), paid(2, "2024-06-03 16:00:00"), as_of="2024-06-03 17:00")
    assert places(floor, "today", EVENING, replay) == [1]
    assert sorted(places(floor, "today", "2024-06-04 00:00", replay)) == [1, 2]


@looking_back
def test_paid_and_unprinted_stand_by_the_platforms_ship_by(floor: Floor, replay: bool) -> None:
    floor.take(*(paid(place, f"2024-06-02 1{place}:00:00") for place in (1, 2, 3, 4, 5)))
    for place, stage in ((1, Stage.UNPRINTED), (2, Stage.PRINTED), (3, Stage.UNPRINTED), (4, Stage.UNPRINTED)):
        floor.see(place, stage, "2024-06-02 18:00")
    take_rows(floor, "erp.slips", "2024-06-02 20:00", prints=[{"order_no": number(3), "slip_printed": 1}])
    take_rows(floor, "erp.slips", "2024-06-02 21:00", prints=[{"order_no": number(5), "slip_printed": 0}])
    floor.take(paid(4, "2024-06-02 14:00:00", ship_by_at="2024-06-02 20:00:00"), as_of="2024-06-02 19:00")
    assert places(floor, "unprinted", MORNING, replay) == [4, 1, 5]
    assert sorted(places(floor, "unprinted", MORNING, replay, "due")) == [1, 4, 5]


@looking_back
def test_before_the_truck_comes_what_was_paid_before_the_cut_off_is_printed(floor: Floor, replay: bool) -> None:
    floor.take(paid(1, "2024-06-03 10:00:00"), paid(2, "2024-06-03 16:30:00"), as_of="2024-06-03 17:00")
    said = [{"order_no": number(place), "slip_printed": 0} for place in (1, 2)]
    take_rows(floor, "erp.slips", "2024-06-03 17:10", prints=said)
    assert places(floor, "cut_off_unprinted", EVENING, replay) == [1]
    assert sorted(places(floor, "unprinted", EVENING, replay)) == [1, 2]


@looking_back
def test_shipped_today_is_what_the_buyers_are_told_of(floor: Floor, replay: bool) -> None:
    floor.take(
        clicked(1),
        clicked(2, "2024-06-02 23:59:59"),
        clicked(3, status=CLOSED, closed_reason="退款"),
        clicked(4, title="补差价"),
        clicked(5, "2024-06-03 00:00:00"),
        as_of="2024-06-03 17:00",
    )
    assert places(floor, "shipped_today", EVENING, replay) == [5, 1]


@looking_back
def test_a_file_that_does_not_say_when_it_was_shipped_makes_no_old_shipment_one_of_today(
    floor: Floor, replay: bool
) -> None:
    carried = {"tracking_no": "73190553102532", "courier": "中通快递"}
    floor.take(clicked(1, "", **carried), clicked(2, ""), clicked(3), as_of="2024-06-03 17:00")
    scan = {"tracking_no": carried["tracking_no"], "at": "2024-06-02 20:10", "state": "picked_up", "text": "已揽收"}
    take_rows(floor, "kuaidi100", "2024-06-03 17:30", scans=[scan])
    assert sorted(places(floor, "shipped_today", EVENING, replay)) == [2, 3]


@looking_back
def test_clicked_as_shipped_and_no_file_has_a_tracking_number(floor: Floor, replay: bool) -> None:
    floor.take(clicked(1), clicked(2), clicked(3, "2024-06-02 10:00:00"), as_of="2024-06-03 17:00")
    carried = {"tracking_no": "73190553102532", "courier": "ZTO"}
    take_rows(floor, "erp.slips", "2024-06-03 17:30", prints=[{"order_no": number(2), "slip_printed": 1, **carried}])
    assert places(floor, "no_tracking", EVENING, replay) == [1]


def _goods(place: int, code: str, quantity: int | None = 1) -> Mapping[str, object]:
    return {"order_no": number(place), "item_no": f"{place}{code}", "title": code, "code": code, "quantity": quantity}


@looking_back
def test_out_of_stock_by_todays_list_and_the_buyer_was_not_told(floor: Floor, replay: bool) -> None:
    floor.take(*(paid(place, "2024-06-02 12:00:00") for place in range(1, 7)), clicked(7, "2024-06-03 06:00:00"))
    lines = [_goods(1, "A"), _goods(2, "B", 3), _goods(3, "B", 2), _goods(4, "C"), _goods(5, "D"), _goods(6, "A")]
    take_rows(floor, "taobao.items", "2024-06-03 07:10", items=[*lines, _goods(1, "B"), _goods(7, "A")])
    take_rows(floor, "stock", "2024-06-02 07:20", stock=[{"code": "D", "quantity": 0}])
    there = [{"code": "A", "quantity": 0}, {"code": "B", "quantity": 2}]
    take_rows(floor, "stock", "2024-06-03 07:30", stock=there)
    book = floor.set_to("2024-06-02 20:00")
    ids = [floor.order_id(6)]
    mark_done(book, floor.agent.actor, key(), subject=Subject.ORDER, ids=ids, what=Done.BUYER_TOLD)
    book.close()
    # Of 2 there are three wanted and two there; D was counted yesterday, C never; 6 was told, 7 has gone.
    assert sorted(places(floor, "short", MORNING, replay)) == [1, 2]


@looking_back
def test_short_is_what_has_fewer_pieces_than_are_wanted(floor: Floor, replay: bool) -> None:
    pairs = list(enumerate(product((None, 0, 1, 2, 3), (0, 1, 2)), start=1))
    floor.take(*(paid(place, "2024-06-02 12:00:00") for place, _ in pairs))
    goods = [_goods(place, f"C{place}", wanted) for place, (wanted, _) in pairs]
    take_rows(floor, "taobao.items", "2024-06-03 07:10", items=goods)
    take_rows(
        floor,
        "stock",
        "2024-06-03 07:30",
        stock=[{"code": f"C{place}", "quantity": lies} for place, (_, lies) in pairs],
    )
    expected = [place for place, (wanted, lies) in pairs if lies < (wanted or 1)]
    assert sorted(places(floor, "short", MORNING, replay)) == expected


@pytest.mark.parametrize(("view", "sort"), LISTS)
def test_every_page_is_read_from_an_index_in_its_order(floor: Floor, view: str, sort: str) -> None:
    floor.take(*(paid(place) for place in range(1, 9)), *(clicked(place) for place in range(11, 19)))
    window = order_window(floor.book, Moment(at(EVENING)), ORDER_VIEWS[view], sort)
    for statement, steps in page_plans(floor.book, window):
        index = next(step for step in steps if " orders USING " in step)
        assert "ix_orders_" in index, steps
        if "ORDER BY" in statement:
            (first, *_) = floor.rows(f"PRAGMA index_info({index.split('INDEX ')[1].split()[0]})")
            assert first["name"] == SORTS[sort].column.name
