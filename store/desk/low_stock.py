"""What is nearly sold out: items of the last list of stock that sell, with what waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.paging import Listed, QueryWindow, Sort
from store.book.transactions import Book
from store.handling.queries import HANDLING, Handled, MarkView, handling_of, with_handling
from store.handling.rules import Subject
from store.orders.line_tables import OrderLine
from store.orders.tables import Order
from store.orders.views import View, is_open
from store.shops.rules import ShopSettings
from store.shops.tables import Shop
from store.stock.tables import StockItem

items, lines = table_of(StockItem), table_of(OrderLine)
orders, shops = table_of(Order), table_of(Shop)

SELLING = timedelta(days=30)
"""What was ordered so lately sells."""


@dataclass(frozen=True, slots=True)
class StockRow:
    """An item of the list of stock as a line of a list."""

    id: int
    tag: str
    code: str
    title: str
    properties: str
    quantity: int
    waiting: int
    """Pieces of it in orders that are paid and unshipped."""
    as_of: datetime
    """How old the list is that counted it."""
    done: MarkView | None = None
    owner: str = ""
    owner_due_at: datetime | None = None
    still: bool = True
    """Whether it belongs to the list it was opened in."""


def is_low(moment: Moment) -> ColumnElement[bool]:
    """No more pieces than the shop's threshold, and a main item: ordered in the last `SELLING`, or waited for."""
    few = shops.c.settings["low_stock"].as_integer()
    threshold = func.coalesce(few, ShopSettings().low_stock)
    mine = select(threshold).where(shops.c.id == items.c.shop_id).correlate(items).scalar_subquery()
    # The walk of the index ends at the highest threshold.
    highest = select(func.max(threshold)).scalar_subquery()
    here = and_(items.c.quantity <= highest, items.c.quantity <= mine, items.c.as_of <= moment.now)
    return and_(here, _sells(moment))


def _sells(moment: Moment) -> ColumnElement[bool]:
    """The newest orders first: of an item that sells one of them says so at once."""
    lately = orders.c.placed_at.between(moment.now - SELLING, moment.now)
    found = _ordered(select(lines.c.id)).where(or_(lately, is_open(moment)))
    newest = found.order_by(lines.c.order_id.desc()).limit(1)
    return newest.correlate(items).scalar_subquery().is_not(None)


def _ordered(query: Select[Any]) -> Select[Any]:
    """The lines of orders of an item."""
    bought = lines.join(orders, orders.c.id == lines.c.order_id)
    mine = (lines.c.code == items.c.code, orders.c.shop_id == items.c.shop_id, lines.c.withdrawn_at.is_(None))
    return query.select_from(bought).where(*mine)


VIEWS = {"low": View("low", is_low, ("quantity",))}
SORTS = {"quantity": Sort("quantity", items.c.quantity)}


def stock_window(
    book: Book, moment: Moment, view: str = "low", sort: str | None = None, text: str = ""
) -> QueryWindow[StockRow]:
    """The list of what is nearly sold out, the fewest pieces first, narrowed by what was typed."""
    return QueryWindow(book, *stock_listed(moment, view, sort, text))


def stock_listed(
    moment: Moment, view: str = "low", sort: str | None = None, text: str = "", handled: Handled | None = None
) -> tuple[Listed[StockRow], Sort]:
    """What such a window shows, and in which order; without those that are handled, where that is asked."""
    by, i = SORTS[sort or VIEWS[view].sorts[0]], items.c
    unhandled = () if handled is None else (~handled.has(i.id),)
    pieces = func.coalesce(func.sum(func.coalesce(lines.c.quantity, 1)), 0)
    waiting = _ordered(select(pieces)).where(is_open(moment)).correlate(items).scalar_subquery()
    listed = Listed(
        source=with_handling(items.outerjoin(shops, shops.c.id == i.shop_id), Subject.STOCK, i.id, moment),
        columns=(
            *(i.id, by.column.label("sort_key"), shops.c.tag, i.code, i.title, i.properties, i.quantity),
            *(waiting.label("waiting"), i.as_of),
            *HANDLING,
        ),
        ident=i.id,
        where=(VIEWS[view].within(moment, None), *unhandled, *_matches(text)),
        make=_made,
        counted=None if text.strip() else items,
    )
    return listed, by


def _matches(text: str) -> Sequence[ColumnElement[bool]]:
    """A shop's tag, how the code begins, a word of the title."""
    text = text.strip()
    if not text:
        return ()
    words = (items.c.code.startswith(text, autoescape=True), items.c.title.contains(text, autoescape=True))
    return (or_(func.lower(shops.c.tag) == text.lower(), *words),)


def _made(
    row_id: int,
    tag: str,
    code: str,
    title: str | None,
    properties: str | None,
    quantity: int,
    waiting: int,
    as_of: datetime,
    *handling: Any,
) -> StockRow:
    return StockRow(
        row_id, tag, code, title or "", properties or "", quantity, waiting, as_of, **handling_of(*handling)
    )
