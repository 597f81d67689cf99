"""What lies on the shelves."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, select

from store.book.clock import Moment
from store.book.columns import known, table_of
from store.stock.tables import StockItem

items = table_of(StockItem)


@dataclass(frozen=True, slots=True)
class StockView:
    """How many there are of a code, and how old that knowledge is."""

    code: str
    quantity: int
    as_of: datetime


def is_known(moment: Moment) -> ColumnElement[bool]:
    """A list has counted it."""
    return and_(items.c.quantity.is_not(None), known(items.c.as_of, moment))


def stock_of(connection: Connection, shop_id: int, codes: Collection[str], moment: Moment) -> dict[str, StockView]:
    """What is known of these codes; one that no list has named is not in it."""
    query = select(items.c.code, items.c.quantity, items.c.as_of)
    query = query.where(items.c.shop_id == shop_id, items.c.code.in_(codes), is_known(moment))
    return {row.code: StockView(*row) for row in connection.execute(query)}
