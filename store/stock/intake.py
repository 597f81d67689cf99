"""A staged list of stock into `stock_items`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Integer, Text, and_, case, column, func, select, table

from store.book.columns import table_of
from store.shops.pairing import Pairing, stamp_of, working_table
from store.shops.slices import SCHEMA, Merged, Slice
from store.stock.tables import StockItem

items = table_of(StockItem)

staged = table(
    "staged_stock",
    *(column(name, Integer) for name in ("line", "quantity")),
    *(column(name, Text) for name in ("code", "title", "properties", "warehouse")),
    schema=SCHEMA,
)
pairing = Pairing(staged, items, "code", working_table("merge_stock"))


def merge(connection: Connection, piece: Slice) -> Merged:
    """Bring one slice of a list of stock into the book; repeatable without harm.

    A row counts as what became of its code; of rows of one code the last one counts, others are repeated. What lies
    in several warehouses is added up; of two rows of one warehouse the last one counts. A code that a newer list does
    not name keeps what it had, with the age of the list that named it.
    """
    taken, repeated = pairing.take(connection, piece)
    values: dict[str, Any] = {name: pairing.plain(piece, name) for name in ("title", "properties")}
    said = {"quantity": _all_warehouses(), "warehouse": _warehouse()}
    for name, value in said.items():
        newer = func.coalesce(value, items.c[name]) if name == "quantity" else value
        values[name] = case((pairing.rows.c.newer == 1, newer), else_=func.coalesce(items.c[name], value))
    changed = pairing.change(connection, piece, values)
    pairing.stamp(connection, piece)
    first = pairing.first(piece, ("title", "properties")) | said | stamp_of(piece)
    added = pairing.add(connection, piece, first)
    return Merged(added, changed, taken - added - changed, repeated)


def _all_warehouses() -> Any:
    """The sum over the last line of every warehouse that has the code."""
    each, later = staged.alias("each"), staged.alias("later_one")
    same = and_(later.c.code == each.c.code, later.c.warehouse.is_not_distinct_from(each.c.warehouse))
    replaced = select(later.c.line).where(same, later.c.line > each.c.line).correlate(each).exists()
    total = select(func.sum(each.c.quantity)).where(each.c.code == staged.c.code, ~replaced)
    return total.correlate(staged).scalar_subquery()


def _warehouse() -> Any:
    """The warehouse, where there is only one."""
    each = staged.alias("one")
    one = case((func.min(each.c.warehouse) == func.max(each.c.warehouse), func.min(each.c.warehouse)))
    return select(one).where(each.c.code == staged.c.code).correlate(staged).scalar_subquery()
