"""What may be told to a buyer: of an order, or of goods that nobody has paid yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from store.book.clock import Moment
from store.book.errors import Refusal
from store.book.interest import Interest
from store.book.transactions import Book
from store.desk.goods import judged
from store.desk.order_card import OrderCard, order_card
from store.desk.paid_when import paid_when
from store.shops.queries import ShopView, all_shops
from store.stock.promising import Facts, Promise, Standing, promise
from store.stock.queries import StockView, stock_of


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told, of what, and what that stands on."""

    shop: ShopView
    moment: Moment
    about: str
    """The order's number, or the goods' title."""
    detail: str
    """The goods of the order, or the code and properties of the goods."""
    quantity: int | None
    paid_at: datetime | None
    paid_estimated: bool
    promise: Promise
    supposed: bool = False
    """It is not paid yet: `paid_at` is when it would be."""
    order_id: int | None = None
    stock: StockView | None = None
    """What the last list says of goods, however old."""


def told_of_order(book: Book, order_id: int, paid: str = "", interest: Interest | None = None) -> Told:
    """What may be told of an order. One that is not paid is judged as if it were paid at the time that is typed.

    Raises:
        Refusal: there is no such order, or the time is none.
    """
    card = order_card(book, order_id, interest)
    at = paid_when(paid, card.moment.now, card.shop.settings.zone)
    supposed = bool(paid.strip()) and card.promise.standing is Standing.NOT_PAID
    facts = card.facts.paid(at) if supposed else card.facts
    return Told(
        shop=card.shop,
        moment=card.moment,
        about=card.order_no,
        detail="，".join(line.title for line in card.lines),
        quantity=_pieces(card),
        paid_at=facts.paid_at,
        paid_estimated="paid_at" in card.estimated,
        promise=promise(facts, card.shop.settings, card.moment.now),
        supposed=supposed,
        order_id=order_id,
    )


def _pieces(card: OrderCard) -> int | None:
    known = [line.quantity for line in card.lines]
    return None if not known or None in known else sum(each or 0 for each in known)


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods that somebody asks about: a code of the stock list, or a title that no list of stock has."""

    shop_id: int
    title: str
    code: str | None = None
    properties: str = ""


def told_of_goods(
    book: Book, goods: Goods, quantity: int = 1, paid: str = "", interest: Interest | None = None
) -> Told:
    """What may be told of goods that are, or will be, paid at the time that is typed; by default now.

    Raises:
        Refusal: there is no such shop, or the time is none.
    """
    moment = book.clock.moment()
    with book.read(interest) as connection:
        shop = next((shop for shop in all_shops(connection) if shop.id == goods.shop_id), None)
        if shop is None:
            raise Refusal("shops.unknown", tag=goods.shop_id, tags="-")
        stock = _stock(connection, goods, moment)
    at = paid_when(paid, moment.now, shop.settings.zone)
    availability, as_of = judged([(quantity, stock)], shop, moment)
    facts = Facts(at, availability, kind_word=goods.title, stock_as_of=as_of)
    return Told(
        shop=shop,
        moment=moment,
        about=goods.title or goods.code or "",
        detail=" ".join(part for part in (goods.properties, goods.code) if part),
        quantity=quantity,
        paid_at=at,
        paid_estimated=False,
        promise=promise(facts, shop.settings, moment.now),
        supposed=at >= moment.now,
        stock=stock,
    )


def _stock(connection: Connection, goods: Goods, moment: Moment) -> StockView | None:
    if goods.code is None:
        return None
    return stock_of(connection, goods.shop_id, {goods.code}, moment).get(goods.code)
