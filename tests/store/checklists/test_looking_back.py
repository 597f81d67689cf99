"""For the lead: which lists are late or not begun, how the days before went, what is always skipped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from store.book.transactions import Book
from store.checklists.commands import settle_item
from store.checklists.looking_back import ListState, lists_today, past_lists, skipped_often
from store.checklists.occasions import occasion_now, occasions_of
from store.checklists.rules import Result, due_on, other_day
from store.shops.clocks import last_truck, pickups_to_come
from store.shops.commands import change_settings
from store.shops.queries import all_shops, floor_of
from store.shops.rules import ShopSettings
from tests.store.floor import Floor, at, key


@contextmanager
def on(floor: Floor, when: str) -> Iterator[Book]:
    """The book in a process whose clock was set."""
    book = floor.set_to(when)
    try:
        yield book
    finally:
        book.close()


def settle(floor: Floor, when: str, code: str, result: Result = Result.DONE, role: str = "lead", why: str = "") -> None:
    """Tick or skip an item of a morning list."""
    with on(floor, when) as book:
        settle_item(
            book,
            floor.lead.actor,
            key(),
            day=when[:10],
            role=role,
            occasion="start",
            code=code,
            result=result,
            left=0,
            why=why,
        )


def states(floor: Floor, when: str) -> dict[tuple[str, str], ListState]:
    """Every list as the lead sees it at a moment."""
    with on(floor, when) as book, book.read() as connection:
        shops = all_shops(connection)
        found = lists_today(connection, book.clock.moment(), floor_of(shops))
    return {(each.occasion, each.role): each for each in found}


def test_the_lead_sees_which_lists_are_late_begun_and_not_begun(floor: Floor) -> None:
    settle(floor, "2024-06-04 09:00", "files.missing")
    found = states(floor, "2024-06-04 10:00")
    assert {role for _, role in found} == {"lead", "aftersales"}, "nobody prints here"
    mine, theirs, later = found["start", "lead"], found["start", "aftersales"], found["pickup", "lead"]
    later_on = at("2024-06-04 10:00")
    assert (mine.done, mine.total, mine.who, mine.is_late(later_on)) == (1, 8, ("Lin",), True)
    assert (theirs.begun_at, theirs.open, theirs.is_late(later_on)) == (None, 8, True)
    assert (later.begun_at, later.is_late(later_on)) == (None, False)
    assert not mine.is_late(at("2024-06-04 09:29"))


def test_a_list_that_is_all_done_or_skipped_is_not_late(floor: Floor) -> None:
    for code in ("changes.voids", "refunds.unshipped"):
        settle(floor, "2024-06-04 09:00", code, Result.SKIPPED, role="print", why="none")
    settle(floor, "2024-06-04 09:00", "orders.unprinted", role="print")
    found = states(floor, "2024-06-04 20:00")["start", "print"]
    assert (found.done, found.skipped, found.open) == (1, 2, 0)
    assert not found.is_late(at("2024-06-04 20:00"))


def test_yesterdays_list_stays_yesterdays(floor: Floor) -> None:
    settle(floor, "2024-06-03 09:00", "files.missing")
    settle(floor, "2024-06-04 09:00", "files.missing", Result.SKIPPED, why="closed")
    with floor.book.read() as connection:
        found = past_lists(connection, date(2024, 6, 1), date(2024, 6, 5))
        yesterday = past_lists(connection, date(2024, 6, 1), date(2024, 6, 4))
    assert [(each.day, each.done, each.skipped, each.open) for each in found] == [
        ("2024-06-04", 0, 1, 7),
        ("2024-06-03", 1, 0, 7),
    ]
    assert yesterday == found[1:]


def test_what_is_skipped_again_and_again_comes_first_with_its_last_reason(floor: Floor) -> None:
    for day, why in (("2024-06-01", "no time"), ("2024-06-03", "still no time")):
        settle(floor, f"{day} 09:00", "parcels.flagged", Result.SKIPPED, why=why)
    settle(floor, "2024-06-03 09:10", "files.missing", Result.SKIPPED, why="holiday")
    with floor.book.read() as connection:
        found = skipped_often(connection, date(2024, 6, 1), date(2024, 6, 4))
        later = skipped_often(connection, date(2024, 6, 3), date(2024, 6, 4))
    assert [(each.code, each.times, each.last_why) for each in found] == [
        ("parcels.flagged", 2, "still no time"),
        ("files.missing", 1, "holiday"),
    ]
    assert [each.times for each in later] == [1, 1]


PICKUPS = ShopSettings(pickups={"ZTO": "16:30", "YTO": "17:30"})


@pytest.mark.parametrize(
    ("role", "when", "shown"),
    [
        ("lead", "2024-06-04 08:50", "start"),
        ("lead", "2024-06-04 12:00", "pickup"),
        ("lead", "2024-06-04 17:29", "pickup"),
        ("lead", "2024-06-04 17:30", "end"),
        ("aftersales", "2024-06-04 19:00", "handover"),
        ("finance", "2024-06-04 19:00", "start"),
    ],
)
def test_the_list_of_the_hour_is_shown_first(floor: Floor, role: str, when: str, shown: str) -> None:
    change_settings(floor.book, floor.lead.actor, key(), "茶", PICKUPS, floor.shop.version)
    with on(floor, when) as book, book.read() as connection:
        assert (
            occasion_now(connection, role, occasions_of(connection, role), book.clock.moment(), all_shops(connection))
            == shown
        )


def test_the_morning_gives_way_as_soon_as_all_of_it_is_done(floor: Floor) -> None:
    for code in ("changes.voids", "refunds.unshipped", "orders.unprinted"):
        settle(floor, "2024-06-04 09:00", code, role="print")
    with on(floor, "2024-06-04 09:10") as book, book.read() as connection:
        assert (
            occasion_now(
                connection, "print", occasions_of(connection, "print"), book.clock.moment(), all_shops(connection)
            )
            == "pickup"
        )
        assert occasions_of(connection, "print") == ("start", "pickup")


def test_a_weekly_list_is_due_on_its_weekday_and_the_one_before_is_a_week_back() -> None:
    assert due_on("weekly", date(2024, 6, 6), "mon 18:00", ShopSettings()) == at("2024-06-03 18:00")
    assert due_on("weekly", date(2024, 6, 6), "fri 18:00", ShopSettings()) == at("2024-06-07 18:00")
    assert other_day("weekly", date(2024, 6, 6), -1) == date(2024, 5, 27)
    assert other_day("start", date(2024, 6, 6), -1) == date(2024, 6, 5)


def test_what_is_due_after_midnight_is_due_in_the_night_that_ends_the_day() -> None:
    night = ShopSettings(day_starts="06:00")
    assert due_on("handover", date(2024, 6, 4), "02:00", night) == at("2024-06-05 02:00")


def test_each_couriers_next_truck_of_any_shop_comes_first() -> None:
    other = ShopSettings(pickups={"ZTO": "18:00", "SF": "19:00"})
    off = ShopSettings(pickups={"JD": "17:00"}, days_off=(1,))
    day, now = date(2024, 6, 4), at("2024-06-04 17:00")
    trucks = pickups_to_come((PICKUPS, other, off), day, now)
    assert [(truck.courier, truck.at) for truck in trucks] == [
        ("YTO", at("2024-06-04 17:30")),
        ("ZTO", at("2024-06-04 18:00")),
        ("SF", at("2024-06-04 19:00")),
    ]
    assert pickups_to_come((PICKUPS,), day, at("2024-06-04 17:30")) == ()


def test_without_trucks_the_cut_off_ends_the_pick_up() -> None:
    assert last_truck((), date(2024, 6, 4)) == at("2024-06-04 16:00")
    assert last_truck((PICKUPS, ShopSettings()), date(2024, 6, 4)) == at("2024-06-04 17:30")


def test_no_truck_comes_to_a_warehouse_that_does_not_work() -> None:
    tuesdays_off = ShopSettings(pickups={"SF": "20:00"}, days_off=(1,))
    assert last_truck((PICKUPS, tuesdays_off), date(2024, 6, 4)) == at("2024-06-04 17:30")
    assert last_truck((tuesdays_off,), date(2024, 6, 4)) == at("2024-06-04 16:00")
