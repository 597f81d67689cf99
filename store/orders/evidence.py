"""Reading what is known about where orders are: for a list, for the card, and as predicates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, func, or_, select

from store.book.clock import Moment
from store.book.columns import known, missing, table_of
from store.orders.rules import Stage
from store.orders.stages import Evidence
from store.orders.tables import Order, OrderPrint, StageSeen

orders, prints, seen = table_of(Order), table_of(OrderPrint), table_of(StageSeen)

EVIDENCE: tuple[ColumnElement[Any], ...] = (
    orders.c.shipped_at,
    orders.c.finished_at,
    orders.c.picked_up_at,
    orders.c.signed_at,
    seen.c.stage.label("seen"),
    seen.c.at.label("seen_at"),
    *(prints.c[f"slip_{name}"] for name in ("printed_at", "printed_as_of", "unprinted_as_of")),
    *(prints.c[f"waybill_{name}"] for name in ("printed_at", "printed_as_of", "unprinted_as_of")),
    prints.c.unshipped_as_of,
)
"""What `evidence_of` is made from."""


def with_evidence(source: FromClause) -> FromClause:
    """Orders with what people saw and lists said of them, for `EVIDENCE`."""
    said = and_(seen.c.order_id == orders.c.id, seen.c.withdrawn_at.is_(None))
    return source.outerjoin(seen, said).outerjoin(prints, prints.c.order_id == orders.c.id)


def evidence_of(
    shipped_at: datetime | None,
    finished_at: datetime | None,
    picked_up_at: datetime | None,
    signed_at: datetime | None,
    stage: Stage | None,
    stage_at: datetime | None,
    *printed: datetime | None,
) -> Evidence:
    """A row of `EVIDENCE`. Printed is what has its slip or its waybill; unprinted what has neither."""
    slip, waybill, unshipped = printed[0:3], printed[3:6], printed[6]
    since, as_of, denied = zip(slip, waybill, strict=True)
    return Evidence(
        shipped_at=shipped_at,
        finished_at=finished_at,
        seen=stage,
        seen_at=stage_at,
        printed_at=min(filter(None, since), default=None),
        printed_as_of=max((at for at, begun in zip(as_of, since, strict=True) if at and begun), default=None),
        unprinted_as_of=max(filter(None, denied), default=None),
        unshipped_as_of=unshipped,
        picked_up_at=picked_up_at,
        signed_at=signed_at,
    )


def is_unprinted(moment: Moment) -> ColumnElement[bool]:
    """Not even printed, by the newest word of a list or a person; for orders that are open (`views.is_open`)."""
    p, s = prints.c, seen.c
    denied_at = func.max(func.coalesce(p.slip_unprinted_as_of, 0), func.coalesce(p.waybill_unprinted_as_of, 0))
    mine = and_(p.order_id == orders.c.id, missing(p.slip_printed_at, moment), missing(p.waybill_printed_at, moment))
    denied = and_(mine, or_(known(p.slip_unprinted_as_of, moment), known(p.waybill_unprinted_as_of, moment)))
    looked = and_(s.order_id == orders.c.id, s.withdrawn_at.is_(None), known(s.at, moment))
    since = select(s.order_id).where(looked, s.at >= denied_at).correlate(orders, prints).exists()
    by_list = select(p.id).where(denied, ~since).correlate(orders).exists()
    printed_as_of = func.max(func.coalesce(p.slip_printed_as_of, 0), func.coalesce(p.waybill_printed_as_of, 0))
    has_slip = or_(known(p.slip_printed_at, moment), known(p.waybill_printed_at, moment))
    printed = select(p.id).where(p.order_id == orders.c.id, has_slip, printed_as_of > s.at)
    by_person = select(s.order_id).where(looked, s.stage == Stage.UNPRINTED, ~printed.correlate(orders, seen).exists())
    return and_(missing(orders.c.picked_up_at, moment), or_(by_list, by_person.correlate(orders).exists()))
