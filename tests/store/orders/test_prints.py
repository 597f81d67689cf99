"""What the ERP's lists say of orders in the house."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from store.book.columns import from_ms
from tests.exports import number, paid
from tests.store.floor import Floor, at
from tests.store.staging import Row, counts, take_rows

EARLY, NOON, LATE = "2024-06-02 09:00", "2024-06-02 12:00", "2024-06-02 15:00"


def slip(place: int = 1, printed: int | None = None, waybill: int | None = None, **more: object) -> Row:
    """A row of the list of slips."""
    return {"order_no": number(place), "slip_printed": printed, "waybill_printed": waybill, **more}


def known(floor: Floor, place: int = 1) -> dict[str, Any]:
    """What the book knows of an order in the house, its times readable."""
    (row,) = floor.rows("SELECT * FROM order_prints WHERE order_no=?", number(place))
    ends = ("_at", "_as_of")
    return row | {name: from_ms(value) for name, value in row.items() if name.endswith(ends) and value is not None}


def test_yes_and_no_are_evidence_as_of_the_list(floor: Floor) -> None:
    floor.take(paid(1), paid(2))
    run = take_rows(floor, "erp.slips", NOON, prints=[slip(1, 1, 0), slip(2, 0, 0, wave="12-31"), slip(3)])
    assert counts(run) == (3, 0, 0, 0, 0)
    row = known(floor)
    assert (row["slip_printed_at"], row["waybill_printed_at"]) == (at(NOON), None)
    assert row["waybill_unprinted_as_of"] == at(NOON)
    assert row["order_id"] == floor.order_id(1)
    assert (known(floor, 2)["wave"], known(floor, 3)["order_id"]) == ("12-31", None)
    floor.take(paid(3), as_of=LATE)
    assert known(floor, 3)["order_id"] == floor.order_id(3)


def test_the_same_list_again_changes_nothing_and_a_newer_one_only_its_age(floor: Floor) -> None:
    floor.take(paid(1))
    rows = [slip(1, 1, 0, erp_no="E1"), slip(2, 0, 0)]
    take_rows(floor, "erp.slips", NOON, prints=rows)
    before = floor.rows("SELECT * FROM order_prints")
    assert counts(take_rows(floor, "erp.slips", NOON, prints=rows)) == (0, 0, 2, 0, 0)
    assert floor.rows("SELECT * FROM order_prints") == before
    assert counts(take_rows(floor, "erp.slips", LATE, prints=rows)) == (0, 0, 2, 0, 0)
    row = known(floor)
    assert (row["slip_printed_at"], row["slip_printed_as_of"], row["version"]) == (at(NOON), at(LATE), 1)


@pytest.mark.parametrize("order", list(permutations([(EARLY, 0), (NOON, 1), (LATE, 1)])))
def test_lists_may_come_in_any_order(floor: Floor, order: tuple[tuple[str, int], ...]) -> None:
    for as_of, said in order:
        take_rows(floor, "erp.slips", as_of, prints=[slip(1, said)])
    row = known(floor)
    assert (row["slip_printed_at"], row["slip_printed_as_of"], row["slip_unprinted_as_of"]) == (
        at(NOON),
        at(LATE),
        at(EARLY),
    )


def test_un_reviewed_and_printed_anew(floor: Floor) -> None:
    take_rows(floor, "erp.slips", EARLY, prints=[slip(1, 1)])
    take_rows(floor, "erp.slips", NOON, prints=[slip(1, 0)])
    assert known(floor)["slip_printed_at"] is None
    take_rows(floor, "erp.slips", LATE, prints=[slip(1, 1)])
    assert known(floor)["slip_printed_at"] == at(LATE)


def test_an_order_that_the_erp_split_is_printed_when_one_part_is(floor: Floor) -> None:
    rows = [slip(1, 1, 0, erp_no="E1"), slip(1, 0, 0, erp_no="E2")]
    assert counts(take_rows(floor, "erp.slips", NOON, prints=rows)) == (1, 0, 0, 1, 0)
    assert (known(floor)["slip_printed_at"], known(floor)["slip_unprinted_as_of"]) == (at(NOON), None)


def test_a_line_about_several_orders_is_evidence_for_each(floor: Floor) -> None:
    floor.take(paid(1), paid(2))
    merged = slip(1, 1, 1, more=[number(2)], tracking_no="73190553102532", courier="ZTO", courier_word="中通")
    assert counts(take_rows(floor, "erp.slips", NOON, prints=[merged])) == (1, 0, 0, 0, 0)
    assert known(floor, 2)["slip_printed_at"] == at(NOON)
    links = floor.rows("SELECT order_id FROM parcel_orders ORDER BY order_id")
    assert [row["order_id"] for row in links] == sorted([floor.order_id(1), floor.order_id(2)])
    assert counts(take_rows(floor, "erp.slips", NOON, prints=[merged])) == (0, 0, 1, 0, 0)


def test_a_wave_speaks_for_its_orders_also_for_those_that_come_later(floor: Floor) -> None:
    take_rows(floor, "erp.slips", EARLY, prints=[slip(1, 0, 0, wave="W1"), slip(2, 0, 0, wave="W2")])
    waves = [
        {"wave": "W1", "slip_printed": 1, "waybill_printed": 0, "cancelled": 0, "orders": 2},
        {"wave": "W2", "slip_printed": 1, "cancelled": 1},
    ]
    assert counts(take_rows(floor, "erp.waves", NOON, waves=waves)) == (2, 0, 0, 0, 0)
    assert (known(floor, 1)["slip_printed_at"], known(floor, 1)["waybill_printed_at"]) == (at(NOON), None)
    assert known(floor, 2)["slip_printed_at"] is None, "a cancelled wave says nothing"
    take_rows(floor, "erp.to_ship", LATE, prints=[slip(3, wave="W1")])
    assert known(floor, 3)["slip_printed_at"] == at(NOON)
    assert counts(take_rows(floor, "erp.waves", NOON, waves=waves)) == (0, 0, 2, 0, 0)


def test_a_list_of_what_is_to_be_sent_is_evidence_that_it_was_not(floor: Floor) -> None:
    assert counts(take_rows(floor, "erp.to_ship", NOON, prints=[slip(1)])) == (1, 0, 0, 0, 0)
    take_rows(floor, "erp.late", LATE, prints=[slip(1)])
    take_rows(floor, "erp.to_ship", EARLY, prints=[slip(1)])
    assert known(floor)["unshipped_as_of"] == at(LATE)
    take_rows(floor, "erp.slips", LATE, prints=[slip(2)])
    assert known(floor, 2)["unshipped_as_of"] is None
