"""Today: the list of this role, each item with what is left by its query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.book.clock import Moment
from store.book.transactions import Book, Interest
from store.checklists.queries import ItemView, items_of
from store.desk.sources import SOURCES
from store.imports.queries import is_missing, newest
from store.shops.queries import ShopView, all_shops
from store.shops.rules import ShopSettings


@dataclass(frozen=True, slots=True)
class TodayItem:
    """An item of the list with its count."""

    item: ItemView
    left: int | None
    """None where no query answers it."""
    worst_at: datetime | None
    unknown: bool
    """Today's file is missing: the count is what an older file said, not what is."""
    known_as_of: datetime | None
    """How old the file is that the count knows from."""
    screen: str
    view: str


@dataclass(frozen=True, slots=True)
class FileAge:
    """The newest file of a kind."""

    source: str
    as_of: datetime | None
    missing: bool


@dataclass(frozen=True, slots=True)
class TodayView:
    """All that the screen shows."""

    moment: Moment
    day: str
    zone: str
    shops: tuple[ShopView, ...]
    items: tuple[TodayItem, ...]
    files: tuple[FileAge, ...]

    @property
    def settled(self) -> int:
        """How many items are ticked or skipped."""
        return sum(1 for each in self.items if each.item.at is not None)


def today(book: Book, role: str, occasion: str = "start", interest: Interest | None = None) -> TodayView:
    """The list of `role` as it stands now, counted in one read."""
    moment = book.clock.moment()
    with book.read(interest) as connection:
        shops = all_shops(connection)
        settings = shops[0].settings if shops else ShopSettings()
        day = settings.day_of(moment.now).isoformat()
        files = _files(newest(connection), shops, moment)
        items = []
        for item in items_of(connection, day, role, occasion):
            source = SOURCES.get(item.code)
            if source is None:
                items.append(TodayItem(item, None, None, False, None, "", ""))
                continue
            counted = source.count(connection, shops, moment)
            age = min((file for file in files if file.source in source.knows_from), key=_how_known, default=None)
            unknown = bool(source.knows_from) and (age is None or age.missing)
            as_of = age.as_of if age else None
            items.append(TodayItem(item, counted.left, counted.worst_at, unknown, as_of, source.screen, source.view))
    return TodayView(moment, day, settings.zone, shops, tuple(items), files)


def _files(ages: dict[tuple[int, str], datetime], shops: tuple[ShopView, ...], moment: Moment) -> tuple[FileAge, ...]:
    """The files of each kind that some shop expects; a kind is as known as its worst shop: the one whose file is
    missing, then the one whose newest is the oldest."""
    found: dict[str, FileAge] = {}
    for shop in shops:
        for source in shop.settings.expected_files:
            age = ages.get((shop.id, source))
            here = FileAge(source, age, is_missing(shop, age, moment))
            found[source] = min(found.get(source, here), here, key=_how_known)
    return tuple(found.values())


def _how_known(file: FileAge) -> tuple[bool, bool, float]:
    return not file.missing, file.as_of is not None, file.as_of.timestamp() if file.as_of else 0.0
