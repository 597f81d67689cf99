"""How long the shop has to answer a refund is the shop's to say, where no file says when the step runs out."""

from __future__ import annotations

import pytest

from store.shops.commands import change_settings
from store.shops.rules import ShopSettings
from tests.store.floor import Floor, key
from tests.store.refunds.test_intake import refund
from tests.store.refunds.test_lists import MOMENTS, NOON, rows
from tests.store.staging import take_rows


def answers(floor: Floor, days: int, version: int = 1) -> None:
    """The shop says how many days it has."""
    settings = ShopSettings(respond_days=days)
    change_settings(floor.book, floor.lead.actor, key(), floor.shop.tag, settings, version)


def by_when(floor: Floor) -> dict[str, tuple[str, bool]]:
    """By when to act on the open ones in their order, and whether that is an estimate."""
    shown = rows(floor.book, "open", MOMENTS[0])
    return {row.refund_no: (f"{row.act_by_at:%m-%d %H:%M}", row.act_by_estimated) for row in shown}


@pytest.mark.parametrize("before", [False, True], ids=["refunds first", "setting first"])
def test_by_when_to_act_is_an_estimate_by_the_shops_days(floor: Floor, before: bool) -> None:
    if before:
        answers(floor, 2)
    said = [
        refund("R1"),
        refund("R2", step_due_at="2024-06-05 08:00"),
        refund("R3", evidence_due_at="2024-06-03 08:00"),
    ]
    take_rows(floor, "taobao.refunds", NOON, refunds=said)
    if not before:
        assert list(by_when(floor).items())[-1] == ("R1", ("06-07 00:00", True)), "five days, where nobody decided"
        answers(floor, 2)
    # Applied for at 08:00 in Shanghai, midnight in UTC.
    assert by_when(floor) == {"R3": ("06-03 00:00", False), "R1": ("06-04 00:00", True), "R2": ("06-05 00:00", False)}
    assert list(by_when(floor)) == ["R3", "R1", "R2"]


def test_what_is_over_keeps_the_date_that_it_had(floor: Floor) -> None:
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund("R1", status="closed")])
    before = floor.rows("SELECT act_by_at, version FROM refunds")
    answers(floor, 2)
    assert floor.rows("SELECT act_by_at, version FROM refunds") == before
