"""Reading orders as rows: the windows of the list, the orders of a buyer, and one by its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, FromClause, case, func, or_, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.paging import Listed, QueryWindow, Sort
from store.book.transactions import Book
from store.buyers.rules import masked_nick
from store.buyers.tables import Buyer
from store.handling.queries import HANDLING, Handled, MarkView, handling_of, with_handling
from store.handling.rules import Subject
from store.orders.evidence import EVIDENCE, evidence_of, with_evidence
from store.orders.rules import PlatformStatus, Stage
from store.orders.stages import stage_of
from store.orders.tables import Order
from store.orders.views import SORTS, VIEWS, View, is_running, is_there
from store.shops.queries import FloorDay
from store.shops.rules import ShopSettings
from store.shops.tables import Shop

orders, shops, buyers = table_of(Order), table_of(Shop), table_of(Buyer)


StatusT = TypeVar("StatusT", bound=str)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as a line of a list."""

    id: int
    tag: str
    order_no: str
    nick: str
    """Masked."""
    title: str
    placed_at: datetime | None
    paid_at: datetime | None
    due_at: datetime | None
    due_estimated: bool
    pay_by_at: datetime | None
    total: int | None
    status: PlatformStatus | None
    refunded: int | None
    stage: Stage
    refund_open_since: datetime | None = None
    """Since when a refund is open; None where none is."""
    paid: int | None = None
    currency: str = ""
    ship_by_at: datetime | None = None
    ship_by_estimated: bool = False
    house_due_at: datetime | None = None
    hold: bool = False
    """A file says that it is not to be sent yet."""
    presale: bool = False
    """The platform says that it is sold before it is there."""
    kind_word: str = ""
    """The platform's or the ERP's word for the kind of order."""
    money_only: bool = False
    done: MarkView | None = None
    owner: str = ""
    owner_due_at: datetime | None = None
    still: bool = True
    """Whether it belongs to the list it was opened in."""


def order_window(
    book: Book, moment: Moment, view: str | View, sort: str | None = None, text: str = ""
) -> QueryWindow[OrderRow]:
    """The list of orders: a view (or the key of one of `VIEWS`), in one of its orders of rows, narrowed by what was
    typed."""
    chosen = VIEWS[view] if isinstance(view, str) else view
    return QueryWindow(book, *orders_listed(moment, chosen.day(book, moment), chosen, sort, text))


def orders_listed(
    moment: Moment,
    day: FloorDay | None,
    view: View,
    sort: str | None = None,
    text: str = "",
    handled: Handled | None = None,
) -> tuple[Listed[OrderRow], Sort]:
    """What such a window shows, and in which order; without those that are handled, where that is asked."""
    by = SORTS[sort or view.sorts[0]]
    unhandled = () if handled is None else (~handled.has(orders.c.id),)
    listed = Listed(
        source=_source(moment),
        columns=_columns(by.column),
        ident=orders.c.id,
        where=(view.sorted_by(by, moment, day), *unhandled, *matches(text)),
        make=lambda *values: _made(moment, *values),
        counted=None if text.strip() else orders,
    )
    return listed, by


def matches(text: str) -> Sequence[ColumnElement[bool]]:
    """What an order found under `text` fits: a shop's tag, how its number begins or ends, a nick, a word of a title."""
    text = text.strip()
    if not text:
        return ()
    if text.isascii() and text.replace("-", "").isdigit():
        return (or_(orders.c.order_no.startswith(text), orders.c.order_no.endswith(text)),)
    return (
        or_(
            func.lower(shops.c.tag) == text.lower(),
            buyers.c.nick.startswith(text, autoescape=True),
            orders.c.title.contains(text, autoescape=True),
        ),
    )


def _source(moment: Moment) -> FromClause:
    """Outer joins, so that SQLite walks the orders in the order of the list and looks the rest up."""
    named = orders.outerjoin(shops, shops.c.id == orders.c.shop_id)
    told = with_evidence(named.outerjoin(buyers, buyers.c.id == orders.c.buyer_id))
    return with_handling(told, Subject.ORDER, orders.c.id, moment)


def _columns(sort: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    o = orders.c
    return (
        *(o.id, sort.label("sort_key"), shops.c.tag, o.order_no, buyers.c.nick, o.title),
        *(o.placed_at, o.paid_at, o.due_at, o.ship_by_at, o.ship_by_estimated, o.pay_by_at),
        *(o.total, o.status, o.status_as_of, o.refunded, o.refunded_at, o.refund_open_since),
        *(o.paid, shops.c.settings["currency"].as_string(), o.house_due_at),
        *(o.hold, o.presale, o.kind_word, o.money_only),
        *EVIDENCE,
        *HANDLING,
    )


def _made(
    moment: Moment,
    row_id: int,
    tag: str,
    order_no: str,
    nick: str | None,
    title: str | None,
    placed_at: datetime | None,
    paid_at: datetime | None,
    due_at: datetime | None,
    ship_by_at: datetime | None,
    ship_by_estimated: bool,
    pay_by_at: datetime | None,
    total: int | None,
    status: PlatformStatus | None,
    status_as_of: datetime | None,
    refunded: int | None,
    refunded_at: datetime | None,
    refund_open_since: datetime | None,
    paid: int | None,
    currency: str | None,
    house_due_at: datetime | None,
    hold: bool | None,
    presale: bool | None,
    kind_word: str | None,
    money_only: bool,
    *rest: Any,
) -> OrderRow:
    now, evidence, handling = moment.now, rest[: len(EVIDENCE)], rest[len(EVIDENCE) :]
    return OrderRow(
        id=row_id,
        tag=tag,
        order_no=order_no,
        nick=masked_nick(nick or ""),
        title=title or "",
        placed_at=placed_at,
        paid_at=paid_at if paid_at and paid_at <= now else None,
        due_at=due_at,
        due_estimated=due_at != ship_by_at or ship_by_estimated,
        pay_by_at=pay_by_at,
        total=total,
        status=as_known(status, status_as_of, moment),
        refunded=refunded if refunded_at and (refunded_at <= now or not moment.replay) else None,
        stage=stage_of(evidence_of(*evidence), now),
        refund_open_since=refund_open_since if refund_open_since and refund_open_since <= now else None,
        paid=paid if paid_at and paid_at <= now else None,
        currency=currency or ShopSettings().currency,
        ship_by_at=ship_by_at,
        ship_by_estimated=ship_by_estimated,
        house_due_at=house_due_at,
        hold=bool(hold),
        presale=bool(presale),
        kind_word=kind_word or "",
        money_only=money_only,
        **handling_of(*handling),
    )


def as_known(status: StatusT | None, as_of: datetime | None, moment: Moment) -> StatusT | None:
    """The platform's status, or its word for it, as far as it was known: a replay ignores what a later file said."""
    if moment.replay and (as_of is None or as_of > moment.now):
        return None
    return status


def orders_of(
    connection: Connection, moment: Moment, buyer_id: int, most: int
) -> tuple[tuple[OrderRow, ...], frozenset[int]]:
    """The orders of a buyer, newest first and those before all that somebody may still ask about; the ids of these."""
    running = case((is_running(moment), 1), else_=0)
    query = (
        select(*_columns(running))
        .select_from(_source(moment))
        .where(orders.c.buyer_id == buyer_id, is_there(moment))
        .order_by(running.desc(), orders.c.placed_at.desc(), orders.c.id.desc())
        .limit(most)
    )
    rows = connection.execute(query).all()
    return tuple(_made(moment, row[0], *row[2:]) for row in rows), frozenset(row[0] for row in rows if row[1])
