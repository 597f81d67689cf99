"""A year of a marketplace, looked at on a morning in the middle of it: what came later is not there yet."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from store.book.clock import VARIABLE
from store.book.opening import open_book
from store.book.transactions import Book
from store.imports.several import Outcome, import_files
from store.orders.queries import order_window
from store.orders.rules import Stage
from store.orders.views import VIEWS
from store.people.commands import enter
from store.shops.commands import open_shop
from store.shops.rules import Platform, ShopSettings
from tests.store.tallies import order_tally

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "olist"
MAPPINGS = Path(__file__).resolve().parents[1] / "imports" / "mappings"
FILES = [DATA / "order_items.csv", DATA / "orders.csv"]
ZONE = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2017, 11, 27, 9, tzinfo=ZONE)
PAID = ("approved", "invoiced", "processing", "shipped", "delivered")

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in (*FILES, MAPPINGS)), reason="the files lie beside the checkout"
)


@dataclass(frozen=True)
class Bought:
    """An order as the two files have it; a time that no file says is not later than the files, so it is None here."""

    placed: datetime
    paid: datetime | None
    shipped: datetime | None
    delivered: datetime | None
    ship_by: datetime | None

    @property
    def due(self) -> datetime:
        """The file's ship-by, else 48 hours; or the end of the day on which an order paid before 16:00 goes."""
        assert self.paid is not None
        days = 1 if self.paid.time() < time(16) else 2
        house = datetime.combine(self.paid.date() + timedelta(days=days), time(), ZONE)
        platform = self.ship_by or datetime.fromtimestamp(self.paid.timestamp() + 48 * 3600, ZONE)
        return min(platform, house, key=datetime.timestamp)

    def knew(self, what: str) -> bool:
        """Whether a time of it was there on that morning."""
        at = getattr(self, what)
        return at is not None and at.timestamp() <= NOW.timestamp()

    @property
    def waits(self) -> bool:
        """Paid, and neither shipped nor delivered."""
        return self.knew("paid") and not self.knew("shipped") and not self.knew("delivered")

    @property
    def stage(self) -> Stage:
        if self.knew("delivered"):
            return Stage.SIGNED
        return Stage.CLICKED if self.knew("shipped") else Stage.UNKNOWN


def local(text: str) -> datetime | None:
    """A time of the files."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE) if text else None


@pytest.fixture(scope="module")
def bought() -> list[Bought]:
    """Both files, read with the csv module."""
    with FILES[0].open(encoding="utf-8", newline="") as file:
        ship_by = {line["order_id"]: local(line["shipping_limit_date"]) for line in csv.DictReader(file)}
    found = []
    with FILES[1].open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            placed = local(line["order_purchase_timestamp"])
            assert placed is not None
            paid = local(line["order_approved_at"])
            if paid is None and line["order_status"] in PAID:
                paid = placed
            shipped, delivered = (local(line[f"order_delivered_{whom}_date"]) for whom in ("carrier", "customer"))
            found.append(Bought(placed, paid, shipped, delivered, ship_by.get(line["order_id"])))
    return found


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Book, tuple[Outcome, ...]]]:
    """A book that has taken both files in, through the reading process."""
    book = open_book(tmp_path_factory.mktemp("olist") / "floor.db")
    lead = enter(book, "lin", "enter").actor
    settings = ShopSettings(zone=ZONE.key, currency="BRL")
    open_shop(book, lead, "shop", tag="OL", name="Olist", platform=Platform.TAOBAO, settings=settings)
    yield book, import_files(book, lead, FILES, mapping=MAPPINGS)
    book.close()


def test_every_row_is_accounted_for(taken: tuple[Book, tuple[Outcome, ...]], bought: list[Bought]) -> None:
    runs = [outcome.run for outcome in taken[1]]
    assert [run and (run.source, run.rows, run.added, run.refused) for run in runs] == [
        ("olist.orders", len(bought), len(bought), 0),
        ("olist.items", 51234, 51234, 0),
    ]


def test_the_numbers_of_that_morning(
    taken: tuple[Book, tuple[Outcome, ...]], bought: list[Bought], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, NOW.isoformat())
    there = [each for each in bought if each.knew("placed")]
    waiting = [each for each in there if each.waits]
    late = [each for each in waiting if each.due.timestamp() <= NOW.timestamp()]
    unpaid = [
        each
        for each in there
        if not each.knew("paid")
        and not each.knew("delivered")
        and each.placed.timestamp() + 72 * 3600 > NOW.timestamp()
    ]
    book = open_book(taken[0].path)
    try:
        moment = book.clock.moment()
        with book.read() as connection:
            counts = {name: order_tally(connection, name, moment).number for name in VIEWS}
        assert counts == {
            "all": len(there),
            "late": len(late),
            "unshipped": len(waiting),
            "unpaid": len(unpaid),
            "refunded": 0,
        }
        assert len(late) > 500
        window = order_window(book, moment, "all")
        page, stages = window.first(5000), Counter[Stage]()
        while page.rows:
            stages.update(row.stage for row in page.rows)
            page = window.after(page.rows[-1], 5000)
        assert stages == Counter(each.stage for each in there)
    finally:
        book.close()
