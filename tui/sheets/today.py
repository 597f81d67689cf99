"""A list of the day as a sheet: its items, how they stand, who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.sheets.sheet import Field
from tui.words import names
from tui.words.catalogue import N_
from tui.words.names import name

if TYPE_CHECKING:
    from store.desk.counting import TodayItem
    from store.desk.today import TodayView


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item, by its place."""

    id: int
    each: TodayItem


def _left(line: ItemLine) -> int | None:
    """What is left, or was by its tick; of what is counted by hand how many there were."""
    each, item = line.each, line.each.item
    if each.unknown:
        return None
    return next((number for number in (item.number, each.left, item.left_over) if number is not None), None)


ITEMS: tuple[Field[ItemLine], ...] = (
    Field(N_("item"), lambda line: line.each.item.title or name(names.ITEMS, line.each.item.code)),
    Field(N_("left"), _left, "number"),
    Field(N_("handled"), lambda line: line.each.handled if line.each.kinds else None, "number"),
    Field(N_("result"), lambda line: name(names.RESULTS, line.each.item.result)),
    Field(N_("by"), lambda line: line.each.item.who),
    Field(N_("at"), lambda line: line.each.item.at, "instant"),
    Field(N_("why"), lambda line: line.each.item.why),
    Field(N_("note"), lambda line: line.each.item.note),
)


def lines_of(view: TodayView) -> tuple[ItemLine, ...]:
    """The items in the order of the list."""
    return tuple(ItemLine(place, each) for place, each in enumerate(view.items))
