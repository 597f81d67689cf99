"""Reading refunds: which are open, run out, or were paid out while the goods may still go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from store.book.clock import Moment
from store.book.columns import known, missing, table_of
from store.orders.evidence import is_unprinted
from store.orders.queries import as_known
from store.orders.tables import Order, OrderPrint, StageSeen
from store.orders.views import Tally
from store.refunds.rules import RefundKind, RefundStatus
from store.refunds.tables import Refund

refunds, orders = table_of(Refund), table_of(Order)
prints, seen = table_of(OrderPrint), table_of(StageSeen)

RUNNING_OUT = timedelta(hours=24)
"""A step whose time is over within a working day: by then the platform agrees for us (domain 3.4)."""
STOP_WATCH = timedelta(days=7)
"""How long after the pay-out goods are looked for that nobody stopped: what did not leave in a week has been put back,
and the history that a first import brings is not today's work."""


def is_open(moment: Moment) -> ColumnElement[bool]:
    """Applied for, and neither closed nor succeeded."""
    return and_(missing(refunds.c.over_at, moment), refunds.c.opened_at <= moment.now)


def is_running_out(moment: Moment) -> ColumnElement[bool]:
    """Open, and the platform's time for the step is over, or will be within `RUNNING_OUT`."""
    return and_(is_open(moment), refunds.c.step_due_at <= moment.now + RUNNING_OUT)


def is_not_stopped(moment: Moment) -> ColumnElement[bool]:
    """Refunded, goods not stopped: the buyer has the money, and nothing proves that the goods stay in the house.

    The refund succeeded within `STOP_WATCH`, before or without shipping: the order is paid and neither clicked as
    shipped nor picked up before the pay-out, and the goods are not said to be with the buyer. Proof that they were
    stopped is a look into the ERP or a list, at or after the pay-out, that says not even printed: the platform has
    closed the order, so it will not be printed any more. Printed, packed and unknown are no proof.
    """
    gone = or_(orders.c.shipped_at <= refunds.c.paid_out_at, orders.c.picked_up_at <= refunds.c.paid_out_at)
    with_buyer = refunds.c.goods_state.in_(["not_received", "received", "returned"])
    order = select(orders.c.id).where(
        orders.c.id == refunds.c.order_id,
        known(orders.c.paid_at, moment),
        orders.c.money_only.is_(False),
        gone.is_not(True),
        ~and_(is_unprinted(moment), _looked_since()),
    )
    return and_(
        known(refunds.c.paid_out_at, moment),
        refunds.c.paid_out_at >= moment.now - STOP_WATCH,
        with_buyer.is_not(True),
        order.correlate(refunds).exists(),
    )


def _looked_since() -> ColumnElement[bool]:
    """Whether the newest word on the order's stage is of after the pay-out."""
    listed = or_(
        prints.c.slip_unprinted_as_of >= refunds.c.paid_out_at,
        prints.c.waybill_unprinted_as_of >= refunds.c.paid_out_at,
    )
    by_list = select(prints.c.id).where(prints.c.order_id == orders.c.id, listed)
    by_person = select(seen.c.order_id).where(
        seen.c.order_id == orders.c.id, seen.c.withdrawn_at.is_(None), seen.c.at >= refunds.c.paid_out_at
    )
    return or_(by_list.correlate(orders, refunds).exists(), by_person.correlate(orders, refunds).exists())


VIEWS: dict[str, tuple[Callable[[Moment], ColumnElement[bool]], ColumnElement[Any]]] = {
    "open": (is_open, refunds.c.step_due_at),
    "running_out": (is_running_out, refunds.c.step_due_at),
    "not_stopped": (is_not_stopped, refunds.c.paid_out_at),
}
"""Which refunds, and the clock by which the worst is found."""


def tally(connection: Connection, view: str, moment: Moment) -> Tally:
    """Count a view, and find the one whose clock ran out first."""
    where, clock = VIEWS[view]
    query = select(func.count(), func.min(clock, type_=clock.type)).select_from(refunds).where(where(moment))
    number, worst_at = connection.execute(query).one()
    return Tally(number, worst_at)


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
