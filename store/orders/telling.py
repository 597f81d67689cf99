"""Who is told that orders came: subjects above the orders that hold rows about orders nobody knew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Select

OrdersCame = Callable[[Connection, int, Select[Any]], None]
"""Is given the transaction's connection, the shop, and a query for the ids and numbers of the orders just made."""

orders_came: list[OrdersCame] = []
"""`store.imports.registry` fills it: only imports make orders."""


def tell_orders_came(connection: Connection, shop_id: int, came: Select[Any]) -> None:
    """Tell everybody, if there are any."""
    if orders_came and connection.execute(came.limit(1)).first() is not None:
        for listener in orders_came:
            listener(connection, shop_id, came)
