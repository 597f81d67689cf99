"""Ticking and skipping on the lead's list of today."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection

from store.checklists.commands import Settled, settle_item
from store.checklists.queries import ItemView, list_of
from store.checklists.rules import Result
from store.people.commands import Colleague
from store.shops.rules import ShopSettings
from tests.store.floor import Floor, key

DAY = ShopSettings().day_of(datetime.now(UTC)).isoformat()
"""A list is of today: what is over can only be looked at."""


def items_of(connection: Connection, day: str, role: str, occasion: str) -> tuple[ItemView, ...]:
    """The items of the day's list; those of the template, all open, before anybody has begun it."""
    return list_of(connection, day, role, occasion, ShopSettings()).items


def settle(
    floor: Floor,
    who: Colleague,
    result: Result = Result.DONE,
    *,
    left: int | None = 0,
    by_hand: bool = False,
    number: int | None = None,
    why: str = "",
    note: str = "",
    code: str = "orders.late",
    occasion: str = "start",
    op_key: str | None = None,
) -> Settled:
    """Tick or skip an item of the lead's list."""
    return settle_item(
        floor.book,
        who.actor,
        op_key or key(),
        day=DAY,
        role="lead",
        occasion=occasion,
        code=code,
        result=result,
        left=left,
        by_hand=by_hand,
        number=number,
        why=why,
        note=note,
    )


def items(floor: Floor, occasion: str = "start") -> dict[str, ItemView]:
    """How the lead's list stands."""
    with floor.book.read() as connection:
        return {item.code: item for item in items_of(connection, DAY, "lead", occasion)}
