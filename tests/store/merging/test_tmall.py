"""A real month of a Tmall shop, beside a reading of the same file that knows nothing of Floorbook."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from store.book.clock import VARIABLE
from store.book.opening import open_book
from store.book.transactions import Book
from store.desk.today import today
from store.imports.commands import import_file
from store.imports.queries import RunView
from store.orders.queries import order_window
from store.orders.views import VIEWS
from store.people.commands import enter
from tests.store.floor import SHANGHAI, at, rows
from tests.store.tallies import order_tally

FILE = Path(__file__).resolve().parents[4] / "shared" / "data" / "cn_orders" / "tmall_orders_2020-02-01_20.csv"
EXPORTED, NOW = "2020-03-01 09:00", "2020-02-20 09:00"

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the real report lies beside the checkout")


@dataclass(frozen=True)
class Bought:
    """An order as the file has it."""

    placed: datetime
    paid: datetime | None
    total: float
    refunded: float

    @property
    def due(self) -> datetime:
        """48 hours after payment, or the end of the day on which an order paid before 16:00 goes."""
        assert self.paid is not None
        local = self.paid.astimezone(SHANGHAI)
        days = 1 if local.time() < time(16) else 2
        day = datetime.combine(local.date() + timedelta(days=days), time(), SHANGHAI)
        return min(self.paid + timedelta(hours=48), day)


@pytest.fixture(scope="module")
def report() -> list[Bought]:
    """The file, read with the csv module."""
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        return [
            Bought(
                at(line["订单创建时间"]),
                at(line["订单付款时间"]) if line["订单付款时间"] else None,
                float(line["总金额"]),
                float(line["退款金额"]),
            )
            for line in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Book, RunView]]:
    """A book that has taken the file in, through the reading process."""
    book = open_book(tmp_path_factory.mktemp("tmall") / "floor.db")
    lead = enter(book, "lin", "enter")
    yield book, import_file(book, lead.actor, FILE, as_of=at(EXPORTED))
    book.close()


def test_every_row_is_accounted_for(taken: tuple[Book, RunView], report: list[Bought]) -> None:
    book, run = taken
    assert (run.rows, run.added, run.refused) == (6063, 6063, 0)
    assert len(report) == 6063
    assert rows(book.path, "SELECT count(*) AS n FROM orders") == [{"n": 6063}]


def test_paid_unpaid_and_refunded_are_as_the_file_says(taken: tuple[Book, RunView], report: list[Bought]) -> None:
    book, _ = taken
    (found,) = rows(
        book.path,
        "SELECT count(paid_at) AS paid, count(*) - count(paid_at) AS unpaid, count(refunded_at) AS refunded,"
        " sum(refunded) AS money, count(settled_at) AS settled FROM orders",
    )
    assert found == {
        "paid": sum(each.paid is not None for each in report),
        "unpaid": sum(each.paid is None for each in report),
        "refunded": sum(each.refunded > 0 for each in report),
        "money": sum(round(each.refunded * 100) for each in report),
        "settled": sum(0 < each.refunded >= each.total for each in report),
    }


def test_the_numbers_of_a_morning_in_february(
    taken: tuple[Book, RunView], report: list[Bought], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "2020-02-20T09:00:00+08:00")
    now = at(NOW)
    placed = [each for each in report if each.placed <= now]
    book = open_book(taken[0].path)
    try:
        view = today(book, "lead")
        # The clock ticks on from nine: the view is asked as of the moment that it was made for.
        now = view.moment.now
        open_then = [each for each in placed if each.paid is not None and each.paid <= now]
        late = [each for each in open_then if each.due <= now]
        unpaid = [
            each
            for each in placed
            if (each.paid is None or each.paid > now) and each.placed + timedelta(hours=72) > now
        ]
        # The report is of the end of the month: on that morning it had not come, and its numbers say so.
        numbers = {item.item.code: (item.left, item.unknown) for item in view.items}
        assert {code: numbers.get(code) for code in ("files.missing", "orders.late")} == {
            "files.missing": (1, False),
            "orders.late": (len(late), True),
        }
        assert len(late) > 1000
        assert len(unpaid) > 50
        counts = {name: order_window(book, view.moment, name).count(None).number for name in VIEWS}
        with book.read() as connection:
            assert counts == {name: order_tally(connection, name, view.moment).number for name in VIEWS}
        assert counts == {
            "all": len(placed),
            "late": len(late),
            "unshipped": len(open_then),
            "unpaid": len(unpaid),
            "refunded": 0,  # known only from a file of March
        }
    finally:
        book.close()


def test_taking_it_in_again_changes_nothing(taken: tuple[Book, RunView]) -> None:
    book, _ = taken
    before = rows(book.path, "SELECT * FROM orders ORDER BY id")
    run = import_file(book, enter(book, "lin", "enter").actor, FILE, as_of=at(EXPORTED))
    assert (run.added, run.changed, run.same) == (0, 0, 6063)
    assert rows(book.path, "SELECT * FROM orders ORDER BY id") == before
