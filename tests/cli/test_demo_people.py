"""What people did in the demo, as those who come to it see it: lists begun, rows handled, days that are over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from store.book.clock import Clock
from store.book.opening import open_book
from store.book.transactions import Book
from store.checklists.beginning import find_run
from store.checklists.looking_back import lists_today, past_lists, skipped_often
from store.checklists.walk_queries import walk_of
from store.desk.sources import SOURCES
from store.shops.queries import all_shops, floor_of
from tests.cli.floorbook import at
from tui.cli.demo.command import prepare_demo
from tui.cli.demo.orders import ZONE

MORNING, MIDNIGHT, AFTERNOON = "2026-11-21T08:52:00+08:00", "2026-11-23T00:00:40+08:00", "2026-11-22T16:30:00+08:00"


@pytest.fixture(scope="module", params=[MORNING, MIDNIGHT, AFTERNOON])
def anytime(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The demo on a Saturday morning, just after midnight on a Monday and on a Sunday afternoon."""
    yield from _book(tmp_path_factory.mktemp("demo"), request.param)


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The demo as the day begins."""
    yield from _book(tmp_path_factory.mktemp("demo"), MORNING)


def _book(folder: Path, text: str) -> Iterator[Book]:
    clock = Clock(at(text), lambda: 0)
    book = open_book(prepare_demo(folder, 3_000, clock), clock)
    yield book
    book.close()


def test_every_item_that_is_counted_has_something(anytime: Book) -> None:
    moment = anytime.clock.moment()
    with anytime.read() as connection:
        shops = all_shops(connection)
        found = {code: source.query(connection, shops, moment) for code, source in SOURCES.items()}
    assert [code for code, counted in found.items() if counted.left + counted.handled == 0] == []
    assert found["orders.no_tracking"].left > 0


def test_yesterday_is_done_but_for_two_items_and_the_same_are_skipped_again_and_again(anytime: Book) -> None:
    today = anytime.clock.now().astimezone(ZONE).date()
    yesterday = today - timedelta(days=1)
    with anytime.read() as connection:
        over = past_lists(connection, today - timedelta(days=14), today)
        often = skipped_often(connection, today - timedelta(days=14), today)
    assert sum(each.open for each in over if each.day == yesterday.isoformat()) == 2
    assert len({each.day for each in over}) >= 13
    assert {each.code for each in often if each.times >= 2} == {"slips.back", "stock.low"}


def test_in_the_morning_the_lists_are_half_done_and_in_the_first_minute_of_a_day_nobody_has_begun_one(
    anytime: Book,
) -> None:
    moment = anytime.clock.moment()
    with anytime.read() as connection:
        lists = lists_today(connection, moment, floor_of(all_shops(connection)))
    starts = {each.role: each for each in lists if each.occasion == "start"}
    assert len(starts) == 6
    if moment.now == at(MIDNIGHT):
        assert all(each.begun_at is None for each in starts.values())
    else:
        assert all(each.begun_at is not None and each.open for each in starts.values())
        assert sum(each.skipped for each in starts.values()) == 1


def test_the_counts_say_how_much_of_a_list_is_handled(morning: Book) -> None:
    moment = morning.clock.moment()
    with morning.read() as connection:
        counts = {code: each.query(connection, all_shops(connection), moment) for code, each in SOURCES.items()}
    partly = {code for code, counted in counts.items() if counted.left and counted.handled}
    assert partly >= {"refunds.unshipped", "orders.unpaid", "parcels.no_scan", "refunds.review", "stock.low"}
    assert counts["parcels.windows"].left == 0


def test_the_lead_walks_and_stands_at_the_third_item(morning: Book) -> None:
    day = morning.clock.now().astimezone(ZONE).date()
    with morning.read() as connection:
        run_id = find_run(connection, day, "lead", "start")
        assert run_id is not None
        walk = walk_of(connection, run_id)
    assert walk is not None
    assert (walk.walker, walk.place, walk.signed_at) == ("周岚", 2, None)
    assert [(each.code, each.owner) for each in walk.agreements] == [
        ("accounts.main", "小雨"),
        ("refunds.not_stopped", "阿海"),
    ]
