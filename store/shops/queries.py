"""Reading shops."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from store.book.columns import table_of
from store.shops.rules import Platform, ShopSettings, from_json
from store.shops.tables import Shop


@dataclass(frozen=True, slots=True)
class ShopView:
    """A shop as the rest of Floorbook sees it."""

    id: int
    tag: str
    name: str
    platform: Platform
    settings: ShopSettings
    version: int


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
