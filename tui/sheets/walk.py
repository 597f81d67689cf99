"""What was agreed on a walk as a sheet: who has what until when."""

from __future__ import annotations

from dataclasses import dataclass

from store.checklists.walk_queries import AgreementView, WalkView
from tui.sheets.sheet import Field
from tui.words import names
from tui.words.catalogue import N_
from tui.words.names import name


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """One agreement, by its place."""

    id: int
    agreed: AgreementView


AGREED: tuple[Field[AgreedRow], ...] = (
    Field(N_("item"), lambda row: row.agreed.title or name(names.ITEMS, row.agreed.code)),
    Field(N_("left"), lambda row: row.agreed.left, "number"),
    Field(N_("who takes it"), lambda row: row.agreed.owner),
    Field(N_("until"), lambda row: row.agreed.due_at, "instant"),
    Field(N_("agreed"), lambda row: row.agreed.text),
)


def agreed_rows(walk: WalkView) -> tuple[AgreedRow, ...]:
    """The agreements in the order of the list."""
    return tuple(AgreedRow(place, each) for place, each in enumerate(walk.agreements, start=1))
