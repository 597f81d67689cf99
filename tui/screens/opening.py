"""Which screen shows the rows behind an item. They are imported when they are opened: Today starts without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.subjects import subject_screen

if TYPE_CHECKING:
    from store.book.clock import Moment
    from store.desk.counting import TodayItem
    from tui.screens.base import FloorScreen


def is_handover(each: TodayItem) -> bool:
    """Whether the item is about the hand-over, which writes itself."""
    return each.item.code.startswith("handover.")


def can_open(each: TodayItem) -> bool:
    """Whether a list stands behind the item."""
    return is_handover(each) or bool(each.screen)


def list_behind(each: TodayItem, counted: Moment, role: str) -> FloorScreen:
    """The list of exactly the rows that were counted at that moment; of the hand-over the text that is to be read."""
    if is_handover(each):
        from tui.screens.handover import HandoverScreen

        return HandoverScreen(role)
    if each.screen == "files":
        from tui.screens.files import FilesScreen

        return FilesScreen(each.view, counted)
    return subject_screen(each.screen)(each.view, counted, each.item.code, each.kinds)
