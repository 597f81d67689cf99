"""The buyer's time to confirm the receipt was extended: its parcel is to be extended again when that is nearly over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from store.book.clock import Moment
from store.book.transactions import Book
from store.book.undo import undo_last
from store.desk.sources import SOURCES
from store.handling.commands import mark_done
from store.handling.rules import Done, Subject
from store.parcels.rules import Deadline, Flag
from store.people.commands import Colleague
from store.shops.commands import change_settings
from store.shops.queries import all_shops
from store.shops.rules import ShopSettings
from tests.store.floor import Floor, at, key
from tests.store.parcels.test_flags import flags, listed, number, places, scan, scanned, sent, then

WINDOW = "2024-06-09 18:00"
"""Clicked on the 2nd at 18:00: confirmed on the 12th, to be extended from the 9th on."""
LATER = "2024-06-12 18:00"


@contextmanager
def clock(floor: Floor, when: str) -> Iterator[Book]:
    """The book while the clock on the wall shows `when`."""
    book = floor.set_to(when)
    yield book
    book.close()


def extend(floor: Floor, *marked: int, when: str = "2024-06-10 09:00", by: Colleague | None = None) -> None:
    """Somebody extends these parcels in the back end and says so."""
    ids = [
        row["id"] for place in marked for row in floor.rows("SELECT id FROM parcels WHERE tracking_no=?", number(place))
    ]
    with clock(floor, when) as book:
        actor = (by or floor.agent).actor
        mark_done(book, actor, key(), subject=Subject.PARCEL, ids=ids, what=Done.EXTENDED, item="parcels.windows")


def live(floor: Floor, when: str) -> list[int]:
    """Which parcels are to be extended, by the book as it stands."""
    return [place for place in (1, 2) if number(place) in numbers(floor, when)]


def numbers(floor: Floor, when: str) -> set[str]:
    return {row.tracking_no for row in listed(floor.book, Flag.WINDOW, Moment(at(when)))}


def test_an_extended_parcel_leaves_the_window_until_three_days_before_the_new_date(floor: Floor) -> None:
    floor.take(sent(1), sent(2))
    extend(floor, 1)
    assert live(floor, "2024-06-10 10:00") == [2]
    assert Flag.WINDOW not in flags(floor, 1, "2024-06-10 10:00")
    assert live(floor, "2024-06-12 17:59") == [2]
    assert live(floor, LATER) == [1, 2]
    row = next(row for row in listed(floor.book, Flag.WINDOW, Moment(at(LATER))) if row.tracking_no == number(1))
    assert (row.due, row.due_at, row.due_estimated) == (Deadline.CONFIRM, at("2024-06-15 18:00"), True)


def test_who_looks_back_before_the_mark_does_not_know_it(floor: Floor) -> None:
    floor.take(sent(1), sent(2))
    extend(floor, 1)
    assert then(floor, Flag.WINDOW, "2024-06-10 08:59") == [1, 2]
    assert then(floor, "flagged", "2024-06-10 08:59") == [1, 2]
    assert then(floor, Flag.WINDOW, "2024-06-10 09:05") == [2]
    (row, _) = listed(floor.book, Flag.WINDOW, Moment(at("2024-06-10 08:59"), True))
    assert row.due_at == at("2024-06-12 18:00")
    assert [row.tracking_no for row in listed(floor.book, Flag.WINDOW, Moment(at(LATER), True))] == [
        number(2),
        number(1),
    ], "what is confirmed first stands first"


def test_undo_takes_the_extension_back(floor: Floor) -> None:
    floor.take(sent(1), sent(2))
    extend(floor, 1, 2)
    assert live(floor, "2024-06-10 10:00") == []
    with clock(floor, "2024-06-10 09:10") as book:
        undo_last(book, floor.agent.actor, key())
    assert places(floor, Flag.WINDOW, "2024-06-10 10:00") == [1, 2]


def test_two_who_note_it_on_one_day_note_one_extension_and_the_next_one_counts_again(floor: Floor) -> None:
    floor.take(sent(1))
    extend(floor, 1)
    extend(floor, 1, when="2024-06-10 14:00", by=floor.lead)
    assert live(floor, "2024-06-12 17:59") == []
    assert live(floor, LATER) == [1]
    extend(floor, 1, when="2024-06-13 09:00")
    assert live(floor, "2024-06-15 17:59") == []
    assert live(floor, "2024-06-15 18:00") == [1]
    assert then(floor, Flag.WINDOW, "2024-06-13 08:00") == [1]


def test_what_files_and_settings_say_later_does_not_forget_it(floor: Floor) -> None:
    floor.take(sent(1))
    extend(floor, 1)
    scanned(floor, scan(1, "2024-06-10 20:00", "in_transit"), as_of="2024-06-10 21:00")
    floor.take(sent(1), as_of="2024-06-11 09:00")
    assert live(floor, "2024-06-12 17:59") == []
    change_settings(floor.book, floor.lead.actor, key(), floor.shop.tag, ShopSettings(extend_days=7), 1)
    assert live(floor, "2024-06-16 17:59") == []
    assert live(floor, "2024-06-16 18:00") == [1]
    assert then(floor, Flag.WINDOW, "2024-06-10 08:59") == [1]


def test_other_marks_extend_nothing(floor: Floor) -> None:
    floor.take(sent(1))
    with clock(floor, "2024-06-10 09:00") as book:
        ids = [row["id"] for row in floor.rows("SELECT id FROM parcels")]
        mark_done(book, floor.agent.actor, key(), subject=Subject.PARCEL, ids=ids, what=Done.BUYER_TOLD)
        mark_done(book, floor.agent.actor, key(), subject=Subject.RETURN, ids=ids, what=Done.EXTENDED)
    assert places(floor, Flag.WINDOW, "2024-06-10 10:00") == [1]


def test_the_item_counts_what_was_extended_as_handled(floor: Floor) -> None:
    floor.take(sent(1), sent(2))
    extend(floor, 1)
    with floor.book.read() as connection:
        shops = all_shops(connection)
        counted = SOURCES["parcels.windows"].query(connection, shops, Moment(at("2024-06-10 10:00")))
    assert (counted.left, counted.handled) == (1, 1)
