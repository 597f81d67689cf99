"""Scrolling a text that is longer than the screen."""

from __future__ import annotations

from textual.containers import VerticalScroll

from tui.screens.base import FloorScreen


class ScrollScreen(FloorScreen):
    """A screen whose work is one text in a `VerticalScroll`."""

    def do_card_down(self) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=1, animate=False)

    def do_card_up(self) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=-1, animate=False)

    def do_card_page_down(self) -> None:
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def do_card_page_up(self) -> None:
        self.query_one(VerticalScroll).scroll_page_up(animate=False)
