"""Ten days of a marketplace's year: what every list of orders and parcels has, against a calculation of its own."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from store.book.clock import Moment
from store.book.opening import open_book
from store.desk.item_views import ROWS
from store.imports.several import import_files
from store.people.commands import enter
from store.shops.commands import open_shop
from store.shops.queries import FloorDay, all_shops, floor_day
from store.shops.rules import Platform, ShopSettings
from tests.store.floor import Floor
from tests.store.staging import Row, take_rows

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "olist"
MAPPINGS = Path(__file__).resolve().parents[1] / "imports" / "mappings"
FILES = [DATA / "order_items.csv", DATA / "orders.csv"]
ZONE = ZoneInfo("America/Sao_Paulo")
MOMENTS = [datetime.combine(date(2017, month, 3 + month), time(8 + month), ZONE) for month in range(1, 11)]
PAID = ("approved", "invoiced", "processing", "shipped", "delivered")
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in (*FILES, MAPPINGS)), reason="the files lie beside the checkout"
)


@dataclass(frozen=True)
class Bought:
    """An order as the files have it, and a parcel that is invented from its number. Times are instants (seconds); one
    that no file says is infinite: it is not known on any of the days."""

    number: str
    placed: float
    paid: float
    shipped: float
    signed: float
    ship_by: float

    @property
    def turn(self) -> int:
        """A number that chance would have given it."""
        return int(self.number[:8], 16)

    @property
    def has_parcel(self) -> bool:
        """Seven of eight shipped ones have a tracking number in the book."""
        return self.shipped != NEVER and self.turn % 8 != 0

    @property
    def picked(self) -> float:
        """The courier has it up to two days after the click; every eleventh was never scanned."""
        if self.turn % 11 == 0 or not self.has_parcel:
            return NEVER
        return min(self.shipped + self.turn % 48 * 3600, self.signed)

    @property
    def house_due(self) -> float:
        local = datetime.fromtimestamp(self.paid, ZONE)
        days = 1 if local.time() < time(16) else 2
        return datetime.combine(local.date() + timedelta(days=days), time(), ZONE).timestamp()

    def scans(self) -> list[float]:
        """Pick-up and signing; every seventh was seen once between."""
        if self.picked == NEVER:
            return []
        between = [self.picked + 40 * 3600] if self.turn % 7 == 0 and self.picked + 40 * 3600 < self.signed else []
        return [self.picked, *between, *([self.signed] if self.signed != NEVER else [])]


NEVER = float("inf")


def instant(text: str) -> float:
    """A time of the files."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() if text else NEVER


@pytest.fixture(scope="module")
def bought() -> list[Bought]:
    """Both files, read with the csv module."""
    with FILES[0].open(encoding="utf-8", newline="") as file:
        ship_by = {line["order_id"]: instant(line["shipping_limit_date"]) for line in csv.DictReader(file)}
    found = []
    with FILES[1].open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            placed, paid = instant(line["order_purchase_timestamp"]), instant(line["order_approved_at"])
            if paid == NEVER and line["order_status"] in PAID:
                paid = placed
            shipped, signed = (instant(line[f"order_delivered_{whom}_date"]) for whom in ("carrier", "customer"))
            said = ship_by.get(line["order_id"], NEVER)
            by = said if said != NEVER else paid + 48 * 3600
            found.append(Bought(line["order_id"], placed, paid, shipped, signed, by))
    return found


@pytest.fixture(scope="module")
def floor(tmp_path_factory: pytest.TempPathFactory, bought: list[Bought]) -> Iterator[Floor]:
    """A book with the files, the parcels and their scans."""
    folder = tmp_path_factory.mktemp("olist")
    book = open_book(folder / "floor.db")
    lead = enter(book, "lin", "enter")
    settings = ShopSettings(zone=ZONE.key, currency="BRL")
    shop = open_shop(book, lead.actor, "shop", tag="OL", name="Olist", platform=Platform.TAOBAO, settings=settings)
    import_files(book, lead.actor, FILES, mapping=MAPPINGS)
    there = Floor(book, lead, lead, shop, folder)
    carried = [each for each in bought if each.has_parcel]
    prints = [{"order_no": each.number, "tracking_no": each.number} for each in carried]
    take_rows(there, "erp.slips", "2026-01-01 10:00", prints=prints)
    take_rows(there, "kuaidi100", "2026-01-01 10:00", scans=[scan for each in carried for scan in _scans(each)])
    yield there
    book.close()


def _scans(each: Bought) -> Iterator[Row]:
    for at in each.scans():
        state = "signed" if at == each.signed else "picked_up" if at == each.picked else "in_transit"
        yield {"tracking_no": each.number, "at": datetime.fromtimestamp(at, ZONE), "state": state, "text": state}


@dataclass(frozen=True)
class Known:
    """What may be known at a moment."""

    now: float
    begins: float
    ends: float

    def waits(self, each: Bought) -> bool:
        return each.paid <= self.now < min(each.shipped, each.signed)

    def watched(self, each: Bought) -> bool:
        return each.has_parcel and self.now < each.signed

    def unpicked(self, each: Bought) -> bool:
        return self.watched(each) and each.shipped <= self.now < each.picked

    def left(self, each: Bought) -> bool:
        """Clicked in the floor's day."""
        return self.begins <= each.shipped <= self.now < each.signed

    def last_scan(self, each: Bought) -> float:
        return max((at for at in each.scans() if at <= self.now), default=NEVER)


def days(number: int) -> float:
    return number * 86_400


Rule = Callable[[Known, Bought], bool]

RULES: Mapping[tuple[str, str], Rule] = {
    ("orders", "late"): lambda m, o: m.waits(o) and min(o.ship_by, o.house_due) <= m.now,
    ("orders", "unshipped"): lambda m, o: m.waits(o),
    ("orders", "today"): lambda m, o: m.waits(o) and o.house_due <= m.ends,
    ("orders", "unpaid"): lambda m, o: o.placed <= m.now < min(o.paid, o.signed, o.placed + days(3)),
    ("orders", "shipped_today"): lambda m, o: m.left(o),
    ("orders", "no_tracking"): lambda m, o: m.left(o) and not o.has_parcel,
    ("orders", "unprinted"): lambda m, o: False,
    ("orders", "cut_off_unprinted"): lambda m, o: False,
    ("orders", "short"): lambda m, o: False,
    ("parcels", "no_scan"): lambda m, o: m.unpicked(o) and o.shipped < m.begins,
    ("parcels", "no_pickup"): lambda m, o: m.unpicked(o) and o.shipped + days(1) <= m.now,
    ("parcels", "stuck"): lambda m, o: m.watched(o) and m.last_scan(o) + days(3) <= m.now,
    ("parcels", "unsigned"): lambda m, o: m.watched(o) and o.picked + days(3) <= m.now,
    ("parcels", "window"): lambda m, o: m.watched(o) and o.shipped + days(7) <= m.now,
    ("parcels", "coming_back"): lambda m, o: False,
    ("parcels", "trouble"): lambda m, o: False,
}


@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: now.strftime("%m-%d %H:00"))
def test_the_numbers_of_a_moment(floor: Floor, bought: list[Bought], now: datetime) -> None:
    moment = Moment(now, replay=True)
    midnight = datetime.combine(now.date(), time(), ZONE)
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), ZONE)
    known = Known(now.timestamp(), midnight.timestamp(), tomorrow.timestamp())
    with floor.book.read() as connection:
        day = floor_day(all_shops(connection), now)
        found = {rule: _count(connection, *rule, moment, day) for rule in RULES}
    should = {key: sum(rule(known, each) for each in bought) for key, rule in RULES.items()}
    flags = [rule for (screen, view), rule in RULES.items() if screen == "parcels" and view != "no_scan"]
    should["parcels", "flagged"] = sum(any(rule(known, each) for rule in flags) for each in bought)
    with floor.book.read() as connection:
        found["parcels", "flagged"] = _count(connection, "parcels", "flagged", moment, day)
    assert found == should


def _count(connection: Any, screen: str, view: str, moment: Moment, day: FloorDay) -> int:
    rows = ROWS[screen](view)(moment, day)
    return connection.scalar(select(func.count()).select_from(rows.table).where(rows.where)) or 0


def test_the_days_are_no_idle_ones(bought: list[Bought]) -> None:
    last = MOMENTS[-1]
    midnight = datetime.combine(last.date(), time(), ZONE)
    known = Known(last.timestamp(), midnight.timestamp(), midnight.timestamp() + days(1))
    empty = {view for (_, view), rule in RULES.items() if not any(rule(known, each) for each in bought)}
    assert empty == {"unprinted", "cut_off_unprinted", "short", "coming_back", "trouble"}
