"""The clocks before shipping, as far as the shop's settings make them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from store.book.columns import from_ms
from store.orders.belief import Belief, Speaks, orders
from store.orders.staged import house_days, rows, staged
from store.shops.clocks import house_steps
from store.shops.rules import ShopSettings
from store.shops.slices import Slice


def lay_house_days(connection: Connection, piece: Slice) -> None:
    """The house's days from the first payment of the slice to the last, those included that the book knew before."""
    source = rows.join(staged, staged.c.line == rows.c.line).outerjoin(orders, orders.c.id == rows.c.order_id)
    paid = Belief(piece, Speaks.NEWER).paid_at
    known = (func.min(staged.c.paid_at), func.max(staged.c.paid_at), func.min(paid), func.max(paid))
    lay_days(connection, piece.settings, select(*known).select_from(source))


def lay_days(connection: Connection, settings: ShopSettings, bounds: Select[Any]) -> None:
    """Lay the steps of `shops.rules.house_due` between the earliest and the latest time that `bounds` finds."""
    house_days.create(connection, checkfirst=True)
    connection.execute(house_days.delete())
    found = [_moment(value) for value in connection.execute(bounds).one() if value]
    if found:
        steps = house_steps(min(found), max(found), settings)
        connection.execute(house_days.insert(), [{"begins_at": at, "due_at": due} for at, due in steps])


def _moment(value: Any) -> datetime:
    return from_ms(value) if isinstance(value, int) else value
