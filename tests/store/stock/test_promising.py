"""When does it go? The rule in the floor's words."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack

import pytest

from store.shops.rules import ShopSettings
from store.stock.promising import Facts, Promise, PromiseKind, Standing, promise
from store.stock.rules import Availability
from tests.store.floor import at

NOON = "2026-11-20 12:00"
"""A Friday."""
TRUCKS = {"ZTO": "16:30", "SF": "18:00"}


class Known(TypedDict, total=False):
    """What else is known, as `Facts` calls it."""

    standing: Standing
    ship_by_at: datetime
    kind_word: str
    presale: bool
    packed: bool
    courier: str


def told(
    paid: str | None,
    now: str = NOON,
    stock: Availability = Availability.IN_STOCK,
    settings: ShopSettings | None = None,
    **facts: Unpack[Known],
) -> Promise:
    """What may be told of something that was paid then."""
    paid_at = None if paid is None else at(paid)
    return promise(Facts(paid_at, stock, **facts), settings or ShopSettings(days_off=(6,)), at(now))


def codes(found: Promise) -> list[str]:
    """Why, without the subject."""
    return [reason.code.removeprefix("promise.") for reason in found.why]


def friday(days: int = 0) -> date:
    """So many days after the Friday of these tests."""
    return date(2026, 11, 20) + timedelta(days=days)


@pytest.mark.parametrize(
    ("paid", "now", "kind", "day", "why"),
    [
        ("2026-11-20 15:59", "2026-11-20 16:30", "today", 0, ["in_stock", "before_cut_off"]),
        ("2026-11-20 16:00", "2026-11-20 16:30", "on_a_day", 1, ["in_stock", "after_cut_off"]),
        ("2026-11-19 17:00", NOON, "today", 0, ["in_stock", "after_cut_off"]),
        ("2026-11-21 16:10", "2026-11-21 16:30", "on_a_day", 3, ["in_stock", "after_cut_off", "warehouse_off"]),
        ("2026-11-22 10:00", "2026-11-22 10:05", "on_a_day", 3, ["in_stock", "before_cut_off", "warehouse_off"]),
    ],
)
def test_in_stock(paid: str, now: str, kind: str, day: int, why: list[str]) -> None:
    found = told(paid, now)
    assert (found.kind, found.day, codes(found)) == (kind, friday(day), why)


def test_a_holiday_is_passed_over_like_a_day_off() -> None:
    settings = ShopSettings(days_off=(6,), holidays=("2026-11-21", "2026-11-23"))
    found = told("2026-11-20 16:10", "2026-11-20 16:20", settings=settings)
    assert (found.day, codes(found)) == (
        friday(4),
        ["in_stock", "after_cut_off", "warehouse_off", "platform_first"],
    )


def test_out_of_stock_it_is_the_next_working_day_and_only_once() -> None:
    found = told(NOON, stock=Availability.OUT_OF_STOCK)
    assert (found.kind, found.day, codes(found)) == (PromiseKind.ON_A_DAY, friday(1), ["out_of_stock"])
    over_sunday = told("2026-11-21 10:00", "2026-11-21 10:10", Availability.OUT_OF_STOCK)
    assert (over_sunday.day, codes(over_sunday)) == (friday(3), ["out_of_stock", "warehouse_off"])
    next_day = told("2026-11-19 12:00", NOON, Availability.OUT_OF_STOCK)
    assert (next_day.kind, next_day.day, codes(next_day)) == (PromiseKind.ASK, None, ["still_out_of_stock"])


def test_stock_unknown_promises_nothing_but_the_clocks_run() -> None:
    found = told(NOON, stock=Availability.UNKNOWN)
    assert (found.kind, found.day, codes(found)) == (PromiseKind.ASK, None, ["unknown_stock"])
    assert found.house_day == friday()
    assert found.ship_by_at == at("2026-11-22 12:00")
    assert not found.house_over


def test_what_is_packed_needs_no_list_of_stock() -> None:
    found = told(NOON, stock=Availability.OUT_OF_STOCK, packed=True)
    assert (found.kind, codes(found)[0]) == (PromiseKind.TODAY, "packed")


def test_what_the_house_has_missed_is_told_for_the_next_day_that_can_be_kept() -> None:
    found = told("2026-11-19 10:00", NOON)
    assert (found.kind, found.day) == (PromiseKind.TODAY, friday())
    assert found.house_over
    assert found.house_day == friday(-1)
    evening = told("2026-11-19 10:00", "2026-11-20 19:00")
    assert (evening.kind, evening.day) == (PromiseKind.ON_A_DAY, friday(1))


def test_trucks() -> None:
    settings = ShopSettings(days_off=(6,), pickups=TRUCKS)
    assert [each.courier for each in told(NOON, settings=settings).trucks] == ["ZTO", "SF"]
    assert [each.courier for each in told(NOON, "2026-11-20 17:00", settings=settings).trucks] == ["SF"]
    assert [(each.courier, each.at) for each in told(NOON, settings=settings, courier="ZTO").trucks] == [
        ("ZTO", "16:30")
    ]
    gone = told("2026-11-20 12:00", "2026-11-20 17:00", settings=settings, courier="ZTO")
    assert (gone.kind, gone.day, codes(gone)[-1]) == (PromiseKind.ON_A_DAY, friday(1), "trucks_gone")
    saturday = told("2026-11-21 12:00", "2026-11-21 18:30", settings=settings)
    assert (saturday.day, codes(saturday)[-2:]) == (friday(3), ["trucks_gone", "warehouse_off"])


@pytest.mark.parametrize("word", ["预售订单", "【预售】羽绒服 12月5日发"])
def test_presale_goes_by_the_platforms_date_where_a_file_has_it(word: str) -> None:
    found = told(NOON, kind_word=word, ship_by_at=at("2026-12-05 23:59"))
    assert (found.kind, found.day, codes(found)) == (PromiseKind.BY_A_DAY, date(2026, 12, 5), ["presale"])
    assert found.house_due_at is None
    undated = told(NOON, kind_word=word)
    assert (undated.kind, undated.day, undated.ship_by_at) == (PromiseKind.ASK, None, None)


def test_a_ship_by_that_is_far_away_is_a_date_of_its_own() -> None:
    assert told(NOON, ship_by_at=at("2026-12-05 23:59")).kind is PromiseKind.BY_A_DAY
    assert told(NOON, ship_by_at=at("2026-11-23 12:00")).kind is PromiseKind.TODAY
    assert told(NOON, kind_word="毛衣 非预售").kind is PromiseKind.TODAY


@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.OPEN])
def test_nothing_goes_of_what_is_not_paid_shipped_closed_refunded_or_held(standing: Standing) -> None:
    found = told(NOON, standing=standing)
    assert (found.kind, found.day, codes(found)) == (PromiseKind.NOTHING, None, [standing])


def test_without_a_payment_nothing_is_told() -> None:
    assert codes(told(None)) == ["not_paid"]


def test_the_platforms_clock_may_be_over_before_the_houses() -> None:
    settings = ShopSettings(days_off=(5, 6), promise_hours=24)
    first = told("2026-11-20 16:10", "2026-11-20 16:20", settings=settings)
    assert (first.day, codes(first)[-1]) == (friday(3), "platform_first")
    assert first.ship_by_estimated
    over = told("2026-11-17 12:00", NOON, ship_by_at=at("2026-11-19 12:00"))
    assert over.platform_over
    assert not over.ship_by_estimated


def generated(number: int) -> list[tuple[Facts, ShopSettings, datetime]]:
    """Many orders of a month, shops of every habit, at many moments."""
    chance = random.Random(7)
    begin = at("2026-11-01 00:00")
    found = []
    for _ in range(number):
        paid_at = begin + timedelta(minutes=chance.randrange(60 * 24 * 30))
        late = [None, paid_at + timedelta(hours=48), paid_at + timedelta(days=chance.randrange(20))]
        facts = Facts(
            paid_at,
            chance.choice(list(Availability)),
            ship_by_at=chance.choice(late),
            kind_word=chance.choice(["", "预售"]),
            courier=chance.choice([None, "ZTO", "JT"]),
        )
        settings = ShopSettings(
            days_off=chance.choice([(), (6,), (5, 6)]), cut_off=chance.choice(["00:00", "16:00", "23:59"]),
            pickups=chance.choice([{}, TRUCKS]), holidays=chance.choice([(), ("2026-11-11", "2026-11-12")]),
        )  # fmt: skip
        found.append((facts, settings, paid_at + timedelta(minutes=chance.randrange(-600, 60 * 24 * 4))))
    return found


def test_a_day_that_is_told_can_be_kept() -> None:
    for facts, settings, now in generated(3_000):
        found = promise(facts, settings, now)
        today = now.astimezone(settings.tz).date()
        if found.day is not None:
            assert found.day >= today, (facts, now)
            assert found.kind is PromiseKind.BY_A_DAY or settings.works_on(found.day)
            assert found.kind is PromiseKind.BY_A_DAY or facts.availability is not Availability.UNKNOWN
        if facts.availability is Availability.OUT_OF_STOCK:
            assert found.kind is not PromiseKind.TODAY
        assert (found.kind is PromiseKind.TODAY) == (found.day == today and found.kind is not PromiseKind.BY_A_DAY)
