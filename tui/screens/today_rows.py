"""The lines of Today: an item each, its words ready."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tui.screens.today_words import detail, title_of
from tui.widgets.cells import Cell
from tui.widgets.listing import Column
from tui.words.catalogue import N_, tr

if TYPE_CHECKING:
    from store.desk.counting import TodayItem
    from store.desk.today import TodayView

MARKS = {"open": "·", "done": "x", "skipped": "–"}
SHORT_TITLE = 20
"""Cells that even short titles take, so that they stand alike in all lists."""
BEGUN = "*"
"""The mark of an item that somebody has begun and nobody has settled."""
NOTED = "i"
"""The mark of an item that has a note."""


class ItemRow(NamedTuple):
    """An item of the list, its words ready: two rows that read alike are alike."""

    id: int
    code: str
    mark: str
    title: str
    left: Cell
    handled: Cell
    noted: str
    detail: Cell


def rows_of(view: TodayView, taken: Mapping[str, str]) -> tuple[ItemRow, ...]:
    """The lines of the list.

    Args:
        taken: who has an item until when, in words, by its code.
    """
    return tuple(_row(place, each, view, taken.get(each.item.code, "")) for place, each in enumerate(view.items))


def first_open(view: TodayView) -> ItemRow | None:
    """The line to begin on: the first item of today that nobody has settled."""
    rows = () if view.past else rows_of(view, {})
    return next((row for row in rows if view.items[row.id].item.result == "open"), None)


def columns_of(heading: Callable[[], str], done: Callable[[], str]) -> tuple[Column[ItemRow], ...]:
    """The columns; what a narrow terminal has no room for is told by the item's list. What titles leave is for the
    detail."""
    return (
        Column("mark", "", lambda row: Cell(row.mark, "dim" if row.mark != "·" else "plain"), width=1, priority=9),
        Column("title", heading, lambda row: row.title, 32, flex=2, max_width=36, priority=8, fits=SHORT_TITLE),
        Column("noted", "", lambda row: Cell(row.noted, "accent"), width=1, priority=3),
        Column("left", N_("left"), lambda row: row.left, width=6, align="right", priority=7),
        Column("handled", N_("handled"), lambda row: row.handled, width=8, align="right", priority=5),
        Column("detail", done, lambda row: row.detail, width=18, flex=1, priority=6),
    )


def _row(place: int, each: TodayItem, view: TodayView, taken: str) -> ItemRow:
    return ItemRow(
        place,
        each.item.code,
        _mark(each),
        title_of(each),
        _left(each, view),
        _handled(each),
        NOTED if each.item.note else "",
        detail(each, view, taken),
    )


def _mark(each: TodayItem) -> str:
    begun = each.item.result == "open" and (each.handled or each.item.first_at is not None)
    return BEGUN if begun else MARKS[each.item.result]


def _left(each: TodayItem, view: TodayView) -> Cell:
    if each.unknown:
        told_later = view.moment.replay and each.known_as_of is None and each.left
        return Cell(f"{each.left:,}?" if told_later else "?", "accent")
    if each.left is None:
        return Cell("" if each.item.number is None else f"{each.item.number:,}")
    return Cell(f"{each.left:,}", "strong" if each.left else "good")


def _handled(each: TodayItem) -> Cell:
    if each.by_hand or each.item.number is not None:
        return Cell(tr("by hand"), "dim")
    if each.total is None or each.unknown or not each.kinds:
        return Cell("")
    return Cell(f"{each.handled:,}/{each.total:,}", "good" if not each.left else "plain")
