"""The stage of an order as an expression, so that what is asked of it can be counted: `stages.stage_of` in SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, type_coerce

from store.book.clock import Moment
from store.book.columns import Code, Instant, earlier_of, known, later_of, table_of
from store.orders.rules import Stage
from store.orders.stages import FURTHER_THAN_PRINTED
from store.orders.tables import Order, OrderPrint, StageSeen

o, p, s = table_of(Order).c, table_of(OrderPrint).c, table_of(StageSeen).c

Value = ColumnElement[Any]


def stage_told(moment: Moment) -> Value:
    """The stage at `moment`, in a query over `evidence.with_evidence`; a test holds it against `stages.stage_of`.

    Each word on the house is spelled once, because the statement is compiled at every start: what the newest word says
    is tried in the order of their rank, each only as far as the platform's click does not overrule it.
    """
    clicked, unshipped = _then(o.shipped_at, moment), _then(p.unshipped_as_of, moment)
    stands = or_(clicked.is_(None), unshipped >= clicked)
    printed = or_(known(p.slip_printed_at, moment), known(p.waybill_printed_at, moment))
    denied = _then(later_of(p.slip_unprinted_as_of, p.waybill_unprinted_as_of), moment)
    seen_at = _then(s.at, moment)
    seen_stands = or_(stands, seen_at >= clicked, s.stage == Stage.LEFT)
    told: Value = case(
        (or_(known(o.finished_at, moment), known(o.signed_at, moment)), Stage.SIGNED.value),
        (known(o.picked_up_at, moment), Stage.LEFT.value),
        (_is_newest(seen_at, printed, denied, moment), case((seen_stands, s.stage), else_=Stage.CLICKED.value)),
        (printed, case((stands, Stage.PRINTED.value), else_=Stage.CLICKED.value)),
        (or_(and_(denied.is_not(None), stands), denied >= clicked), Stage.UNPRINTED.value),
        (clicked.is_(None), Stage.UNKNOWN.value),
        else_=Stage.CLICKED.value,
    )
    return type_coerce(told, Code(Stage))


def _then(at: Value, moment: Moment) -> Value:
    """A time, if it was there at the moment."""
    return type_coerce(case((at <= moment.now, at)), Instant) if moment.replay else at


def _is_newest(seen_at: Value, printed: ColumnElement[bool], denied: Value, moment: Moment) -> ColumnElement[bool]:
    """Whether a person's word is the newest on the house: nothing is listed, no list is newer, or the newer one says
    printed and she saw it further than that."""
    listed_at = func.coalesce(case((printed, _printed_as_of(moment)), else_=denied), seen_at)
    confirmed = and_(printed, s.stage.in_(FURTHER_THAN_PRINTED))
    return and_(seen_at.is_not(None), or_(seen_at >= listed_at, confirmed))


def _printed_as_of(moment: Moment) -> Value:
    """The newest list that says printed, of something that a list has printed."""
    said = (case((p[f"{name}_printed_at"].is_not(None), p[f"{name}_printed_as_of"])) for name in ("slip", "waybill"))
    return func.coalesce(_then(later_of(*said), moment), earlier_of(p.slip_printed_at, p.waybill_printed_at))
