"""Which refunds are work: predicates, the saved views of their list, and what a view counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, func, literal, or_, select, type_coerce

from store.book.clock import Moment
from store.book.columns import Instant, known, missing, table_of
from store.book.paging import Sort
from store.orders.evidence import is_unprinted, with_evidence
from store.orders.rules import Stage
from store.orders.stage_told import stage_told
from store.orders.tables import Order, OrderPrint, StageSeen
from store.orders.views import View
from store.refunds.rules import NOT_STEPPED_IN, OURS_TO_AGREE, GoodsState, RefundStatus
from store.refunds.tables import CENTURY, Refund

refunds, orders = table_of(Refund), table_of(Order)
prints, seen = table_of(OrderPrint), table_of(StageSeen)

RUNNING_OUT = timedelta(hours=24)
"""A step whose time is over within a working day: by then the platform agrees for us (domain 3.4)."""
STOP_WATCH = timedelta(days=7)
"""How long after the pay-out goods are looked for that nobody stopped: what did not leave in a week has been put back,
and the history that a first import brings is not today's work."""

money_gone: ColumnElement[datetime] = type_coerce(
    func.coalesce(
        type_coerce(refunds.c.paid_out_at, BigInteger),
        type_coerce(refunds.c.opened_at, BigInteger) + literal(CENTURY, literal_execute=True),
    ),
    Instant,
)
"""An order of rows, in the words of its index: those whose money is gone, then the open ones, a century later."""


def is_open(moment: Moment) -> ColumnElement[bool]:
    """Applied for, and neither closed nor succeeded."""
    return and_(missing(refunds.c.over_at, moment), known(refunds.c.opened_at, moment))


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
    with_buyer = refunds.c.goods_state.in_([GoodsState.NOT_RECEIVED, GoodsState.RECEIVED, GoodsState.RETURNED])
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


def is_ours_to_agree(moment: Moment) -> ColumnElement[bool]:
    """Open, and the money waits for us: for our agreement, or for our word that the goods are back (domain 2.6)."""
    return and_(is_open(moment), _as_told(refunds.c.status.in_(OURS_TO_AGREE), moment))


def is_to_phone(moment: Moment) -> ColumnElement[bool]:
    """Open, and a dispute: the platform has stepped in or wants evidence, or we have refused and the buyer may call it
    in (domain 2.6, cs_status; 3.4; 6.1, 维权)."""
    r = refunds.c
    stepped_in = and_(r.cs_word.is_not(None), r.cs_word.not_in(NOT_STEPPED_IN))
    refused = r.status == RefundStatus.REFUSED
    return and_(is_open(moment), _as_told(or_(stepped_in, r.evidence_due_at.is_not(None), refused), moment))


def _as_told(told: ColumnElement[bool], moment: Moment) -> ColumnElement[bool]:
    """What the newest file says of a refund; a replay ignores it before that file."""
    return and_(told, refunds.c.status_as_of <= moment.now) if moment.replay else told


def is_in_the_house(moment: Moment) -> ColumnElement[bool]:
    """Open, and the goods have not left: unknown, unprinted, printed or packed by the newest evidence, and not clicked
    as shipped since. The order is to be voided or stopped at once (design 3, Change of an order). Of an order that no
    file has brought, the refund's own word counts."""
    itself = and_(refunds.c.order_id.is_(None), refunds.c.goods_state == GoodsState.NOT_SHIPPED)
    within = (Stage.UNKNOWN, Stage.UNPRINTED, Stage.PRINTED, Stage.PACKED)
    return and_(is_open(moment), or_(itself, _has_order_at(within, moment)))


def is_to_bring_back(moment: Moment) -> ColumnElement[bool]:
    """Open, or paid out within `STOP_WATCH`, and slips or a parcel are on the floor: printed, packed, or clicked as
    shipped without a pick-up (design 3: that is the packed branch). Goods that the buyer has are not."""
    r = refunds.c
    gone = r.goods_state.in_([GoodsState.RECEIVED, GoodsState.RETURNED])
    here = _has_order_at((Stage.PRINTED, Stage.PACKED, Stage.CLICKED), moment, moment.now - STOP_WATCH)
    return and_(r.opened_at <= moment.now, _is_running(moment), gone.is_not(True), here)


def _is_running(moment: Moment) -> ColumnElement[bool]:
    """Open, or paid out within `STOP_WATCH`: live, one range of an index that has nothing else from there on."""
    r, since = refunds.c, moment.now - STOP_WATCH
    if moment.replay:
        return or_(missing(r.over_at, moment), r.paid_out_at.between(since, moment.now))
    return and_(or_(r.over_at.is_(None), r.paid_out_at.is_not(None)), money_gone >= since)


def _has_order_at(
    stages: Sequence[Stage], moment: Moment, clicked_since: datetime | None = None
) -> ColumnElement[bool]:
    """Whether the order carries goods, is paid, and stands at one of `stages`; one that was clicked as shipped before
    `clicked_since` is taken to have gone, scanned or not."""
    mine = orders.c.id == refunds.c.order_id
    goods = and_(known(orders.c.paid_at, moment), orders.c.money_only.is_(False))
    at = select(orders.c.id).select_from(with_evidence(orders)).where(mine, goods, stage_told(moment).in_(stages))
    if clicked_since is not None:
        at = at.where(or_(missing(orders.c.shipped_at, moment), orders.c.shipped_at >= clicked_since))
    return at.correlate(refunds).exists()


VIEWS: dict[str, View] = {
    view.key: view
    for view in (
        View("open", is_open, ("act", "opened")),
        View("running_out", is_running_out, ("step",)),
        View("review", is_ours_to_agree, ("act", "opened")),
        View("phone", is_to_phone, ("act", "opened")),
        View("unshipped", is_in_the_house, ("act", "opened")),
        View("stop", is_to_bring_back, ("money_gone",)),
        View("not_stopped", is_not_stopped, ("paid_out",)),
    )
}

SORTS: dict[str, Sort] = {
    "act": Sort("act", refunds.c.act_by_at),
    "step": Sort("step", refunds.c.step_due_at),
    "opened": Sort("opened", refunds.c.opened_at),
    "paid_out": Sort("paid_out", refunds.c.paid_out_at),
    "money_gone": Sort("money_gone", money_gone),
}


def clock_of(view: str) -> ColumnElement[Any]:
    """By what the worst of a view is told: what its rows are in order of, as far as that is one time of them."""
    sort = SORTS[VIEWS[view].sorts[0]]
    return refunds.c.opened_at if sort.column is money_gone else sort.column
