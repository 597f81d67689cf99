"""Which subject takes which staged table, in the order in which they are merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.orders import intake as orders
from store.orders import items_intake as items
from store.orders import prints_intake as prints
from store.orders import waves_intake as waves
from store.orders.telling import orders_came
from store.parcels import awaiting as parcels_awaiting
from store.parcels import intake as parcels_of_orders
from store.parcels import prints_intake as parcels_of_prints
from store.parcels import returns_intake as returns
from store.parcels import scans_intake as scans
from store.refunds import intake as refunds
from store.refunds import linking as refunds_of_orders
from store.refunds import returns_intake as refunds_of_returns
from store.shops.slices import Intake
from store.stock import intake as stock

KINDS = ("orders", "items", "refunds", "prints", "waves", "scans", "stock", "returns")
"""Kinds of files in the order in which those of one run are merged: what others are about comes first."""


@dataclass(frozen=True, slots=True)
class Taker:
    """A subject that takes the rows of a table; `counts` where what became of them is what became of the rows."""

    table: str
    intake: Intake
    counts: bool = True


TAKERS = (
    Taker("staged_orders", orders),
    Taker("staged_orders", parcels_of_orders, counts=False),
    Taker("staged_items", items),
    Taker("staged_refunds", refunds),
    Taker("staged_prints", prints),
    Taker("staged_prints", parcels_of_prints, counts=False),
    Taker("staged_waves", waves),
    Taker("staged_scans", scans),
    Taker("staged_stock", stock),
    Taker("staged_returns", returns),
    Taker("staged_returns", refunds_of_returns, counts=False),
)

orders_came += [module.link_orders for module in (prints, refunds_of_orders, parcels_awaiting, returns)]


def is_taken(kind: str) -> bool:
    """Whether files of this kind can be merged yet."""
    return kind in KINDS


def takers_of(tables: Iterable[str]) -> tuple[Taker, ...]:
    """Who takes the rows of a file that fills these tables."""
    filled = frozenset(tables)
    return tuple(taker for taker in TAKERS if taker.table in filled)


def counted(tables: Mapping[str, object]) -> str:
    """The table by which the rows of a file are counted: the finest one, because a row is a row of that.

    A list of items also says something of orders; each of its rows counts as what became of its item.
    """
    others = [taker.table for taker in takers_of(tables) if taker.counts and taker.table != "staged_orders"]
    return others[0] if others else "staged_orders"
