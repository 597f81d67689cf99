"""Two files about one order: which of them is believed."""

from __future__ import annotations

import pytest

from tests.exports import CLOSED, FINISHED, PAID, SHIPPED, WAITING, Line, line, paid
from tests.store.floor import Floor, at

MORNING, NOON = "2024-06-02 10:00", "2024-06-02 12:00"


def test_the_newer_file_wins(floor: Floor) -> None:
    floor.take(paid(1, memo="急"), as_of=MORNING)
    floor.take(paid(1, memo="改地址", total="60.00"), as_of=NOON)
    order = floor.order()
    assert (order["memo"], order["total"], order["version"]) == ("改地址", 6000, 2)


def test_an_older_file_fills_only_what_is_empty(floor: Floor) -> None:
    floor.take(paid(1, memo="改地址"), as_of=NOON)
    run = floor.take(paid(1, memo="急", title="红茶", postage="8.00"), as_of=MORNING)
    order = floor.order()
    assert (order["memo"], order["title"], order["postage"]) == ("改地址", "红茶", 800)
    assert run.changed == 1


def test_an_older_file_with_nothing_new_changes_nothing(floor: Floor) -> None:
    floor.take(paid(1, memo="改地址"), as_of=NOON)
    before = floor.snapshot()
    run = floor.take(paid(1, memo="急"), as_of=MORNING)
    assert floor.snapshot() == before
    assert (run.changed, run.same) == (0, 1)


def test_the_newest_file_is_remembered_also_after_an_older_one(floor: Floor) -> None:
    floor.take(paid(1), as_of=NOON)
    floor.take(paid(1), as_of=MORNING)
    assert [said.as_of for said in floor.card().files] == [at(NOON)]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("paid_at", "2024-06-01 15:59:30"),
        ("shipped_at", "2024-06-02 09:00:00"),
        ("finished_at", "2024-06-02 09:30:00"),
        ("ship_by_at", "2024-06-03 16:00:00"),
    ],
)
def test_evidence_does_not_vanish_by_an_empty_cell(floor: Floor, column: str, cell: str) -> None:
    floor.take(line(1, total="59.00", **{column: cell}), as_of=MORNING)
    floor.take(line(1, total="59.00", **{column: ""}), as_of=NOON)
    assert floor.order()[column] == at(cell)


def test_a_status_and_money_do_not_vanish_by_an_empty_cell(floor: Floor) -> None:
    floor.take(paid(1, refunded="9.00", title="红茶"), as_of=MORNING)
    floor.take(paid(1, status="", total="", refunded="", title=""), as_of=NOON)
    order = floor.order()
    assert (order["status"], order["platform_word"], order["total"], order["refunded"], order["title"]) == (
        "paid",
        PAID,
        5900,
        900,
        "红茶",
    )
    assert order["refunded_at"] == at(MORNING)


def test_a_memo_that_was_emptied_is_empty(floor: Floor) -> None:
    floor.take(paid(1, memo="急"), as_of=MORNING)
    floor.take(paid(1, memo=""), as_of=NOON)
    assert floor.order()["memo"] is None


def test_a_file_without_a_column_does_not_erase_it(floor: Floor) -> None:
    full = paid(
        1,
        memo="急",
        message="放门口",
        title="红茶",
        quantity="2",
        refunded="9.00",
        nick="买家一",
        receiver="张某",
        phone="13800000000",
        tracking_no="73190553102532",
        ship_by_at="2024-06-03 16:00:00",
    )
    floor.take(full, as_of=MORNING)
    before = floor.snapshot()
    run = floor.take(line(1), as_of=NOON)
    assert floor.snapshot() == before
    assert run.same == 1


def test_a_time_that_a_file_states_replaces_the_estimate(floor: Floor) -> None:
    floor.take(line(1, status=SHIPPED), as_of=MORNING)
    assert floor.card().estimated == {"paid_at", "shipped_at"}
    assert floor.order()["shipped_at"] == at(MORNING)
    floor.take(
        line(1, status=SHIPPED, paid_at="2024-06-01 15:59:30", shipped_at="2024-06-02 09:00:00"),
        as_of=NOON,
    )
    order = floor.order()
    assert (order["paid_at"], order["shipped_at"]) == (at("2024-06-01 15:59:30"), at("2024-06-02 09:00:00"))
    assert floor.card().estimated == frozenset()


def test_an_older_file_that_states_a_time_replaces_the_estimate_of_a_newer_one(floor: Floor) -> None:
    floor.take(line(1, status=SHIPPED), as_of=NOON)
    floor.take(paid(1, ship_by_at="2024-06-03 15:00:00"), as_of=MORNING)
    order = floor.order()
    assert order["paid_at"] == at("2024-06-01 15:59:30")
    assert floor.card().estimated == {"shipped_at"}
    assert (order["ship_by_at"], order["ship_by_estimated"]) == (at("2024-06-03 15:00:00"), 0)


def test_an_estimate_never_replaces_a_time_that_was_stated(floor: Floor) -> None:
    floor.take(line(1, status=SHIPPED, shipped_at="2024-06-02 09:00:00"), as_of=MORNING)
    floor.take(line(1, status=FINISHED), as_of=NOON)
    order = floor.order()
    assert order["shipped_at"] == at("2024-06-02 09:00:00")
    assert order["finished_at"] == at(NOON)
    assert floor.card().estimated == {"paid_at", "finished_at"}


def test_what_an_older_file_lets_us_estimate_is_marked_as_such(floor: Floor) -> None:
    floor.take(line(1, total="59.00"), as_of=NOON)
    floor.take(line(1, status=SHIPPED), as_of=MORNING)
    assert floor.order()["shipped_at"] == at(MORNING)
    assert floor.card().estimated == {"paid_at", "shipped_at"}


def test_the_first_file_that_knew_of_a_shipping_keeps_its_time(floor: Floor) -> None:
    floor.take(line(1, status=SHIPPED), as_of=MORNING)
    floor.take(line(1, status=SHIPPED), as_of=NOON)
    order = floor.order()
    assert (order["shipped_at"], order["version"]) == (at(MORNING), 1)


def test_an_older_status_does_not_stand_beside_a_newer_word_that_nobody_knows(floor: Floor) -> None:
    floor.take(line(1, status="锁单中"), as_of=NOON)
    floor.take(line(1, status=PAID), as_of=MORNING)
    order = floor.order()
    assert (order["status"], order["platform_word"]) == (None, "锁单中")
    assert order["paid_at"] is not None


def test_an_older_refund_that_a_newer_file_took_back_stays_taken_back(floor: Floor) -> None:
    floor.take(paid(1, refunded="0.00"), as_of=NOON)
    floor.take(paid(1, refunded="59.00"), as_of=MORNING)
    order = floor.order()
    assert (order["refunded"], order["refunded_at"], order["settled_at"]) == (0, None, None)


def test_a_refund_that_was_taken_back_opens_the_order_again(floor: Floor) -> None:
    floor.take(paid(1, refunded="59.00"), as_of=MORNING)
    assert floor.order()["settled_at"] == at(MORNING)
    floor.take(paid(1, refunded="0.00"), as_of=NOON)
    order = floor.order()
    assert (order["refunded_at"], order["settled_at"]) == (None, None)


STORY: tuple[tuple[str, Line], ...] = (
    ("2024-06-01 16:00", line(1, status=WAITING, total="59.00", memo="一")),
    ("2024-06-02 08:00", paid(1, memo="二", refunded="0.00", ship_by_at="2024-06-03 15:59:30")),
    ("2024-06-02 12:00", paid(1, status=SHIPPED, memo="三", refunded="0.00", tracking_no="73190553102532")),
    ("2024-06-09 12:00", paid(1, status=FINISHED, memo="四", refunded="9.00", title="红茶，绿茶")),
)


@pytest.mark.parametrize("order_of_files", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2), (2, 0, 3, 1)])
def test_the_files_of_an_order_may_come_in_any_order(floor: Floor, order_of_files: tuple[int, ...]) -> None:
    for place in order_of_files:
        as_of, said = STORY[place]
        floor.take(said, as_of=as_of)
    order = floor.order()
    assert order["status"] == "finished"
    assert order["memo"] == "四"
    assert order["paid_at"] == at("2024-06-01 15:59:30")
    assert order["shipped_at"] == at("2024-06-02 12:00")
    assert order["finished_at"] == order["settled_at"] == at("2024-06-09 12:00")
    assert (order["refunded"], order["refunded_at"]) == (900, at("2024-06-09 12:00"))
    assert (order["ship_by_at"], order["ship_by_estimated"]) == (at("2024-06-03 15:59:30"), 0)
    assert order["estimated"] == "shipped_at,finished_at,"
    card = floor.card()
    assert [item.title for item in card.lines] == ["红茶", "绿茶"]
    assert [parcel.tracking_no for parcel in card.parcels] == ["73190553102532"]


def test_closed_stays_closed_whichever_file_comes_first(floor: Floor) -> None:
    floor.take(line(1, status=CLOSED, closed_reason="买家未付款"), as_of=NOON)
    floor.take(line(1, status=WAITING), as_of=MORNING)
    floor.take(line(2, status=WAITING), as_of=MORNING)
    floor.take(line(2, status=CLOSED, closed_reason="买家未付款"), as_of=NOON)
    assert [floor.order(place)["settled_at"] for place in (1, 2)] == [at(NOON), at(NOON)]
