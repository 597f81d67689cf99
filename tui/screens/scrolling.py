"""Scrolling a text that is longer than the screen."""

from __future__ import annotations

from tui.screens.base import FloorScreen
from tui.widgets.scroll import Scroll


class ScrollScreen(FloorScreen):
    """A screen whose work is one text in a `Scroll`."""

    def do_card_down(self) -> None:
        self.query_one(Scroll).scroll_relative(y=1, animate=False)

    def do_card_up(self) -> None:
        self.query_one(Scroll).scroll_relative(y=-1, animate=False)

    def do_card_page_down(self) -> None:
        self.query_one(Scroll).scroll_page_down(animate=False)

    def do_card_page_up(self) -> None:
        self.query_one(Scroll).scroll_page_up(animate=False)
