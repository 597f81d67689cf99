"""One buyer: what she ordered."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.errors import Refusal
from store.book.interest import Interest
from store.book.transactions import Book
from store.buyers.rules import masked_nick
from store.buyers.tables import Buyer
from store.orders.queries import OrderRow, orders_of
from store.orders.tables import Order

orders, buyers = table_of(Order), table_of(Buyer)

MOST = 2_000


@dataclass(frozen=True, slots=True)
class BuyerView:
    """A buyer with her orders."""

    id: int
    nick: str
    """Masked."""
    moment: Moment
    orders: tuple[OrderRow, ...]
    """Those that somebody may still ask about first, each part newest first."""
    running: frozenset[int]
    """The ids of these."""


def buyer_view(book: Book, moment: Moment, buyer_id: int, interest: Interest | None = None) -> BuyerView:
    """The orders of a buyer.

    Raises:
        Refusal: there is no such buyer.
    """
    with book.read(interest) as connection:
        nick = connection.scalar(select(buyers.c.nick).where(buyers.c.id == buyer_id))
        if nick is None:
            raise Refusal("buyers.unknown")
        rows, running = orders_of(connection, moment, buyer_id, MOST)
    return BuyerView(buyer_id, masked_nick(nick), moment, rows, running)


def buyer_of(book: Book, order_id: int) -> int:
    """The buyer of an order.

    Raises:
        Refusal: no file has said who that is.
    """
    with book.read() as connection:
        buyer_id = connection.scalar(select(orders.c.buyer_id).where(orders.c.id == order_id))
    if buyer_id is None:
        raise Refusal("buyers.not_said")
    return int(buyer_id)
