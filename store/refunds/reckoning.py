"""By when to act on a refund, reckoned set-based."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, update

from store.book.columns import Instant, earlier_of, later, table_of
from store.refunds.tables import Refund
from store.shops.rules import ShopSettings

refunds = table_of(Refund)

Value = ColumnElement[Any]


def act_by(settings: ShopSettings, opened_at: Value, step_due_at: Value, evidence_due_at: Value) -> Value:
    """The end of the step or of the time for evidence, whichever is first; where no file says either, an estimate
    (domain 3.4)."""
    estimate = later(opened_at, timedelta(days=settings.respond_days))
    return func.coalesce(earlier_of(step_due_at, evidence_due_at), estimate, type_=Instant())


def reckon_anew(connection: Connection, shop_id: int, settings: ShopSettings) -> None:
    """The shop works by other settings from now on. What the platform said stays as it is."""
    r = refunds.c
    by = act_by(settings, r.opened_at, r.step_due_at, r.evidence_due_at)
    differs = (r.shop_id == shop_id, r.over_at.is_(None), r.act_by_at.is_distinct_from(by))
    connection.execute(update(refunds).values(act_by_at=by, version=r.version + 1).where(*differs))
