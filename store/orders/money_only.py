"""Orders that only carry money: price differences, postage. They never count as unshipped."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, or_, select, update

from store.book.columns import table_of
from store.orders.line_tables import OrderLine
from store.orders.tables import Order
from store.shops.rules import ShopSettings

orders, lines = table_of(Order), table_of(OrderLine)


def mark_money_only(connection: Connection, settings: ShopSettings, which: Select[Any]) -> int:
    """Decide anew for the orders whose ids `which` finds; how many it changed.

    An order only carries money when every line of it does, by the shop's patterns: a price difference bought together
    with goods is goods.
    """
    mine = and_(lines.c.order_id == orders.c.id, lines.c.withdrawn_at.is_(None))
    carries = carries_money(settings)
    some = select(lines.c.id).where(mine, carries).correlate(orders).exists()
    others = select(lines.c.id).where(mine, ~carries).correlate(orders).exists()
    only = and_(some, ~others)
    changes = and_(orders.c.id.in_(which), orders.c.money_only != only)
    return connection.execute(
        update(orders).values(money_only=only, version=orders.c.version + 1).where(changes)
    ).rowcount


def carries_money(settings: ShopSettings) -> ColumnElement[bool]:
    """Whether a line fits one of the shop's patterns, by its title or its code."""
    by_title = [lines.c.title.like(_like(pattern), escape="\\") for pattern in settings.money_only_titles]
    by_code = [lines.c.code.like(_like(pattern), escape="\\") for pattern in settings.money_only_codes]
    fits = or_(false(), *by_title, *by_code)
    return fits.is_(True)


def _like(pattern: str) -> str:
    """A pattern of the settings, in which only `*` means anything, as LIKE wants it."""
    for char in ("\\", "%", "_"):
        pattern = pattern.replace(char, "\\" + char)
    return pattern.replace("*", "%")
