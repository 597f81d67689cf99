"""The stage of an order as an expression, so that what is asked of it can be counted: `stages.stage_of` in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, type_coerce

from store.book.clock import Moment
from store.book.columns import Code, Instant, table_of
from store.orders.rules import Stage
from store.orders.stages import FURTHER_THAN_PRINTED
from store.orders.tables import Order, OrderPrint, StageSeen
from store.shops.pairing import earlier_of, later_of

o, p, s = table_of(Order).c, table_of(OrderPrint).c, table_of(StageSeen).c

Value = ColumnElement[Any]


def stage_told(moment: Moment) -> Value:
    """The stage at `moment`, in a query over `evidence.with_evidence`; a test holds it against `stages.stage_of`."""
    house = _in_the_house(moment)
    clicked = _then(o.shipped_at, moment)
    told: Value = case(
        (or_(_then(o.finished_at, moment).is_not(None), _then(o.signed_at, moment).is_not(None)), Stage.SIGNED.value),
        (_then(o.picked_up_at, moment).is_not(None), Stage.LEFT.value),
        (clicked.is_(None), house.stage),
        (house.stage == Stage.LEFT.value, Stage.LEFT.value),
        (_overrules(house, clicked, _then(p.unshipped_as_of, moment)), house.stage),
        else_=Stage.CLICKED.value,
    )
    return type_coerce(told, Code(Stage))


@dataclass(frozen=True, slots=True)
class _House:
    """What the newest word on the house says, of when it is, and whether it is a list that says `printed`."""

    stage: Value
    since: Value
    by_list: ColumnElement[bool]


def _then(at: Value, moment: Moment) -> Value:
    """A time, if it was there at the moment."""
    return type_coerce(case((at <= moment.now, at)), Instant) if moment.replay else at


def _in_the_house(moment: Moment) -> _House:
    printed = _then(earlier_of(p.slip_printed_at, p.waybill_printed_at), moment)
    said = (case((p[f"{name}_printed_at"].is_not(None), p[f"{name}_printed_as_of"])) for name in ("slip", "waybill"))
    printed_as_of = case((printed.is_not(None), func.coalesce(_then(later_of(*said), moment), printed)))
    denied = _then(later_of(p.slip_unprinted_as_of, p.waybill_unprinted_as_of), moment)
    listed_at = func.coalesce(printed_as_of, denied)
    seen_at, seen = _then(s.at, moment), type_coerce(s.stage, Code(Stage))
    confirmed = and_(printed.is_not(None), seen.in_(FURTHER_THAN_PRINTED))
    by_person = and_(seen_at.is_not(None), or_(listed_at.is_(None), confirmed, seen_at >= listed_at))
    stage = case(
        (by_person, s.stage),
        (printed.is_not(None), Stage.PRINTED.value),
        (denied.is_not(None), Stage.UNPRINTED.value),
        else_=Stage.UNKNOWN.value,
    )
    return _House(
        stage=stage,
        since=case((by_person, seen_at), else_=listed_at),
        by_list=and_(~by_person, printed.is_not(None)),
    )


def _overrules(house: _House, clicked: Value, unshipped: Value) -> ColumnElement[bool]:
    """`stages._overrules_the_click`."""
    return and_(house.since.is_not(None), or_(unshipped >= clicked, and_(house.since >= clicked, ~house.by_list)))
