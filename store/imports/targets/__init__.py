"""What rows of a kind become. A new kind of row is a new `Target`; a new file of a known kind is data in `sources`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from store.imports.targets.aftersales import REFUNDS, RETURNS
from store.imports.targets.house import PRINTS, STOCK, WAVES
from store.imports.targets.orders import ITEMS, ORDERS, REVIEWS, contact_digest
from store.imports.targets.scans import SCANS
from store.imports.targets.target import Cell, Context, Derived, Target

TARGETS: Final[Mapping[str, Target]] = {
    "orders": ORDERS,
    "items": ITEMS,
    "refunds": REFUNDS,
    "prints": PRINTS,
    "waves": WAVES,
    "scans": SCANS,
    "stock": STOCK,
    "returns": RETURNS,
    "reviews": REVIEWS,
}
"""Kind of a source -> where its rows go; in the order in which files of one run are merged."""

__all__ = ["TARGETS", "Cell", "Context", "Derived", "Target", "contact_digest"]
