"""Low stock as a sheet."""

from __future__ import annotations

from typing import Any

from tui.sheets.handling import HANDLING
from tui.sheets.sheet import Field
from tui.words.catalogue import N_

STOCK: tuple[Field[Any], ...] = (
    Field(N_("shop"), lambda row: row.tag),
    Field(N_("code"), lambda row: row.code),
    Field(N_("goods"), lambda row: row.title),
    Field(N_("properties"), lambda row: row.properties),
    Field(N_("stock"), lambda row: row.quantity, "number"),
    Field(N_("to send"), lambda row: row.waiting, "number"),
    Field(N_("as of"), lambda row: row.as_of, "instant"),
    *HANDLING,
)
