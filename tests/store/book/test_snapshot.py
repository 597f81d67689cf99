"""A list that was opened keeps its rows: what happens to one is seen on it, it does not jump away."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from store.book.columns import table_of
from store.book.paging import Listed, QueryWindow, Sort
from store.book.snapshot import SnapshotWindow
from store.orders.tables import Order
from tests.exports import paid
from tests.store.floor import Floor

orders = table_of(Order)
SORT = Sort("due", orders.c.due_at)


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    order_no: str
    still: bool = True


def listed() -> Listed[Row]:
    """Orders that are not shipped."""
    columns = (orders.c.id, orders.c.due_at, orders.c.order_no)
    return Listed(orders, columns, orders.c.id, (orders.c.shipped_at.is_(None),), Row)


@pytest.fixture
def many(floor: Floor) -> Floor:
    """Twelve orders, the newest first in the file."""
    floor.take(*(paid(place, f"2024-06-01 {23 - place}:00:00") for place in range(1, 13)))
    return floor


def ship(floor: Floor, *ids: int) -> None:
    """A file says that they have gone."""
    with floor.book._writers.begin() as connection:
        for row_id in ids:
            connection.exec_driver_sql("UPDATE orders SET shipped_at=1 WHERE id=?", (row_id,))


def test_it_has_the_rows_of_its_query_in_their_order(many: Floor) -> None:
    window, query = SnapshotWindow(many.book, listed(), SORT), QueryWindow(many.book, listed(), SORT)
    rows = query.first(12).rows
    assert window.first(5) == query.first(5)
    assert window.last(5) == query.last(5)
    assert window.after(rows[4], 3) == query.after(rows[4], 3)
    assert window.before(rows[4], 3) == query.before(rows[4], 3)
    assert window.around(rows[6], 2, 3) == query.around(rows[6], 2, 3)
    assert window.count(None) == query.count(None)
    assert window.count(5) == query.count(5)
    assert window.ids(7) == query.ids(7)


def test_a_row_that_has_left_since_stays_where_it_was_and_says_so(many: Floor) -> None:
    window = SnapshotWindow(many.book, listed(), SORT)
    before = window.first(12).rows
    ship(many, before[2].id, before[7].id)
    after = window.first(12).rows
    assert [row.id for row in after] == [row.id for row in before]
    assert [place for place, row in enumerate(after) if not row.still] == [2, 7]
    assert window.count(None).number == 12
    assert SnapshotWindow(many.book, listed(), SORT).count(None).number == 10


def test_its_rows_are_those_of_the_moment_when_it_was_first_asked(many: Floor) -> None:
    window = SnapshotWindow(many.book, listed(), SORT)
    ship(many, 1)
    assert window.count(None).number == 11
    many.take(paid(20))
    assert window.count(None).number == 11


def test_of_too_many_rows_it_holds_the_first_and_says_that_there_are_more(many: Floor) -> None:
    window = SnapshotWindow(many.book, listed(), SORT, most=4)
    assert window.ids(99) == QueryWindow(many.book, listed(), SORT).ids(4)
    assert (window.count(None).number, window.count(None).exact) == (4, False)
    assert not window.first(9).more_after


def test_a_row_that_it_never_had_is_nowhere_in_it(many: Floor) -> None:
    window = SnapshotWindow(many.book, listed(), SORT)
    stranger = Row(999, "")
    assert window.after(stranger, 3).rows == window.before(stranger, 3).rows == ()
    assert window.around(stranger, 1, 1) == window.first(3)


def test_a_later_question_sees_the_same_rows_and_which_of_them_are_still_asked_for(many: Floor) -> None:
    window = SnapshotWindow(many.book, listed(), SORT)
    first = window.ids(3)
    fewer = listed()._replace(where=(orders.c.id > first[0],))
    seen = window.seen_by(fewer)
    many.take(paid(20))
    assert seen.ids(99) == window.ids(99)
    assert len(seen.ids(99)) == 12
    assert [row.still for row in seen.first(3).rows] == [row_id > first[0] for row_id in first]
