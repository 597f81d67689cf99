"""Lists whose rows each belong to an order, if a file has brought it."""

from __future__ import annotations

from typing import Any

from tui.screens.order_actions import OrderActions
from tui.screens.subject_list import SubjectListScreen


class RowsOfOrders(SubjectListScreen, OrderActions):
    """A list from whose rows one goes on to their order; see `SubjectListScreen`."""

    def no_order(self, row: Any) -> str:
        """What is said of a row whose order no file has brought."""
        raise NotImplementedError

    def open_row(self, row: Any) -> None:
        if row.order_id is not None:
            self.app.open_order(row.order_id)
        else:
            self.say(self.no_order(row), bad=True)

    def order_id(self) -> int | None:
        row = self.listing.row
        return None if row is None else row.order_id
