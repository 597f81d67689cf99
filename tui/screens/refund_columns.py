"""What a line of refunds shows."""

from __future__ import annotations

from datetime import datetime

from store.orders.rules import Stage
from store.refunds.queries import RefundRow
from store.refunds.rules import NOT_STEPPED_IN
from store.refunds.views import RUNNING_OUT
from tui.widgets.cells import Cell, fitting
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name
from tui.words.when import left, span

LEFT = 11
"""Cells of the column that says what is left."""
HERE = (Stage.UNPRINTED, Stage.PRINTED, Stage.PACKED, Stage.CLICKED)
"""Stages at which the goods can still be stopped."""


def left_cell(row: RefundRow, now: datetime) -> str | Cell:
    """What is left to act; loud where it is over, louder than plain where it is within a day."""
    words, due = left_words(row, now), row.act_by_at
    if row.paid_out_at is not None or row.act_by_estimated:
        return words
    return Cell(words, "alarm" if due <= now else "strong" if due <= now + RUNNING_OUT else "plain")


def left_words(row: RefundRow, now: datetime) -> str:
    """What is left to act, `~` where no file says when the step runs out; once it is paid out no clock runs any more,
    and it tells how long the money has been gone."""
    if row.paid_out_at is not None:
        return tr("{span} ago", span=span(now - row.paid_out_at))
    return ("~" if row.act_by_estimated else "") + left(row.act_by_at, now)


def step_cell(row: RefundRow, cells: int) -> Cell:
    """Whose word the platform waits for, in as many words as find room; in its own words, and loud, whether it has
    stepped in."""
    step = name(names.REFUND_STEPS, row.status) or row.platform_word or tr("not settled")
    turn = name(names.REFUND_TURNS, row.status) or step
    if not row.cs_word or row.cs_word in NOT_STEPPED_IN:
        return Cell(fitting(cells, step, turn))
    stepped_in = f"{row.cs_word}!"
    return Cell(fitting(cells, f"{stepped_in} {step}", f"{stepped_in} {turn}", stepped_in), "alarm")


def goods_words(row: RefundRow) -> str:
    """Where the goods are by our evidence, else as the refund says."""
    if row.stage in (None, Stage.UNKNOWN) and row.goods_state is not None:
        return name(names.GOODS_STATES, row.goods_state)
    return name(names.STAGES, row.stage)


def goods_cell(row: RefundRow) -> Cell:
    """The same; loud where they can still be stopped."""
    return Cell(goods_words(row), "accent" if row.stage in HERE else "plain")
