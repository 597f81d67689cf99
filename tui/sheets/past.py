"""How lists went as a sheet: each with its numbers and who worked on it; and what was skipped, how often, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.checklists.looking_back import ListState, Skipped
from tui.sheets.sheet import Field
from tui.words import names
from tui.words.catalogue import N_
from tui.words.names import name


@dataclass(frozen=True, slots=True)
class PastList:
    """One list of a day, by its place."""

    id: int
    state: ListState


@dataclass(frozen=True, slots=True)
class SkippedItem:
    """One item that was skipped, by its place."""

    id: int
    item: Skipped


LISTS: tuple[Field[PastList], ...] = (
    Field(N_("day"), lambda row: row.state.day),
    Field(N_("list"), lambda row: name(names.OCCASIONS, row.state.occasion)),
    Field(N_("role"), lambda row: name(names.ROLES, row.state.role)),
    Field(N_("done"), lambda row: row.state.done, "number"),
    Field(N_("skipped"), lambda row: row.state.skipped, "number"),
    Field(N_("not done"), lambda row: row.state.open, "number"),
    Field(N_("who"), lambda row: ", ".join(row.state.who)),
)

SKIPPED: tuple[Field[SkippedItem], ...] = (
    Field(N_("item"), lambda row: row.item.title or name(names.ITEMS, row.item.code)),
    Field(N_("role"), lambda row: name(names.ROLES, row.item.role)),
    Field(N_("times"), lambda row: row.item.times, "number"),
    Field(N_("why"), lambda row: row.item.last_why),
)


def past_rows(lists: Iterable[ListState]) -> tuple[PastList, ...]:
    """The lists in the order of the screen."""
    return tuple(PastList(place, each) for place, each in enumerate(lists, start=1))


def skipped_rows(items: Iterable[Skipped]) -> tuple[SkippedItem, ...]:
    """The items in the order of the screen."""
    return tuple(SkippedItem(place, each) for place, each in enumerate(items, start=1))
