"""The order card: everything known about one order, read from the top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.events import ScreenSuspend
from textual.widget import Widget

from store.book.errors import Reason, because
from store.desk.contact import ContactView, reveal_contact
from store.desk.order_card import OrderCard, order_card
from tui.screens.base import FloorScreen
from tui.screens.order_actions import OrderActions
from tui.screens.order_words import card_lines
from tui.screens.scrolling import ScrollScreen
from tui.widgets.lines import Rule, Text
from tui.widgets.scroll import Scroll
from tui.words.catalogue import tr


class OrderScreen(OrderActions, ScrollScreen):
    """One order.

    Args:
        order_id: of the order in the book.
    """

    screen_name: ClassVar[str] = "order"

    DEFAULT_CSS = """
    OrderScreen Scroll { height: 1fr; }
    """

    def __init__(self, order_id: int) -> None:
        super().__init__()
        self._order_id = order_id
        self._card: OrderCard | None = None
        self._revealed: ContactView | None = None
        self._others: tuple[str, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        yield Rule()
        with Scroll():
            yield Text(id="card")

    # Reading

    def where(self) -> tuple[str, ...]:
        if self._card is None:
            return (tr("Order"),)
        here = tr("{who} is here too", who=", ".join(self._others)) if self._others else ""
        return (tr("Order"), f"{self._card.shop.tag} {self._card.order_no}", here)

    def load(self) -> None:
        order_id = self._order_id
        self.read("card", lambda book: order_card(book, order_id), self._show)

    def tick(self) -> None:
        self.load()

    def place(self) -> tuple[str, int | None]:
        return "order", self._order_id

    def see_company(self) -> None:
        """Who else has this order open."""
        if self.backstage is not None:
            self._others = self.backstage.live.others("order", self._order_id)
            self.refresh_top()

    def _show(self, card: OrderCard) -> None:
        self._card = card
        self.refresh_top()
        self.query_one("#card", Text).show(card_lines(card, self._revealed, self.size.width - 2))
        self.key_line.refresh()

    def on_resize(self) -> None:
        """Lay the card out for the new width."""
        if self._card is not None:
            self._show(self._card)

    def refresh_words(self) -> None:
        super().refresh_words()
        if self._card is not None:
            self._show(self._card)

    # Actions

    def order_id(self) -> int | None:
        return self._order_id

    def why_not(self, action: str) -> Reason | None:
        if action == "order.reveal" and self._card is not None and self._card.contact is None:
            return because("card.no_contact")
        return super().why_not(action)

    def do_order_reveal(self) -> None:
        """Unmasked until the card is left; pressed again it is masked at once."""
        if self._revealed is not None:
            self._revealed = None
            self.load()
            return
        order_id = self._order_id

        def shown(contact: ContactView | None) -> None:
            self._revealed = contact
            self.say(tr("Unmasked until you leave this order; that you looked is recorded."))
            self.load()

        self.write(lambda back, key: reveal_contact(back.book, back.me.actor, key, order_id), shown)

    @on(ScreenSuspend)
    def _left(self) -> None:
        """Under a question it is still the order that is looked at, under another screen it is not."""
        if isinstance(self.app.screen, FloorScreen):
            self._revealed = None

    def do_order_history(self) -> None:
        """Everything that happened, on a screen of its own."""
        from tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self._order_id))
