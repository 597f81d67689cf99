"""Which screen shows the rows behind an item. They are imported when they are opened: Today starts without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.book.clock import Moment
    from store.desk.counting import TodayItem
    from tui.screens.base import FloorScreen


def can_open(each: TodayItem) -> bool:
    """Whether a list stands behind the item."""
    from store.orders.views import VIEWS

    return each.screen == "files" or (each.screen == "orders" and each.view in VIEWS)


def list_behind(each: TodayItem, counted: Moment) -> FloorScreen:
    """The list of exactly the rows that were counted at that moment."""
    if each.screen == "files":
        from tui.screens.files import FilesScreen

        return FilesScreen(each.view, counted)
    from tui.screens.orders import OrdersScreen

    return OrdersScreen(each.view, counted)
