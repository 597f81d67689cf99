"""Search by each kind of term, as the screen asks it: the middle and the worst of several answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import select

from store.book.columns import table_of
from store.book.opening import open_book
from store.book.transactions import Book
from store.buyers.tables import Buyer, Contact
from store.desk.pasted import find_in_line
from store.desk.search import search
from store.orders.tables import Order
from store.parcels.tables import Parcel
from tests.bench.books import Site
from tests.bench.figures import Budget, Figure, middle

RUNS = 15
BUDGET = Budget(50, of="figure")
PLACE = 2 / 3
"""Where in the book the order stands that is looked for."""

orders, buyers, contacts, parcels = table_of(Order), table_of(Buyer), table_of(Contact), table_of(Parcel)


def terms(book: Book) -> dict[str, str]:
    """A term of each kind, from an order in the middle of the book."""
    with book.read() as connection:
        last = connection.scalar(select(orders.c.id).order_by(orders.c.id.desc()).limit(1)) or 0
        query = (
            select(orders.c.order_no, buyers.c.nick, contacts.c.phone)
            .join_from(orders, buyers, buyers.c.id == orders.c.buyer_id)
            .join(contacts, contacts.c.id == orders.c.contact_id)
            .where(orders.c.id >= int(last * PLACE), contacts.c.phone.is_not(None))
            .order_by(orders.c.id)
            .limit(1)
        )
        number, nick, phone = connection.execute(query).one()
        tracking = connection.scalar(select(parcels.c.tracking_no).order_by(parcels.c.id.desc()).limit(1))
    return {
        "an order number": number,
        "the tail of an order number": number[-6:],
        "the beginning of an order number": number[:8],
        "a tracking number": tracking or "0000",
        "a nick": nick,
        "two characters of a nick": nick[:2],
        "the tail of a phone": phone[-4:],
        "the initials of goods": "ym",
        "two characters of a title": "羊毛",
        "two words of a title": "羊毛 灰色",
        "what is nowhere": "退款退款",
    }


def figures(site: Site) -> Iterator[Figure]:
    """What each kind of term takes, and a pasted line of a chat."""
    book = open_book(site.book)
    moment = book.clock.moment()
    known = terms(book)
    for what, text in known.items():
        answer = search(book, moment, text)
        found = f"{len(answer.hits)}{'+' if answer.more else ''} found"
        yield _figure(site.rows, f"search by {what}", partial(search, book, moment, text), found)
    line = f"亲 订单{known['an order number']} 麻烦改地址"
    yield _figure(site.rows, "a pasted line of a chat", partial(find_in_line, book, moment, line))
    book.close()


def _figure(rows: int, what: str, work: Callable[[], object], found: str = "") -> Figure:
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1e3)
    remark = ", ".join(part for part in (found, f"worst {max(taken):.1f}") if part)
    return Figure(rows, what, middle(taken), "ms", budget=BUDGET, remark=remark)
