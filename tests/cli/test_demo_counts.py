"""Every live item on the demo's floor against a calculation of its own, and the list that Enter opens beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from store.book.clock import Clock, Moment
from store.book.columns import to_ms
from store.book.opening import open_book
from store.book.transactions import Book
from store.book.undo import undo_last
from store.desk.item_window import item_window
from store.desk.sources import SOURCES
from store.handling.commands import mark_done
from store.imports.file_views import day_of_files
from store.people.commands import enter
from store.shops.queries import all_shops
from tests.cli.floorbook import at
from tests.cli.raw_book import Raw, Sight
from tests.cli.raw_items import RULES, handled, missing_files
from tests.store.floor import key
from tui.cli.demo.command import prepare_demo

NOW = at("2026-11-21T08:52:00+08:00")
MOMENTS = {
    "live": Moment(NOW),
    "now": Moment(NOW, replay=True),
    "half-way through the files": Moment(at("2026-11-21T08:19:30+08:00"), replay=True),
    "before the files of the day": Moment(at("2026-11-21T07:30:00+08:00"), replay=True),
    "the afternoon before": Moment(at("2026-11-20T15:40:00+08:00"), replay=True),
    "a Sunday": Moment(at("2026-11-15T11:00:00+08:00"), replay=True),
}

every_moment = pytest.mark.parametrize("when", MOMENTS)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as it is made, on whose lists people then worked."""
    path = prepare_demo(tmp_path_factory.mktemp("demo"), 3_000, Clock(NOW))
    for before in (timedelta(hours=14), timedelta(minutes=5), timedelta(minutes=2)):
        _work(path, Clock(NOW - before))
    return path


def _work(path: Path, clock: Clock) -> None:
    """Two rows of each list are done, one more is marked and taken back, and one of none is marked for the item."""
    book, sight = open_book(path, clock), Sight(Raw(path), to_ms(clock.now()))
    actor = enter(book, "linmei", key()).actor
    for code, found in RULES.items():
        subject, what = SOURCES[code].subject, SOURCES[code].kinds[0]
        assert subject is not None
        there = sorted(found(sight))
        for ids in (there[:2], [2_000 + len(there)], there[-1:]):
            if ids:
                mark_done(book, actor, key(), subject=subject, ids=ids, what=what, item=code, since=clock.now())
        undo_last(book, actor, key())
    book.close()


@pytest.fixture(scope="module")
def raw(path: Path) -> Raw:
    """All of its rows."""
    return Raw(path)


@pytest.fixture(scope="module")
def book(path: Path) -> Iterator[Book]:
    """The book, open."""
    book = open_book(path, Clock(NOW))
    yield book
    book.close()


@every_moment
@pytest.mark.parametrize("code", RULES)
def test_an_item_counts_and_opens_what_the_rows_say(book: Book, raw: Raw, code: str, when: str) -> None:
    moment, source = MOMENTS[when], SOURCES[code]
    sight = Sight(raw, to_ms(moment.now))
    there = RULES[code](sight)
    done = handled(sight, code, there, str(source.subject), source.kinds)
    with book.read() as connection:
        counted = source.query(connection, all_shops(connection), moment)
    assert set(item_window(book, code, moment).ids(5_000)) == there - done
    assert (counted.left, counted.handled) == (len(there - done), len(done))


@every_moment
def test_the_files_that_are_missing(book: Book, raw: Raw, when: str) -> None:
    moment = MOMENTS[when]
    should = missing_files(Sight(raw, to_ms(moment.now)))
    with book.read() as connection:
        counted = SOURCES["files.missing"].query(connection, all_shops(connection), moment)
    assert {(line.tag, line.source) for line in day_of_files(book, moment).view("missing")} == should
    assert counted.left == len(should)


def test_no_live_item_is_left_out() -> None:
    assert {*RULES, "files.missing"} == set(SOURCES)


def test_the_lists_are_no_empty_ones(raw: Raw) -> None:
    morning = Sight(raw, to_ms(NOW))
    assert [code for code, found in RULES.items() if not found(morning)] == []
    assert missing_files(morning) == {("PD", "erp.returns")}
