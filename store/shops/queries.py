"""Reading shops."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.transactions import Book
from store.shops.rules import Platform, ShopSettings, from_json
from store.shops.tables import Shop


class ShopView(NamedTuple):
    """A shop as the rest of Floorbook sees it."""

    id: int
    tag: str
    name: str
    platform: Platform
    settings: ShopSettings
    version: int


class FloorDay(NamedTuple):
    """The floor's day at a moment."""

    begins: datetime
    ends: datetime
    """The midnight by which the house's promises of the day run out (`clocks.house_due`)."""


def floor_day(shops: tuple[ShopView, ...], now: datetime) -> FloorDay:
    """The floor's day that `now` belongs to: by the clock of the first shop, as everything that the floor does once a
    day."""
    settings = floor_of(shops)
    day = settings.day_of(now)
    midnight = datetime.combine(day + timedelta(days=1), time(), settings.tz)
    return FloorDay(settings.start_of(day), midnight.astimezone(UTC))


def all_shops(connection: Connection) -> tuple[ShopView, ...]:
    """Every shop, by tag."""
    shops = table_of(Shop)
    columns = (shops.c.id, shops.c.tag, shops.c.name, shops.c.platform, shops.c.settings, shops.c.version)
    query = select(*columns).where(shops.c.withdrawn_at.is_(None)).order_by(shops.c.tag)
    return tuple(
        ShopView(row.id, row.tag, row.name, row.platform, from_json(row.settings), row.version)
        for row in connection.execute(query)
    )


def floor_of(shops: tuple[ShopView, ...]) -> ShopSettings:
    """By whose clock and days the floor goes: its first shop's; without a shop by the defaults."""
    return shops[0].settings if shops else ShopSettings()


def day_at(book: Book, moment: Moment) -> FloorDay:
    """The floor's day at `moment`, for whoever has not read the shops."""
    with book.read() as connection:
        return floor_day(all_shops(connection), moment.now)
