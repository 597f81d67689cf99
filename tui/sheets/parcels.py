"""Parcels as a sheet."""

from __future__ import annotations

from typing import Any

from tui.sheets.handling import HANDLING
from tui.sheets.sheet import Field
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import name

PARCELS: tuple[Field[Any], ...] = (
    Field(N_("shop"), lambda row: row.tag),
    Field(N_("courier"), lambda row: name(names.COURIERS, row.courier)),
    Field(N_("tracking number"), lambda row: row.tracking_no),
    Field(N_("to"), lambda row: row.to),
    Field(N_("order"), lambda row: row.order_no),
    Field(N_("flags"), lambda row: " ".join(name(names.PARCEL_VIEWS, flag) for flag in row.flags)),
    Field(N_("state"), lambda row: name(names.PARCEL_STATES, row.state)),
    Field(N_("courier says"), lambda row: row.state_word),
    Field(N_("shipped at"), lambda row: row.shipped_at, "instant"),
    Field(N_("last scan"), lambda row: row.scan_at, "instant"),
    Field(N_("what is next"), lambda row: name(names.DEADLINES, row.due)),
    Field(N_("next by"), lambda row: row.due_at, "instant"),
    Field(N_("next by is"), lambda row: tr("estimated") if row.due_estimated else ""),
    *HANDLING,
)
