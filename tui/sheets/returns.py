"""What comes back as a sheet."""

from __future__ import annotations

from typing import Any

from tui.sheets.handling import HANDLING
from tui.sheets.sheet import Field
from tui.words import names
from tui.words.catalogue import N_
from tui.words.names import name

RETURNS: tuple[Field[Any], ...] = (
    Field(N_("shop"), lambda row: row.tag),
    Field(N_("courier"), lambda row: name(names.COURIERS, row.courier)),
    Field(N_("tracking number"), lambda row: row.tracking_no),
    Field(N_("order"), lambda row: row.order_no),
    Field(N_("refund number"), lambda row: row.refund_no),
    Field(N_("state"), lambda row: row.state_word),
    Field(N_("known since"), lambda row: row.since_at, "instant"),
    Field(N_("step due"), lambda row: row.step_due_at, "instant"),
    *HANDLING,
)
