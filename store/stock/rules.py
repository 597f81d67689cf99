"""What a list of stock allows to promise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum


class Availability(StrEnum):
    """Whether all of an order lies on the shelves. Unknown is no promise: the warehouse is asked (design 3, Clocks)."""

    IN_STOCK = "in_stock"
    OUT_OF_STOCK = "out_of_stock"
    UNKNOWN = "unknown"


def availability(lines: Sequence[tuple[int | None, int | None]]) -> Availability:
    """What is known of the lines of an order: pieces wanted (None: one), and pieces there (None: no list of today).

    One line that is short is enough to be out of stock; one that nobody knows is enough to promise nothing.
    """
    if any(there is not None and there < (wanted or 1) for wanted, there in lines):
        return Availability.OUT_OF_STOCK
    if not lines or any(there is None for _, there in lines):
        return Availability.UNKNOWN
    return Availability.IN_STOCK


def is_fresh(as_of: datetime, day_begins: datetime) -> bool:
    """Whether a list is of today: what an older one counted may have been sold since."""
    return as_of >= day_begins
