"""The house's promise for what is in stock."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from store.shops.clocks import house_due, house_steps
from store.shops.rules import ShopSettings

BERLIN = "Europe/Berlin"


def local(text: str, zone: str = "Asia/Shanghai") -> datetime:
    """A time on the wall of a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("paid", "due"),
    [
        ("2024-06-03 00:00:00", "2024-06-04"),
        ("2024-06-03 15:59:59", "2024-06-04"),
        ("2024-06-03 16:00:00", "2024-06-05"),
        ("2024-06-03 23:59:59", "2024-06-05"),
    ],
)
def test_paid_before_the_cut_off_goes_today(paid: str, due: str) -> None:
    assert house_due(local(paid), ShopSettings()) == local(due)


@pytest.mark.parametrize(
    ("paid", "due"),
    [
        ("2024-06-07 15:00", "2024-06-08"),  # a Friday
        ("2024-06-07 17:00", "2024-06-11"),  # over the weekend
        ("2024-06-08 10:00", "2024-06-11"),
        ("2024-06-09 20:00", "2024-06-11"),
    ],
)
def test_days_off_are_passed_over(paid: str, due: str) -> None:
    assert house_due(local(paid), ShopSettings(days_off=(5, 6))) == local(due)


def test_holidays_are_passed_over_and_join_with_the_weekend() -> None:
    settings = ShopSettings(days_off=(5, 6), holidays=("2024-06-10", "2024-06-11"))
    assert house_due(local("2024-06-07 17:00"), settings) == local("2024-06-13")


def test_on_the_days_when_the_clocks_change_the_day_still_ends_at_midnight() -> None:
    settings = ShopSettings(zone=BERLIN)
    assert house_due(local("2024-03-31 10:00", BERLIN), settings) == local("2024-04-01", BERLIN)
    assert house_due(local("2024-10-27 10:00", BERLIN), settings) == local("2024-10-28", BERLIN)
    assert local("2024-10-28", BERLIN) - local("2024-10-27", BERLIN) == timedelta(hours=25)


@pytest.mark.parametrize("cut_off", ["00:00", "01:30", "02:30", "16:00", "23:59"])
@pytest.mark.parametrize("zone", ["Asia/Shanghai", BERLIN, "America/New_York", "Australia/Lord_Howe"])
def test_the_steps_agree_with_the_rule(zone: str, cut_off: str) -> None:
    chance = random.Random(5)
    settings = ShopSettings(
        zone=zone, cut_off=cut_off, days_off=(6,), holidays=("2024-05-01", "2024-05-02", "2024-12-25")
    )
    for begin in (local("2024-03-01", zone), local("2024-10-01", zone), local("2024-04-29", zone)):
        paid = sorted(begin + timedelta(minutes=chance.randrange(60 * 24 * 45)) for _ in range(300))
        steps = list(house_steps(paid[0], paid[-1], settings))
        assert steps == sorted(steps)
        for each in paid:
            due = next(due for begins, due in reversed(steps) if begins <= each)
            assert due == house_due(each, settings), (each, zone, cut_off)


@pytest.mark.parametrize("cut_off", ["01:30", "02:30"])
@pytest.mark.parametrize("night", ["2024-03-31", "2024-10-27"])
def test_the_steps_agree_with_the_rule_in_the_nights_when_the_clocks_change(night: str, cut_off: str) -> None:
    settings = ShopSettings(zone=BERLIN, cut_off=cut_off)
    begin = local(night, BERLIN) - timedelta(hours=2)
    paid = [begin + timedelta(minutes=5 * step) for step in range(120)]
    steps = list(house_steps(paid[0], paid[-1], settings))
    for each in paid:
        assert next(due for begins, due in reversed(steps) if begins <= each) == house_due(each, settings), each
