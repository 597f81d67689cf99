"""What a line of refunds shows."""

from __future__ import annotations

from datetime import datetime

from store.orders.rules import Stage
from store.refunds.queries import RefundRow
from store.refunds.rules import NOT_STEPPED_IN
from store.refunds.views import RUNNING_OUT
from tui.widgets.cells import Cell
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name
from tui.words.when import left

LEFT = 11
"""Cells of the column that says what is left."""
HERE = (Stage.UNPRINTED, Stage.PRINTED, Stage.PACKED, Stage.CLICKED)
"""Stages at which the goods can still be stopped."""


def left_cell(row: RefundRow, now: datetime) -> str | Cell:
    """What is left to act; loud where it is over, louder than plain where it is within a day; `~` where no file says
    when the step runs out."""
    due = row.act_by_at
    if row.paid_out_at is not None:
        return ""
    if row.act_by_estimated:
        return "~" + left(due, now)
    return Cell(left(due, now), "alarm" if due <= now else "strong" if due <= now + RUNNING_OUT else "plain")


def step_words(row: RefundRow) -> str:
    """Whose word the platform waits for; in its own words whether it has stepped in."""
    step = name(names.REFUND_STEPS, row.status) or row.platform_word or tr("not over yet")
    stepped_in = row.cs_word if row.cs_word not in NOT_STEPPED_IN else ""
    return f"{stepped_in}! {step}" if stepped_in else step


def step_cell(row: RefundRow) -> Cell:
    """The same; loud where the platform has stepped in."""
    return Cell(step_words(row), "alarm" if row.cs_word and row.cs_word not in NOT_STEPPED_IN else "plain")


def goods_words(row: RefundRow) -> str:
    """Where the goods are by our evidence, else as the refund says."""
    if row.stage in (None, Stage.UNKNOWN) and row.goods_state is not None:
        return name(names.GOODS_STATES, row.goods_state)
    return name(names.STAGES, row.stage)


def goods_cell(row: RefundRow) -> Cell:
    """The same; loud where they can still be stopped."""
    return Cell(goods_words(row), "accent" if row.stage in HERE else "plain")
