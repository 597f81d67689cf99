"""Today: what is left by the very query that Enter opens, and what nobody can know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from store.book.transactions import Book
from store.checklists.commands import settle_item
from store.checklists.own import set_template
from store.checklists.rules import Result
from store.desk.counting import TodayItem
from store.desk.today import TodayView, today
from store.imports.queries import expected_files
from store.orders.queries import order_window
from store.people.rules import Role
from store.shops.commands import change_settings, open_shop
from store.shops.rules import Platform, ShopSettings
from tests.exports import WAITING, line, paid
from tests.store.floor import Floor, at, key

NOON = "2024-06-04 12:00"
"""A Tuesday."""

SHORT = {
    "occasion": "start",
    "roles": ["lead"],
    "due": "09:30",
    "items": ["files.missing", "orders.late", "orders.unpaid"],
}


@contextmanager
def seen(floor: Floor, when: str = NOON, role: str = "lead") -> Iterator[tuple[Book, TodayView]]:
    """What `role` sees on a day."""
    book = floor.set_to(when)
    try:
        yield book, today(book, role, "start")
    finally:
        book.close()


def items(view: TodayView) -> dict[str, TodayItem]:
    """The items by code."""
    return {item.item.code: item for item in view.items}


def late_and_unpaid(floor: Floor, as_of: str) -> None:
    """Two orders that are late on Tuesday, one that is not, two that wait for payment."""
    floor.take(
        paid(1, at="2024-06-01 10:00:00"),
        paid(2, at="2024-06-02 10:00:00"),
        paid(3, at="2024-06-04 10:00:00", placed_at="2024-06-04 09:00:00"),
        line(4, status=WAITING, placed_at="2024-06-04 08:00:00"),
        line(5, status=WAITING, placed_at="2024-06-04 09:00:00"),
        line(6, status=WAITING, placed_at="2024-05-20 09:00:00"),
        as_of=as_of,
    )


def test_without_any_file_a_zero_is_not_known(floor: Floor) -> None:
    with seen(floor) as (_, view):
        found = items(view)
        assert (found["orders.late"].left, found["orders.late"].unknown) == (0, True)
        assert found["orders.late"].known_as_of is None
        assert (found["files.missing"].left, found["files.missing"].unknown) == (1, False)
        assert [(file.source, file.missing) for file in view.files] == [("taobao.orders", True)]


def test_with_todays_file_a_zero_is_a_zero(floor: Floor) -> None:
    floor.take(paid(1, at="2024-06-04 10:00:00"), as_of="2024-06-04 11:00")
    with seen(floor) as (_, view):
        found = items(view)
        assert (found["orders.late"].left, found["orders.late"].unknown) == (0, False)
        assert found["files.missing"].left == 0
        assert found["orders.late"].known_as_of == at("2024-06-04 11:00")


def test_yesterdays_file_tells_yesterdays_number_and_says_so(floor: Floor) -> None:
    late_and_unpaid(floor, "2024-06-03 23:59")
    with seen(floor) as (_, view):
        found = items(view)
        assert (found["orders.late"].left, found["orders.late"].unknown) == (2, True)
        assert found["files.missing"].left == 1


def test_a_file_of_the_day_that_began_with_the_shop_is_todays(floor: Floor) -> None:
    change_settings(floor.book, floor.lead.actor, key(), "茶", ShopSettings(day_starts="06:00"), floor.shop.version)
    floor.take(paid(1), as_of="2024-06-04 06:00")
    with seen(floor, "2024-06-05 05:59") as (_, view):
        assert view.day == "2024-06-04"
        assert items(view)["files.missing"].left == 0
    with seen(floor, "2024-06-05 06:00") as (_, view):
        assert items(view)["files.missing"].left == 1


def test_on_a_day_off_nothing_is_missed_and_the_old_numbers_stand(floor: Floor) -> None:
    late_and_unpaid(floor, "2024-06-03 11:00")
    change_settings(floor.book, floor.lead.actor, key(), "茶", ShopSettings(days_off=(1,)), floor.shop.version)
    with seen(floor) as (_, view):
        found = items(view)
        assert found["files.missing"].left == 0
        assert not found["orders.late"].unknown


def test_a_kind_of_file_is_as_known_as_its_worst_shop(floor: Floor) -> None:
    settings = ShopSettings(days_off=(1,))
    open_shop(floor.book, floor.lead.actor, key(), tag="酒", name="酒行", platform=Platform.JD, settings=settings)
    floor.take(paid(1), tag="酒", as_of="2024-05-01 11:00")
    floor.take(paid(1), tag="茶", as_of="2024-06-03 11:00")
    with seen(floor) as (_, view):
        assert items(view)["orders.late"].unknown, "the tea shop's file is missing, whatever the other one does"
        assert [file.missing for file in view.files] == [True]


def test_every_count_opens_exactly_the_rows_counted(floor: Floor) -> None:
    late_and_unpaid(floor, "2024-06-04 11:00")
    set_template(floor.book, floor.lead.actor, key(), SHORT)
    with seen(floor) as (book, view):
        found = items(view)
        assert (found["orders.late"].left, found["orders.unpaid"].left) == (2, 2)
        for item in view.items:
            if item.screen == "orders":
                window = order_window(book, view.moment, item.view)
                page = window.first(50)
                assert len(page.rows) == item.left
                assert page.rows[0].due_at == item.worst_at or page.rows[0].pay_by_at == item.worst_at
            else:
                with book.read() as connection:
                    assert len(expected_files(connection, view.shops, view.moment)) == item.left


def test_every_role_has_a_list_for_the_start_of_the_day(floor: Floor) -> None:
    for role in Role:
        with seen(floor, role=role.value) as (_, view):
            assert len(view.items) >= 3, role
            assert all((item.left is None) == item.by_hand for item in view.items)


def test_what_was_ticked_is_settled_for_that_day_only(floor: Floor) -> None:
    morning = floor.set_to("2024-06-04 09:00")
    settle_item(
        morning,
        floor.lead.actor,
        key(),
        day="2024-06-04",
        role="lead",
        occasion="start",
        code="orders.late",
        result=Result.DONE,
        left=0,
    )
    morning.close()
    with seen(floor) as (_, view):
        assert view.settled == 1
        assert items(view)["orders.late"].item.who == "Lin"
    with seen(floor, "2024-06-05 12:00") as (_, view):
        assert view.settled == 0


@pytest.mark.parametrize("role", ["lead", "print"])
def test_a_book_without_a_shop_has_a_list_too(book: Book, role: str) -> None:
    view = today(book, role, "start")
    assert view.shops == ()
    assert {item.left for item in view.items} <= {0, None}
