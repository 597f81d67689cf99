"""The whole history of one order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from store.desk.order_card import OrderCard, order_card
from tui.screens.order_words import history_lines
from tui.screens.scrolling import ScrollScreen
from tui.widgets.lines import Rule, Text
from tui.widgets.scroll import Scroll
from tui.words.catalogue import tr


class HistoryScreen(ScrollScreen):
    """Everything that the files know and people did.

    Args:
        order_id: of the order in the book.
    """

    screen_name: ClassVar[str] = "history"

    DEFAULT_CSS = "HistoryScreen Scroll { height: 1fr; }"

    def __init__(self, order_id: int) -> None:
        super().__init__()
        self._order_id = order_id
        self._card: OrderCard | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield Rule()
        with Scroll():
            yield Text(id="history")

    def where(self) -> tuple[str, ...]:
        about = f"{self._card.shop.tag} {self._card.order_no}" if self._card else ""
        return (tr("History"), about)

    def load(self) -> None:
        order_id = self._order_id
        self.read("card", lambda book: order_card(book, order_id), self._show)

    def _show(self, card: OrderCard) -> None:
        self._card = card
        self.refresh_top()
        lines = history_lines(card.history, card, self.size.width - 2)
        self.query_one("#history", Text).show(Content("\n").join(lines))
