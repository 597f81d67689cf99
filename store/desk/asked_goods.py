"""Finding what a buyer asks about: an order, goods on the list of stock, or goods that only orders have named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.errors import Reason
from store.book.initials import initials
from store.book.interest import Interest
from store.book.terms import key_of
from store.book.transactions import Book
from store.desk.promise import Goods, Told, told_of_goods, told_of_order
from store.desk.search import LONGEST, Hit, Why, refused, search
from store.orders.tables import Order
from store.shops.tables import Shop
from store.stock.queries import is_known
from store.stock.tables import StockItem

items, shops, orders = table_of(StockItem), table_of(Shop), table_of(Order)

PIECES = re.compile(r"(?:\s*[x×*]\s*(\d{1,4})|\s+(\d{1,4})\s*[件个]|\s*(\d{1,4})[件个])\s*$", re.IGNORECASE)
"""How many, behind the words: `x2`, `*2`, `2件`."""
TITLES = 5_000
"""So many titles are looked at for a word; where there are more, type more."""
OF_GOODS = frozenset({Why.GOODS, Why.GOODS_INITIALS})


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a buyer may ask about: an order, or goods."""

    id: int
    tag: str
    words: str
    """The order's number, or the goods' title."""
    detail: str
    order_id: int | None = None
    goods: Goods | None = None
    quantity: int | None = None
    """Pieces that the list of stock counted."""
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """What fits what was typed."""

    text: str
    pieces: int
    hits: tuple[Asked, ...] = ()
    why_not: Reason | None = None


def split_pieces(text: str) -> tuple[str, int]:
    """The words, and how many are wanted: `SW-018 x2` is two of SW-018."""
    text = unicodedata.normalize("NFKC", text).strip()
    found = PIECES.search(text)
    if found is None or not text[: found.start()].strip():
        return text, 1
    number = next(int(each) for each in found.groups() if each)
    return text[: found.start()].strip(), max(1, number)


def asked_for(book: Book, moment: Moment, text: str, most: int = 50, interest: Interest | None = None) -> Asking:
    """What fits a number of an order, the seller's code, or words of goods or their initials, the surest first.

    Raises:
        Interrupted: `interest` was dropped.
    """
    words, pieces = split_pieces(text)
    why_not = refused(words)
    if why_not is not None:
        return Asking(text, pieces, why_not=why_not)
    hits = [hit for hit in search(book, moment, words, most, interest).hits if hit.order_id is not None]
    found = [_order(hit) for hit in hits if hit.why not in OF_GOODS]
    with book.read(interest) as connection:
        stocked = list(_stocked(connection, moment, words, most)) if len(key_of(words)) <= LONGEST else []
        known = {asked.words for asked in stocked}
        sold = _sold(connection, [hit for hit in hits if hit.why in OF_GOODS and hit.title not in known])
        return Asking(text, pieces, _numbered([*found, *stocked, *sold][:most]))


def told_of(book: Book, asked: Asked, pieces: int, paid: str, interest: Interest | None = None) -> Told | None:
    """What may be told of it, as paid at the time that is typed.

    Raises:
        Refusal: it is not in the book any more, or the time is none.
    """
    if asked.order_id is not None:
        return told_of_order(book, asked.order_id, paid, interest)
    return None if asked.goods is None else told_of_goods(book, asked.goods, pieces, paid, interest)


def _order(hit: Hit) -> Asked:
    return Asked(0, hit.tag, hit.order_no, hit.title, order_id=hit.order_id)


def _numbered(found: Sequence[Asked]) -> tuple[Asked, ...]:
    return tuple(replace(asked, id=place) for place, asked in enumerate(found, start=1))


def _stocked(connection: Connection, moment: Moment, text: str, most: int) -> Iterator[Asked]:
    """What the lists of stock have: every word in the code, the title or the properties; codes that begin so first,
    then titles in which a word does."""
    i = items.c
    titles = connection.scalars(select(i.title).where(i.title.is_not(None)).distinct()).all()
    fits = and_(*(_has(word, titles) for word in text.split()))
    named = i.title.in_([title for title in titles if any(_begins(title, word) for word in text.split())])
    query = (
        select(i.shop_id, shops.c.tag, i.code, i.title, i.properties, i.quantity, i.as_of)
        .select_from(items.join(shops, shops.c.id == i.shop_id))
        .where(fits, is_known(moment))
        .order_by(i.code.istartswith(text, autoescape=True).desc(), named.desc(), i.title, i.code)
        .limit(most)
    )
    for row in connection.execute(query):
        goods = Goods(row.shop_id, row.title or row.code, row.code, row.properties or "")
        detail = " ".join(part for part in (row.properties, row.code) if part)
        yield Asked(0, row.tag, goods.title, detail, goods=goods, quantity=row.quantity, as_of=row.as_of)


def _has(word: str, titles: Sequence[str]) -> ColumnElement[bool]:
    wanted = key_of(word)
    some = [title for title in titles if any(wanted in key for key in _keys(title))][:TITLES]
    return or_(
        items.c.title.in_(some),
        items.c.code.icontains(word, autoescape=True),
        items.c.properties.icontains(word, autoescape=True),
    )


def _begins(title: str, text: str) -> bool:
    wanted = key_of(text)
    return any(key.startswith(wanted) for word in title.split() for key in _keys(word))


@lru_cache(maxsize=32_768)
def _keys(title: str) -> tuple[str, str]:
    key = key_of(title)
    return key, initials(key)


def _sold(connection: Connection, hits: Sequence[Hit]) -> Iterator[Asked]:
    """Titles that orders have and no list of stock has: of these nothing is known but the shop."""
    ids = {hit.order_id: hit for hit in reversed(hits)}
    query = select(orders.c.id, orders.c.shop_id).where(orders.c.id.in_(list(ids)))
    shop_of = {row.id: row.shop_id for row in connection.execute(query)}
    seen: set[tuple[int, str]] = set()
    for hit in hits:
        shop_id = shop_of.get(hit.order_id)
        if shop_id is not None and hit.title and (shop_id, hit.title) not in seen:
            seen.add((shop_id, hit.title))
            yield Asked(0, hit.tag, hit.title, "", goods=Goods(shop_id, hit.title))
