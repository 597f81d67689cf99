"""Scans of couriers: out of order, repeated, of parcels that nobody knows."""

from __future__ import annotations

import random
from typing import Any

from store.book.columns import from_ms
from tests.exports import SHIPPED, line, number, paid
from tests.store.floor import Floor, at
from tests.store.staging import Row, counts, take_rows

NO, OTHER = "73190553102532", "73190553102540"

WAY = [
    ("2024-06-01 18:00", "accepted", "待揽收"),
    ("2024-06-01 20:10", "picked_up", "已揽收"),
    ("2024-06-02 03:00", "in_transit", "离开杭州"),
    ("2024-06-03 07:30", "arrived", "到达成都"),
    ("2024-06-03 09:00", "out_for_delivery", "派件中"),
    ("2024-06-03 11:45", "signed", "已签收"),
]


def scan(when: str | None, state: str | None, text: str | None, no: str = NO, **more: object) -> Row:
    """A row of a courier's answer."""
    return {"tracking_no": no, "at": when, "state": state, "text": text, **more}


def way(until: int = len(WAY), no: str = NO) -> list[Row]:
    """The scans of a parcel as far as it has come."""
    return [scan(*each, no=no) for each in WAY[:until]]


def parcel(floor: Floor, no: str = NO) -> dict[str, Any]:
    """A parcel as it stands in the book, its times readable."""
    (row,) = floor.rows("SELECT * FROM parcels WHERE tracking_no=?", no)
    ends = ("_at", "_since")
    return row | {name: from_ms(value) for name, value in row.items() if name.endswith(ends) and value is not None}


def test_the_scans_of_a_parcel_say_where_it_is(floor: Floor) -> None:
    floor.take(line(1, status=SHIPPED, tracking_no=NO, courier="中通快递"))
    assert counts(take_rows(floor, "kuaidi100", scans=way(5))) == (5, 0, 0, 0, 0)
    row = parcel(floor)
    assert (row["state"], row["state_at"]) == ("out_for_delivery", at("2024-06-03 09:00"))
    assert (row["picked_up_at"], row["signed_at"]) == (at("2024-06-01 20:10"), None)
    assert floor.order()["picked_up_at"] == at("2024-06-01 20:10")
    take_rows(floor, "kuaidi100", scans=way())
    assert floor.order()["signed_at"] == at("2024-06-03 11:45")


def test_scans_may_come_in_any_order_and_again(floor: Floor) -> None:
    chosen = random.Random(11)
    rows = [*way(), *way(), *way(3)]
    chosen.shuffle(rows)
    take_rows(floor, "kuaidi100", scans=rows[:6])
    take_rows(floor, "kdniao", scans=rows[6:])
    take_rows(floor, "kuaidi100", scans=way(2))
    assert len(floor.rows("SELECT * FROM parcel_scans")) == len(WAY)
    row = parcel(floor)
    assert (row["state"], row["picked_up_at"], row["signed_at"]) == (
        "signed",
        at("2024-06-01 20:10"),
        at("2024-06-03 11:45"),
    )


def test_the_same_answer_again_changes_nothing(floor: Floor) -> None:
    take_rows(floor, "kuaidi100", scans=way(4))
    before = floor.snapshot(), floor.rows("SELECT * FROM parcel_scans")
    assert counts(take_rows(floor, "kuaidi100", scans=[*way(4), *way(1)])) == (0, 0, 4, 1, 0)
    assert (floor.snapshot(), floor.rows("SELECT * FROM parcel_scans")) == before


def test_a_parcel_that_nobody_knows_is_kept_and_found_by_its_order(floor: Floor) -> None:
    take_rows(floor, "courier.sheet", scans=way(3))
    assert floor.rows("SELECT * FROM parcel_orders") == []
    floor.take(line(1, status=SHIPPED, tracking_no=NO))
    assert floor.order()["picked_up_at"] == at("2024-06-01 20:10")
    assert len(floor.rows("SELECT * FROM parcels")) == 1


def test_an_order_has_left_the_house_when_all_its_parcels_have(floor: Floor) -> None:
    floor.take(paid(1, tracking_no=NO))
    floor.take(paid(1, tracking_no=OTHER), as_of="2024-06-02 11:00")
    take_rows(floor, "kuaidi100", scans=way())
    assert floor.order()["picked_up_at"] is None
    take_rows(floor, "kuaidi100", scans=[scan("2024-06-02 20:00", "picked_up", "已揽收", no=OTHER)])
    assert (floor.order()["picked_up_at"], floor.order()["signed_at"]) == (at("2024-06-02 20:00"), None)


def test_a_list_of_latest_states_is_a_scan_a_file(floor: Floor) -> None:
    rows = [scan(None, "in_transit", None, state_word="运输中"), scan(None, None, None, OTHER, state_word="处理中")]
    assert counts(take_rows(floor, "courier.sheet", "2024-06-03 09:00", scans=rows)) == (2, 0, 0, 0, 0)
    row = parcel(floor)
    assert (row["state"], row["state_at"], row["picked_up_at"]) == ("in_transit", *[at("2024-06-03 09:00")] * 2)
    assert (parcel(floor, OTHER)["state"], parcel(floor, OTHER)["picked_up_at"]) == ("unknown", None)


def test_words_that_nobody_understood_move_only_the_last_scan_until_they_are_known(floor: Floor) -> None:
    rows = [*way(3), scan("2024-06-04 09:00", None, "快件已妥投")]
    take_rows(floor, "kuaidi100", scans=rows)
    row = parcel(floor)
    assert (row["state"], row["last_scan_at"]) == ("in_transit", at("2024-06-04 09:00"))
    known = scan("2024-06-04 09:00", "signed", "快件已妥投")
    assert counts(take_rows(floor, "kuaidi100", scans=[known])) == (0, 1, 0, 0, 0)
    assert parcel(floor)["signed_at"] == at("2024-06-04 09:00")


def test_what_comes_back_is_not_signed_by_the_buyer(floor: Floor) -> None:
    back = [
        scan("2024-06-03 12:00", "refused", "拒收"),
        scan("2024-06-04 08:00", "returning", "退回中"),
        scan("2024-06-06 10:00", "signed", "退件签收"),
    ]
    take_rows(floor, "kuaidi100", scans=[*way(5), *back])
    row = parcel(floor)
    assert (row["returning_since"], row["signed_at"]) == (at("2024-06-03 12:00"), None)


def test_a_problem_may_be_that_nobody_could_pick_it_up(floor: Floor) -> None:
    take_rows(floor, "kuaidi100", scans=[*way(1), scan("2024-06-01 21:00", "problem", "揽收失败")])
    assert (parcel(floor)["state"], parcel(floor)["picked_up_at"]) == ("problem", None)


def test_a_courier_that_was_guessed_gives_way_to_one_that_is_named_and_not_back(floor: Floor) -> None:
    take_rows(floor, "kdniao", scans=[scan("2024-06-01 18:00", "accepted", "a", courier="ZTO")])
    take_rows(
        floor, "courier.sheet", scans=[scan("2024-06-01 18:00", "accepted", "a", courier="YTO", courier_word="圆通")]
    )
    take_rows(floor, "kdniao", scans=[scan("2024-06-01 18:00", "accepted", "a", courier="ZTO")])
    assert (parcel(floor)["courier"], parcel(floor)["courier_word"]) == ("YTO", "圆通")


def test_two_shops_may_have_the_same_number(floor: Floor) -> None:
    floor.take(line(1, status=SHIPPED, tracking_no=NO))
    assert floor.rows("SELECT shop_id FROM parcels") == [{"shop_id": floor.shop.id}]
    assert number(1) == floor.order()["order_no"]
