"""Refunds as a sheet."""

from __future__ import annotations

from typing import Any

from tui.sheets.handling import HANDLING
from tui.sheets.sheet import Field
from tui.words import names
from tui.words.catalogue import N_
from tui.words.names import name

REFUNDS: tuple[Field[Any], ...] = (
    Field(N_("shop"), lambda row: row.tag),
    Field(N_("refund number"), lambda row: row.refund_no),
    Field(N_("order"), lambda row: row.order_no),
    Field(N_("buyer"), lambda row: row.nick),
    Field(N_("kind"), lambda row: name(names.REFUND_KINDS, row.kind)),
    Field(N_("amount"), lambda row: row.amount, "money"),
    Field(N_("currency"), lambda row: row.currency),
    Field(N_("state"), lambda row: name(names.REFUND_STEPS, row.status)),
    Field(N_("platform"), lambda row: row.platform_word),
    Field(N_("platform stepped in"), lambda row: row.cs_word),
    Field(N_("goods are"), lambda row: name(names.GOODS_STATES, row.goods_state)),
    Field(N_("stage"), lambda row: name(names.STAGES, row.stage)),
    Field(N_("applied at"), lambda row: row.opened_at, "instant"),
    Field(N_("step due"), lambda row: row.step_due_at, "instant"),
    Field(N_("evidence due"), lambda row: row.evidence_due_at, "instant"),
    Field(N_("paid out at"), lambda row: row.paid_out_at, "instant"),
    *HANDLING,
)
