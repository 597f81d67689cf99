"""One consistent world: the orders of all shops with what the house, the couriers and the platforms know of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from tui.cli.demo import words
from tui.cli.demo.buyers import Buyer, buyer
from tui.cli.demo.claims import Claim, Complaints
from tui.cli.demo.house import House, Warehouse
from tui.cli.demo.journey import Courier, Scan
from tui.cli.demo.life import DAY, PAID
from tui.cli.demo.orders import second_of, write_order_export
from tui.cli.demo.shops import SHOPS, TMALL, DemoShop, sizes
from tui.cli.demo.stream import Parcel, Row, order_rows, parcel_by

TOLD: Final = 5_000
"""Orders of the first shop, evenly spread, that the other lists know of: only its order list grows without end."""
_SCATTER: Final = 2_654_435_761


class Item(NamedTuple):
    """One item of an order."""

    good: words.Good
    pieces: int

    @property
    def fen(self) -> int:
        """What all of its pieces cost."""
        return self.good.price * self.pieces * 100


@dataclass(frozen=True, slots=True)
class Sale:
    """An order with everything that any list tells of it.

    Attributes:
        number: as the platform has it.
        label: the parcel that it travels in, also one of which the platform does not know yet.
    """

    shop: DemoShop
    number: str
    row: Row
    buyer: Buyer
    label: Parcel
    house: House | None
    scans: tuple[Scan, ...]
    claim: Claim | None

    @property
    def items(self) -> Iterator[Item]:
        """What was bought; of the first item there may be several pieces."""
        goods = self.row.goods
        for place, good in enumerate(goods):
            yield Item(good, 1 if place else self.row.pieces - len(goods) + 1)

    @property
    def unsent(self) -> bool:
        """Paid, and to be sent."""
        return self.row.life.status == PAID and not self.money_only

    @property
    def money_only(self) -> bool:
        """Whether it only carries money."""
        return self.row.goods == (words.POSTAGE_LINK,)

    @property
    def due(self) -> int:
        """What the buyer owes or has paid, fen."""
        return self.row.fen + self.row.postage


@dataclass(frozen=True, slots=True)
class World:
    """All that is told, as it was at a minute of the shop's wall clock."""

    now: int
    sales: dict[str, tuple[Sale, ...]]
    """By the shop's tag, the newest first."""


def make_world(export: Path, size: int, made: datetime) -> World:
    """Write the first shop's order list to `export` and tell the world that it and all other lists are about."""
    now, many = second_of(made), sizes(size)
    kept: list[Row] = []
    step = -(-many[TMALL.tag] // TOLD)
    places = count()

    def told(row: Row) -> None:
        if next(places) % step == 0:
            kept.append(row)

    write_order_export(export, many[TMALL.tag], made, TMALL.seed, told)
    rows = {TMALL.tag: kept}
    for shop in SHOPS[1:]:
        made_of = (many[shop.tag], now, Random(shop.seed), shop.couriers, shop.open_on)
        rows[shop.tag] = list(order_rows(*made_of, hasty=shop.hasty))
    return World(now, {shop.tag: tuple(_told(shop, rows[shop.tag], now)) for shop in SHOPS})


def _told(shop: DemoShop, rows: Iterable[Row], now: int) -> Iterator[Sale]:
    warehouse, courier, complaints = Warehouse(now, shop.open_on, shop.slips_for * DAY), Courier(now), Complaints(now)
    for made in rows:
        row = _only_one(made) if shop.one_item else made
        row = row._replace(who=row.who + shop.first_buyer)
        to = buyer(row.who)
        scans = courier.carry(row, to)
        claim = complaints.hear(row, scans)
        house = warehouse.look(row)
        yield Sale(shop, shop.number(row), row, to, _label(shop, row, house), house, scans, claim)


def _only_one(row: Row) -> Row:
    good, pieces = row.goods[0], row.pieces - len(row.goods) + 1
    fen = good.price * pieces * 100 if good.price else row.fen
    return row._replace(goods=(good,), pieces=pieces, fen=fen)


def _label(shop: DemoShop, row: Row, house: House | None) -> Parcel:
    """The parcel that the platform knows, else the waybill that was printed in the house."""
    if row.parcel[0] or house is None or not house.waybill or row.life.shipped_at:
        return row.parcel
    return parcel_by((int(row.number) * _SCATTER & 0xFFFFFFFF) / 2**32, shop.couriers)
