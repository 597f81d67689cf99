"""What was done so far, and whose a row is, as the last columns of every sheet of a subject."""

from __future__ import annotations

from typing import Any

from tui.sheets.sheet import Field
from tui.words import names
from tui.words.catalogue import N_
from tui.words.names import name

HANDLING: tuple[Field[Any], ...] = (
    Field(N_("done so far"), lambda row: name(names.DONE, row.done.what) if row.done else ""),
    Field(N_("done at"), lambda row: row.done.at if row.done else None, "instant"),
    Field(N_("done by"), lambda row: row.done.who if row.done else ""),
    Field(N_("remark"), lambda row: row.done.note if row.done else ""),
    Field(N_("owner"), lambda row: row.owner),
    Field(N_("to be done by"), lambda row: row.owner_due_at, "instant"),
)
