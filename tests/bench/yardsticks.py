"""What the screens are measured beside: an empty Textual app, and its `DataTable` with the columns of the orders.

python -m tests.bench.yardsticks empty
python -m tests.bench.yardsticks table BOOK
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Static

WORD = "yardstick"
ROWS = 200
WIDTH = 120


class Empty(App[None]):
    """One word on the screen."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static(WORD)


class Table(App[None]):
    """The first orders of a book in a `DataTable`; as many columns, and as wide, as our list shows."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", priority=True),
        Binding("g", "scroll_top", priority=True),
    ]
    zone = "Asia/Shanghai"

    def __init__(self, book: Path) -> None:
        super().__init__()
        self._path = book
        self.table: DataTable[Text] = DataTable(cursor_type="row")

    def compose(self) -> ComposeResult:
        """The table and nothing else."""
        from store.book.opening import open_book
        from store.orders.queries import order_window
        from tui.screens.orders import OrdersScreen
        from tui.widgets.cells import Cell
        from tui.widgets.listing import Listing
        from tui.widgets.listing_columns import lay_out

        class Unseen(OrdersScreen):
            """The screen whose columns are borrowed; its list is on no screen."""

            @property
            def listing(self) -> Listing[Any]:
                return unseen

        book = open_book(self._path)
        screen = Unseen()
        screen._moment = moment = book.clock.moment()
        unseen: Listing[Any] = Listing(screen.all_columns())
        unseen._painter.fit_to(WIDTH)
        laid = lay_out(screen.all_columns(), WIDTH - 3)
        for column, width in laid:
            self.table.add_column(column.heading(), width=width)
        for row in order_window(book, moment, "all").first(ROWS).rows:
            said = (column.cell(row) for column, _ in laid)
            self.table.add_row(*(Text(cell.text if isinstance(cell, Cell) else cell) for cell in said))
        book.close()
        yield self.table

    def action_cursor_down(self) -> None:
        self.table.action_cursor_down()

    def action_scroll_top(self) -> None:
        self.table.action_scroll_top()


def program(*args: str) -> list[str]:
    """The command that runs a yardstick."""
    return [sys.executable, "-m", "tests.bench.yardsticks", *args]


if __name__ == "__main__":
    app: App[None] = Empty() if sys.argv[1] == "empty" else Table(Path(sys.argv[2]))
    app.run(mouse=False)
