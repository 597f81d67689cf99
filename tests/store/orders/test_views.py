"""One predicate counts a view and lists it; its pages are found by key and its rows by an index."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from store.book.clock import Moment
from store.book.columns import from_ms
from store.book.interest import Interrupted
from store.book.pages import Page
from store.book.paging import QueryWindow
from store.book.transactions import Book
from store.orders.queries import OrderRow, order_window
from store.orders.views import SORTS, VIEWS
from store.shops.commands import change_settings
from store.shops.rules import ShopSettings
from tests.exports import WAITING, line, paid
from tests.store.floor import Floor, at, key
from tests.store.orders.generated import SORTED, Row, expected, ordered, taken
from tests.store.tallies import order_tally

MOMENTS = {
    "live": Moment(at("2024-06-04 10:00"), replay=False),
    "replay": Moment(at("2024-06-01 17:00"), replay=True),
    "replay between two files": Moment(at("2024-06-03 10:00"), replay=True),
}
LISTS = [(view.key, sort) for view in VIEWS.values() for sort in view.sorts]

every_list = pytest.mark.parametrize(("view", "sort"), LISTS)
every_moment = pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())


@pytest.fixture
def rows(floor: Floor) -> list[Row]:
    """The orders in the book."""
    return taken(floor)


def ids(page: Page[OrderRow]) -> list[int]:
    """The ids of a page."""
    return [row.id for row in page.rows]


def forwards(window: QueryWindow[OrderRow], size: int) -> Iterator[OrderRow]:
    """Every row, page by page."""
    page = window.first(size)
    assert not page.more_before
    yield from page.rows
    while page.more_after:
        page = window.after(page.rows[-1], size)
        assert page.more_before
        yield from page.rows


def backwards(window: QueryWindow[OrderRow], size: int) -> Iterator[OrderRow]:
    """Every row from the end, page by page."""
    page = window.last(size)
    assert not page.more_after
    yield from reversed(page.rows)
    while page.more_before:
        page = window.before(page.rows[0], size)
        assert page.more_after
        yield from reversed(page.rows)


def test_a_view_counts_what_it_lists_and_lists_what_it_should(floor: Floor, rows: list[Row]) -> None:
    book = floor.book
    for moment in MOMENTS.values():
        for view, sort in LISTS:
            should = ordered(sort, expected(view, moment, rows))
            window = order_window(book, moment, view, sort)
            assert [row.id for row in forwards(window, 7)] == should, (view, sort)
            assert [row.id for row in backwards(window, 7)] == should[::-1], (view, sort)
            assert window.count(None).number == len(should)
            assert list(window.ids(1000)) == should
            with book.read() as connection:
                found = order_tally(connection, view, moment)
            first = VIEWS[view].sorts[0]
            column = SORTED[first][0]
            times = [from_ms(row[column]) for row in expected(view, moment, rows)]
            assert found.number == len(should)
            assert found.worst_at == min(times, default=None)


def test_the_generated_orders_reach_every_view(floor: Floor, rows: list[Row]) -> None:
    for moment in MOMENTS.values():
        sizes = {view: len(expected(view, moment, rows)) for view in VIEWS}
        if moment.now < at("2024-06-02 20:00"):
            assert sizes.pop("refunded") == 0, "no file had come yet"
        assert min(sizes.values()) > 5, sizes
        assert max(sizes.values()) == sizes["all"]
    placed = [row["placed_at"] for row in rows]
    assert len(set(placed)) < len(placed) - 20, "ties"


@pytest.mark.parametrize(("view", "sort"), [("all", "placed"), ("late", "due")])
def test_around_a_row_stand_its_neighbours_also_among_ties(floor: Floor, rows: list[Row], view: str, sort: str) -> None:
    moment = MOMENTS["live"]
    should = ordered(sort, expected(view, moment, rows))
    window = order_window(floor.book, moment, view, sort)
    by_id = {row.id: row for row in forwards(window, 50)}
    for place in (0, 1, 2, 7, len(should) // 2, len(should) - 2, len(should) - 1):
        page = window.around(by_id[should[place]], 3, 4)
        assert ids(page) == should[max(0, place - 3) : place + 5]
        assert (page.more_before, page.more_after) == (place > 3, place + 5 < len(should))


def test_around_a_row_that_left_the_view_stand_those_that_were_beside_it(floor: Floor, rows: list[Row]) -> None:
    moment = MOMENTS["live"]
    window = order_window(floor.book, moment, "late")
    every = list(forwards(window, 50))
    left = every[5]
    with floor.book._writers.begin() as connection:
        connection.exec_driver_sql("UPDATE orders SET shipped_at=1 WHERE id=?", (left.id,))
    page = window.around(left, 2, 2)
    assert ids(page) == [row.id for row in (*every[3:5], *every[6:8])]
    assert ids(window.after(left, 2)) == [row.id for row in every[6:8]]
    assert ids(window.before(left, 2)) == [row.id for row in every[3:5]]


def test_pages_meet_at_the_edges(floor: Floor, rows: list[Row]) -> None:
    moment = MOMENTS["live"]
    number = len(expected("all", moment, rows))
    window = order_window(floor.book, moment, "all")
    whole = window.first(number)
    assert (len(whole.rows), whole.more_after) == (number, False)
    assert window.first(number - 1).more_after
    assert window.after(whole.rows[-1], 5) == Page((), True, False)
    assert window.before(whole.rows[0], 5) == Page((), False, True)
    assert (window.count(10).number, window.count(10).exact) == (10, False)
    assert (window.count(number).number, window.count(number).exact) == (number, True)


@every_list
def test_every_page_of_a_list_is_read_from_an_index_in_its_order(
    floor: Floor, view: str, sort: str, rows: list[Row]
) -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    book = floor.book

    @event.listens_for(book._readers, "before_cursor_execute")
    def _asked(_c: object, _cursor: object, statement: str, values: tuple[object, ...], *_: object) -> None:
        asked.append((statement, values))

    window = order_window(book, MOMENTS["live"], view, sort)
    page = window.first(5)
    window.after(page.rows[-1], 5)
    window.before(page.rows[-1], 5)
    window.last(5)
    queries = [query for query in asked if "ORDER BY" in query[0]]
    assert len(queries) == 4
    column = SORTS[sort].column.name
    for statement, values in queries:
        with book.read() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            steps = [str(step[3]) for step in plan]
            assert not [step for step in steps if "TEMP B-TREE" in step], steps
            assert " orders USING INDEX ix_orders_" in steps[0], steps
            index = steps[0].split("USING INDEX ")[1].split()[0]
            (first, *_rest) = connection.exec_driver_sql(f"PRAGMA index_info({index})").all()
            assert first[2] == column, steps
            assert not [step for step in steps if step.startswith("SCAN ") and "INDEX" not in step], steps


@every_moment
def test_a_row_of_a_list_never_shows_a_whole_nick(floor: Floor, rows: list[Row], moment: Moment) -> None:
    page = order_window(floor.book, moment, "all").first(300)
    assert len(page.rows) > 100
    for row in page.rows:
        assert "买家" not in row.nick or row.nick.endswith("**")
        assert "**" in row.nick


def found(book: Book, text: str) -> list[str]:
    """What the list of all shows under a filter: the titles."""
    window = order_window(book, MOMENTS["live"], "all", text=text)
    titles = [row.title for row in forwards(window, 50)]
    assert window.count(None).number == len(titles)
    return sorted(set(titles))


def test_a_filter_finds_by_tag_number_nick_and_title(floor: Floor, rows: list[Row]) -> None:
    def count(text: str) -> int:
        return order_window(floor.book, MOMENTS["live"], "all", text=text).count(None).number

    everything = len(expected("all", MOMENTS["live"], rows))
    one = rows[3]["order_no"]
    assert count("") == count(" 茶 ") == everything
    assert count("酒") == 0
    assert count(one) == 1
    assert count(one[-5:]) == len([row for row in rows if row["order_no"].endswith(one[-5:])])
    assert count(one[:10]) == everything
    assert count("999") == 0
    assert count("买家3") == len([row for row in rows if (row["id"]) % 17 == 3])
    assert count("家3") == 0, "a nick is found by how it begins"
    assert found(floor.book, "红茶") == ["红茶"]


def test_wildcards_in_a_filter_are_what_they_look_like(floor: Floor, rows: list[Row]) -> None:
    assert found(floor.book, "100%") == ["绿茶 100%"]
    assert found(floor.book, "a_b") == ["a_b"]
    assert found(floor.book, "/") == []
    assert found(floor.book, "%") == ["绿茶 100%"]


def test_a_number_with_a_hyphen_is_a_number(floor: Floor) -> None:
    floor.take({"order_no": "240601-123456789012345", "placed_at": "2024-06-01 15:58:00", "total": "1.00"})
    window = order_window(floor.book, MOMENTS["live"], "all", text="240601-1234")
    assert window.count(None).number == 1


def test_a_window_that_is_closed_reads_no_more(floor: Floor, rows: list[Row]) -> None:
    window = order_window(floor.book, MOMENTS["live"], "all")
    window.close()
    with pytest.raises(Interrupted):
        window.first(5)


def test_a_row_has_what_a_sheet_of_it_needs(floor: Floor) -> None:
    floor.take(paid(1), line(2, placed_at="2024-06-01 10:00:00", status=WAITING, total="129.00"))
    moment = floor.book.clock.moment()
    first, second = sorted(order_window(floor.book, moment, "all").first(2).rows, key=lambda row: row.order_no)
    order = floor.order(1)
    assert (first.paid, first.ship_by_at, first.house_due_at) == (
        order["paid"],
        order["ship_by_at"],
        order["house_due_at"],
    )
    assert first.ship_by_estimated
    assert (second.paid, second.hold, second.kind_word, second.currency) == (None, False, "", "CNY")
    shop = floor.rows("SELECT tag, version FROM shops")[0]
    settings = ShopSettings(currency="BRL")
    change_settings(floor.book, floor.lead.actor, key(), shop["tag"], settings, shop["version"])
    assert {row.currency for row in order_window(floor.book, moment, "all").first(2).rows} == {"BRL"}
