"""What a line of orders shows, wherever orders are listed."""

from __future__ import annotations

from datetime import datetime

from store.orders.queries import OrderRow
from store.orders.rules import PlatformStatus, Stage
from tui.widgets.cells import Cell
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import money, name
from tui.words.when import left

SHIPPED = (PlatformStatus.PART_SHIPPED, PlatformStatus.SHIPPED, PlatformStatus.BUYER_SIGNED)
OVER = (PlatformStatus.FINISHED, PlatformStatus.CLOSED)

QUIET_STAGES = (Stage.UNKNOWN, Stage.LEFT, Stage.SIGNED)


def status_cell(row: OrderRow) -> str | Cell:
    """The platform's status, or the money that went back."""
    if row.refunded:
        return Cell(tr("refunded {amount}", amount=money(row.refunded)), "accent")
    if row.status is None:
        return tr("paid") if row.paid_at else tr("not paid")
    return name(names.STATUSES, row.status)


def stage_cell(row: OrderRow) -> Cell:
    """Where the goods are; loud where something can still be stopped."""
    return Cell(name(names.STAGES, row.stage), "dim" if row.stage in QUIET_STAGES else "plain")


def left_cell(row: OrderRow, now: datetime) -> str | Cell:
    """What is left by the clock that runs: to ship once it is paid, to pay before."""
    if row.stage is Stage.SIGNED or row.status in OVER:
        return ""
    if row.paid_at is None:
        due = row.pay_by_at
        return left(due, now) if due and due > now else ""
    if row.due_at is None or row.stage is Stage.CLICKED or row.status in SHIPPED:
        return ""
    words = ("~" if row.due_estimated else "") + left(row.due_at, now)
    return Cell(words, "alarm") if row.due_at <= now else words
