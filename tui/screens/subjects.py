"""The lists of the subjects by their names. Each is imported when it is opened: Today starts without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.subject_list import SubjectListScreen


def subject_screen(screen: str) -> type[SubjectListScreen]:
    """The class of a list, by the name that a source of Today gives it (KeyError where there is none)."""
    match screen:
        case "orders":
            from tui.screens.orders import OrdersScreen

            return OrdersScreen
        case "refunds":
            from tui.screens.refunds import RefundsScreen

            return RefundsScreen
        case "parcels":
            from tui.screens.parcels import ParcelsScreen

            return ParcelsScreen
        case "returns":
            from tui.screens.returns import ReturnsScreen

            return ReturnsScreen
        case "stock":
            from tui.screens.stock import StockScreen

            return StockScreen
    raise KeyError(screen)
