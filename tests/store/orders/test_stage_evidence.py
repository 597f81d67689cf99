"""The stage where lists, couriers, people and the platform all have something to say."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import pytest

from store.orders.commands import see_stage
from store.orders.queries import order_window, orders
from store.orders.rules import SEEN_IN_ERP, Stage
from store.orders.stages import Evidence, stage_of
from store.orders.views import is_to_print
from tests.exports import number, paid
from tests.store.floor import Floor, at, key
from tests.store.staging import take_rows

NOW = at("2024-06-02 12:00")
H9, H10, H11, H13 = (at(f"2024-06-02 {hour:02}:00") for hour in (9, 10, 11, 13))


@pytest.mark.parametrize(
    ("stage", "evidence"),
    [
        (Stage.PRINTED, {"printed_at": H9, "printed_as_of": H11}),
        (Stage.UNPRINTED, {"unprinted_as_of": H9}),
        (Stage.UNKNOWN, {"unprinted_as_of": H13}),
        (Stage.PRINTED, {"printed_at": H10, "printed_as_of": H13, "unprinted_as_of": H9}),
        # A person and a list: the newest word wins.
        (Stage.UNPRINTED, {"seen": Stage.UNPRINTED, "seen_at": H11, "printed_at": H9, "printed_as_of": H10}),
        (Stage.PRINTED, {"seen": Stage.UNPRINTED, "seen_at": H10, "printed_at": H9, "printed_as_of": H11}),
        (Stage.UNPRINTED, {"seen": Stage.PRINTED, "seen_at": H10, "unprinted_as_of": H11}),
        (Stage.PACKED, {"seen": Stage.PACKED, "seen_at": H10, "unprinted_as_of": H9}),
        # A list that says `printed` does not contradict somebody who saw it packed.
        (Stage.PACKED, {"seen": Stage.PACKED, "seen_at": H9, "printed_at": H9, "printed_as_of": H11}),
        # The click may be made when it is printed.
        (Stage.CLICKED, {"shipped_at": H10, "printed_at": H9, "printed_as_of": H11}),
        (Stage.CLICKED, {"shipped_at": H10, "unprinted_as_of": H9}),
        (Stage.UNPRINTED, {"shipped_at": H10, "unprinted_as_of": H11}),
        (
            Stage.PACKED,
            {"shipped_at": H10, "seen": Stage.PACKED, "seen_at": H11, "printed_at": H9, "printed_as_of": H11},
        ),
        # A list of what is still to be sent overrules it, if the stage is known at all.
        (Stage.PRINTED, {"shipped_at": H10, "printed_at": H9, "printed_as_of": H9, "unshipped_as_of": H11}),
        (Stage.CLICKED, {"shipped_at": H10, "unshipped_as_of": H11}),
        (Stage.CLICKED, {"shipped_at": H10, "printed_at": H9, "printed_as_of": H9, "unshipped_as_of": H9}),
        # The courier has it: nothing in the house counts any more.
        (Stage.LEFT, {"picked_up_at": H10, "unprinted_as_of": H11}),
        (Stage.LEFT, {"picked_up_at": H10, "seen": Stage.PACKED, "seen_at": H11}),
        (Stage.UNPRINTED, {"picked_up_at": H13, "unprinted_as_of": H11}),
        (Stage.SIGNED, {"signed_at": H11, "picked_up_at": H10}),
        (Stage.LEFT, {"signed_at": H13, "picked_up_at": H10}),
    ],
)
def test_the_newest_word_wins(stage: Stage, evidence: dict[str, Any]) -> None:
    assert stage_of(Evidence(**evidence), NOW) is stage


def test_card_and_list_show_what_the_lists_say(floor: Floor) -> None:
    floor.take(paid(1), paid(2), paid(3))
    rows = [
        {"order_no": number(1), "slip_printed": 0, "waybill_printed": 0},
        {"order_no": number(2), "slip_printed": 1, "waybill_printed": 0, "wave": "12-31"},
    ]
    take_rows(floor, "erp.slips", "2024-06-02 12:00", prints=rows)
    assert [floor.card(place).stage for place in (1, 2, 3)] == [Stage.UNPRINTED, Stage.PRINTED, Stage.UNKNOWN]
    window = order_window(floor.book, floor.book.clock.moment(), "unshipped")
    stages = {row.order_no: row.stage for row in window.first(10).rows}
    assert stages == {number(1): Stage.UNPRINTED, number(2): Stage.PRINTED, number(3): Stage.UNKNOWN}
    (printed,) = [each for each in floor.card(2).history if each.by == "erp.slips"]
    assert (printed.code, printed.at, printed.estimated) == ("order.slip_printed", NOW, True)
    assert printed.params == {"wave": "12-31"}
    assert {each.code for each in floor.card(1).history} >= {"order.unprinted"}


def test_a_parcel_with_a_scan_has_left_the_house(floor: Floor) -> None:
    floor.take(paid(1, tracking_no="73190553102532"))
    scan = {"tracking_no": "73190553102532", "at": "2024-06-02 09:00", "state": "picked_up", "text": "已揽收"}
    take_rows(floor, "kuaidi100", scans=[scan])
    card = floor.card()
    assert (card.stage, card.picked_up_at) == (Stage.LEFT, H9)
    assert "parcel.picked_up" in [each.code for each in card.history]


def test_paid_and_unprinted_is_counted_as_the_stage_is_shown(floor: Floor) -> None:
    """Whatever lists and people said, in whatever order."""
    chosen = random.Random(5)
    places = range(1, 41)
    floor.take(*(paid(place) for place in places), as_of="2024-06-02 08:00")
    hours: list[datetime] = [at("2024-06-02 09:00") + timedelta(hours=hour) for hour in range(6)]
    chosen.shuffle(hours)
    for hour in hours:
        rows = [
            {
                "order_no": number(place),
                "slip_printed": chosen.choice([0, 1, None]),
                "waybill_printed": chosen.choice([0, 1]),
            }
            for place in chosen.sample(places, 20)
        ]
        take_rows(floor, "erp.slips", hour.strftime("%Y-%m-%d %H:%M"), prints=rows)
    for place in chosen.sample(places, 15):
        stage = chosen.choice(SEEN_IN_ERP)
        see_stage(floor.book, floor.agent.actor, key(), floor.order_id(place), stage, seen_version=0)
    moment = floor.book.clock.moment()
    with floor.book.read() as connection:
        found = set(connection.scalars(orders.select().with_only_columns(orders.c.order_no).where(is_to_print(moment))))
    shown = {number(place) for place in places if floor.card(place).stage is Stage.UNPRINTED}
    assert found == shown
    assert 5 < len(found) < 35
