"""The titles that an order list joins into one cell, as lines of the order until a list of items says it better."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, literal, select
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import table_of
from store.orders.line_tables import OrderLine
from store.orders.rules import TITLES_JOINED_BY, split_titles
from store.orders.staged import at_work, rows, staged
from store.shops.slices import Slice

lines = table_of(OrderLine)


def add_titles(connection: Connection, piece: Slice) -> None:
    """The titles of orders that have no lines yet; a list of items will say it better."""
    has_lines = select(lines.c.id).where(lines.c.order_id == rows.c.order_id).exists()
    joined = staged.c.title.contains(TITLES_JOINED_BY)
    found = _split(connection, *at_work(piece, joined, ~has_lines))
    source, here = at_work(piece, staged.c.title.is_not(None), ~joined, ~has_lines)
    names = ["order_id", "position", "title", "quantity", "version"]
    query = select(rows.c.order_id, literal(0), staged.c.title, staged.c.quantity, literal(1))
    connection.execute(insert(lines).from_select(names, query.select_from(source).where(here)))
    if found:
        connection.execute(insert(lines).on_conflict_do_nothing(), found)


def _split(connection: Connection, source: FromClause, here: ColumnElement[bool]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    query = select(rows.c.order_id, staged.c.title, staged.c.quantity).select_from(source).where(here)
    for order_id, title, quantity in connection.execute(query):
        titles = split_titles(title)
        for position, one in enumerate(titles):
            number = quantity if len(titles) == 1 else None
            found.append({"order_id": order_id, "position": position, "title": one, "quantity": number, "version": 1})
    return found
