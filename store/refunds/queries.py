"""Reading refunds: as rows of a list, and those of an order for its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, or_, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.paging import Listed, QueryWindow, Sort
from store.book.transactions import Book
from store.buyers.rules import masked_nick
from store.buyers.tables import Buyer
from store.handling.queries import HANDLING, Handled, MarkView, handling_of, with_handling
from store.handling.rules import Subject
from store.orders.evidence import with_evidence
from store.orders.queries import as_known
from store.orders.rules import Stage
from store.orders.stage_told import stage_told
from store.orders.tables import Order
from store.refunds.rules import GoodsState, RefundKind, RefundStatus
from store.refunds.tables import Refund
from store.refunds.views import SORTS, VIEWS
from store.shops.rules import ShopSettings
from store.shops.tables import Shop

refunds, orders = table_of(Refund), table_of(Order)
shops, buyers = table_of(Shop), table_of(Buyer)


@dataclass(frozen=True, slots=True)
class RefundRow:
    """A refund as a line of a list."""

    id: int
    tag: str
    refund_no: str
    order_id: int | None
    order_no: str
    nick: str
    """Masked."""
    kind: RefundKind | None
    amount: int | None
    currency: str
    status: RefundStatus | None
    platform_word: str
    cs_word: str
    """Whether the platform stepped in, in its own words."""
    goods_state: GoodsState | None
    stage: Stage | None
    """Of its order; None where no file has brought it."""
    opened_at: datetime
    step_due_at: datetime | None
    evidence_due_at: datetime | None
    act_by_at: datetime
    act_by_estimated: bool
    """No file says when the step runs out."""
    paid_out_at: datetime | None
    done: MarkView | None = None
    owner: str = ""
    owner_due_at: datetime | None = None
    still: bool = True
    """Whether it belongs to the list it was opened in."""


def refund_window(
    book: Book, moment: Moment, view: str, sort: str | None = None, text: str = ""
) -> QueryWindow[RefundRow]:
    """The list of refunds: one of `VIEWS`, in one of its orders of rows, narrowed by what was typed."""
    return QueryWindow(book, *refunds_listed(moment, view, sort, text))


def refunds_listed(
    moment: Moment, view: str, sort: str | None = None, text: str = "", handled: Handled | None = None
) -> tuple[Listed[RefundRow], Sort]:
    """What such a window shows, and in which order; without those that are handled, where that is asked."""
    by = SORTS[sort or VIEWS[view].sorts[0]]
    unhandled = () if handled is None else (~handled.has(refunds.c.id),)
    listed = Listed(
        source=_source(moment),
        columns=_columns(by.column, moment),
        ident=refunds.c.id,
        where=(VIEWS[view].where(moment), *unhandled, *matches(text)),
        make=lambda *values: _made(moment, *values),
        counted=None if text.strip() else refunds,
    )
    return listed, by


def matches(text: str) -> Sequence[ColumnElement[bool]]:
    """What a refund found under `text` fits: a shop's tag, how its number or its order's begins or ends, a nick."""
    text = text.strip()
    if not text:
        return ()
    numbers = [column.startswith(text, autoescape=True) for column in (refunds.c.refund_no, refunds.c.order_no)]
    numbers += [column.endswith(text, autoescape=True) for column in (refunds.c.refund_no, refunds.c.order_no)]
    named = (func.lower(shops.c.tag) == text.lower(), buyers.c.nick.startswith(text, autoescape=True))
    return (or_(*numbers, *named),)


def _source(moment: Moment) -> FromClause:
    """Outer joins, so that SQLite walks the refunds in the order of the list and looks the rest up."""
    named = refunds.outerjoin(shops, shops.c.id == refunds.c.shop_id)
    bought = named.outerjoin(buyers, buyers.c.id == refunds.c.buyer_id)
    ordered = with_evidence(bought.outerjoin(orders, orders.c.id == refunds.c.order_id))
    return with_handling(ordered, Subject.REFUND, refunds.c.id, moment)


def _columns(sort: ColumnElement[Any], moment: Moment) -> tuple[ColumnElement[Any], ...]:
    r = refunds.c
    return (
        *(r.id, sort.label("sort_key"), shops.c.tag, r.refund_no, r.order_id, r.order_no, buyers.c.nick),
        *(
            r.kind,
            r.amount,
            shops.c.settings["currency"].as_string(),
            r.status,
            r.platform_word,
            r.status_as_of,
            r.cs_word,
            r.goods_state,
        ),
        *(stage_told(moment).label("stage"), r.opened_at, r.step_due_at, r.evidence_due_at, r.act_by_at, r.paid_out_at),
        *HANDLING,
    )


def _made(
    moment: Moment,
    row_id: int,
    tag: str,
    refund_no: str,
    order_id: int | None,
    order_no: str | None,
    nick: str | None,
    kind: RefundKind | None,
    amount: int | None,
    currency: str | None,
    status: RefundStatus | None,
    platform_word: str | None,
    status_as_of: datetime | None,
    cs_word: str | None,
    goods_state: GoodsState | None,
    stage: Stage,
    opened_at: datetime,
    step_due_at: datetime | None,
    evidence_due_at: datetime | None,
    act_by_at: datetime,
    paid_out_at: datetime | None,
    *handling: Any,
) -> RefundRow:
    return RefundRow(
        id=row_id,
        tag=tag,
        refund_no=refund_no,
        order_id=order_id,
        order_no=order_no or "",
        nick=masked_nick(nick or ""),
        kind=kind,
        amount=amount,
        currency=currency or ShopSettings().currency,
        status=as_known(status, status_as_of, moment),
        platform_word=as_known(platform_word, status_as_of, moment) or "",
        cs_word=as_known(cs_word, status_as_of, moment) or "",
        goods_state=goods_state,
        stage=None if order_id is None else stage,
        opened_at=opened_at,
        step_due_at=step_due_at,
        evidence_due_at=evidence_due_at,
        act_by_at=act_by_at,
        act_by_estimated=step_due_at is None and evidence_due_at is None,
        paid_out_at=paid_out_at if paid_out_at and paid_out_at <= moment.now else None,
        **handling_of(*handling),
    )


@dataclass(frozen=True, slots=True)
class RefundView:
    """A refund of an order as its card shows it."""

    refund_no: str
    status: RefundStatus | None
    platform_word: str
    kind: RefundKind | None
    amount: int | None
    reason: str
    opened_at: datetime
    step_due_at: datetime | None
    over_at: datetime | None
    paid_out_at: datetime | None


def refunds_of(connection: Connection, order_id: int, moment: Moment) -> tuple[RefundView, ...]:
    """The refunds of an order as far as they were known, the oldest first."""
    r = refunds.c
    columns = (r.refund_no, r.status, r.platform_word, r.status_as_of, r.kind, r.amount, r.reason)
    times = (r.opened_at, r.step_due_at, r.over_at, r.paid_out_at)
    query = select(*columns, *times).where(r.order_id == order_id, r.opened_at <= moment.now)
    found = []
    for row in connection.execute(query.order_by(r.opened_at, r.id)):
        over = row.over_at is not None and row.over_at <= moment.now
        found.append(
            RefundView(
                refund_no=row.refund_no,
                status=as_known(row.status, row.status_as_of, moment),
                platform_word=as_known(row.platform_word, row.status_as_of, moment) or "",
                kind=row.kind,
                amount=row.amount,
                reason=row.reason or "",
                opened_at=row.opened_at,
                step_due_at=None if over else row.step_due_at,
                over_at=row.over_at if over else None,
                paid_out_at=row.paid_out_at if over else None,
            )
        )
    return tuple(found)
