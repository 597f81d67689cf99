"""What intake brought, made findable: called in the transaction that brought it."""

from __future__ import annotations

from sqlalchemy import Connection, Select, select, update
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import table_of
from store.buyers.tables import BUYER_WORDS
from store.orders.line_tables import TITLE_WORDS, Title
from store.orders.tables import Order

orders, titles = table_of(Order), table_of(Title)


def make_findable(connection: Connection, these: Select[tuple[int]]) -> None:
    """Let search find buyers who have come, and `these` orders (a query of their ids) by the titles that they have
    now. Repeatable; what is as it was is not written."""
    BUYER_WORDS.catch_up(connection)
    mine = orders.c.id.in_(these), orders.c.title.is_not(None)
    texts = select(orders.c.title).where(*mine).distinct()
    connection.execute(insert(titles).from_select(["text"], texts).on_conflict_do_nothing())
    TITLE_WORDS.catch_up(connection)
    its = select(titles.c.id).where(titles.c.text == orders.c.title).scalar_subquery()
    connection.execute(
        update(orders).where(*mine, orders.c.title_id.is_distinct_from(its)).values(title_id=its),
    )
