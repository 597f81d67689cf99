"""Search by each kind of term, as the screen asks it: the middle and the worst of several answers.

python -m tests.bench.search BOOK
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from sqlalchemy import select

from store.book.columns import table_of
from store.book.opening import open_book
from store.book.transactions import Book
from store.buyers.tables import Buyer, Contact
from store.desk.pasted import find_in_line
from store.desk.search import search
from store.orders.tables import Order
from store.parcels.tables import Parcel
from tests.bench.figures import Budget, Figure, middle, table

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


def measure(book: Book, rows: int) -> list[Figure]:
    """What each kind of term takes in a book of `rows` orders, and a pasted line of a chat."""
    found = []
    moment = book.clock.moment()
    for what, text in terms(book).items():
        taken = []
        for _ in range(RUNS):
            began = time.perf_counter()
            answer = search(book, moment, text)
            taken.append((time.perf_counter() - began) * 1e3)
        remark = f"{len(answer.hits)}{'+' if answer.more else ''} found, worst {max(taken):.1f}"
        found.append(Figure(rows, f"search by {what}", middle(taken), "ms", budget=BUDGET, remark=remark))
    line = f"亲 订单{terms(book)['an order number']} 麻烦改地址"
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        find_in_line(book, moment, line)
        taken.append((time.perf_counter() - began) * 1e3)
    remark = f"worst {max(taken):.1f}"
    found.append(Figure(rows, "a pasted line of a chat", middle(taken), "ms", budget=BUDGET, remark=remark))
    return found


def main(path: Path) -> None:
    """Measure one book."""
    book = open_book(path)
    with book.read() as connection:
        rows = connection.scalar(select(orders.c.id).order_by(orders.c.id.desc()).limit(1)) or 0
    print(table(measure(book, rows)))
    book.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
