"""What a line of orders shows, wherever orders are listed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from rich.cells import cell_len

from store.orders.queries import OrderRow
from store.orders.rules import PlatformStatus, Stage
from tui.widgets.cells import NOTHING, Cell, Role, fitting
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import money, name
from tui.words.order_kinds import kind_of
from tui.words.when import left

SHIPPED = (PlatformStatus.PART_SHIPPED, PlatformStatus.SHIPPED, PlatformStatus.BUYER_SIGNED)
OVER = (PlatformStatus.FINISHED, PlatformStatus.CLOSED)

QUIET_STAGES = (Stage.UNKNOWN, Stage.LEFT, Stage.SIGNED)
NUMBER = 22
"""Cells of the longest number of an order, Pinduoduo's: a number that is cut is of no use to anybody."""
STATUS, STAGE = 17, 14
"""Cells of the platform's status and of the stage."""
LEFT = 12
"""Cells of the column that says what is left."""
GONE = (Stage.LEFT, Stage.SIGNED)
ORDINARY = ("普通", "SOP")
"""How platforms and ERPs begin their word for an order that is of no kind worth a word; on JD a shop that ships its
orders itself has no others than SOP."""


def flags(row: OrderRow) -> str:
    """What must be seen before anything is done with an order: an open refund, a hold."""
    return _joined(tr("refund!") if row.refund_open_since else "", tr("on hold") if row.hold else "")


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _loud(row: OrderRow) -> Role:
    """How loud the flags are: an open refund stops what is still in the house."""
    if row.refund_open_since:
        return "accent" if row.stage in GONE else "alarm"
    return "accent" if row.hold else "plain"


def status_cell(row: OrderRow) -> Cell:
    """The flags, of what kind it is, then the platform's status or the money that went back: as many as find room."""
    said, status = flags(row), _status(row)
    kind = kind_of("" if row.kind_word.startswith(ORDINARY) else row.kind_word, presale=row.presale)
    words = fitting(STATUS, _joined(said, kind, status), _joined(said, status), said or status)
    return Cell(words, "accent" if row.refunded and not row.refund_open_since else _loud(row))


def _status(row: OrderRow) -> str:
    if row.refunded:
        return tr("refunded {amount}", amount=money(row.refunded))
    if row.status is None:
        return tr("paid") if row.paid_at else tr("not paid")
    return name(names.STATUSES, row.status)


def stage_cell(row: OrderRow) -> Cell:
    """Where the goods are; loud where something can still be stopped."""
    return Cell(name(names.STAGES, row.stage), "dim" if row.stage in QUIET_STAGES else "plain")


def left_cell(row: OrderRow, now: datetime) -> str | Cell:
    """What is left by the clock that runs: to ship once it is paid, to pay before."""
    if row.stage is Stage.SIGNED or row.status in OVER:
        return NOTHING
    if row.paid_at is None:
        due = row.pay_by_at
        return left(due, now) if due and due > now else NOTHING
    if row.due_at is None or row.stage is Stage.CLICKED or row.status in SHIPPED:
        return NOTHING
    words = ("~" if row.due_estimated else "") + left(row.due_at, now)
    return Cell(words, "alarm") if row.due_at <= now else words


def left_or_flags(row: OrderRow, now: datetime, shown: Collection[str]) -> str | Cell:
    """What is left; where the list has no room for the status an open refund or a hold stands in front of it, or
    instead of it: what must not go out has no clock that matters more."""
    cell = left_cell(row, now)
    if "status" in shown or not (row.refund_open_since or row.hold):
        return cell
    said, time = flags(row), cell.text if isinstance(cell, Cell) else cell
    both = said if cell is NOTHING else f"{said} {time}"
    return Cell(both if cell_len(both) <= LEFT else said, _loud(row))
