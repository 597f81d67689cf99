"""Moving about in a list, for every screen that has one."""

from __future__ import annotations

from typing import Any

from textual import on

from tui.screens.base import FloorScreen
from tui.widgets.listing import CursorLost, CursorMoved, Listing, ReadFailed
from tui.words.catalogue import tr
from tui.words.sentences import sentence


class ListScreen(FloorScreen):
    """A screen whose work is one list."""

    @property
    def listing(self) -> Listing[Any]:
        """The list."""
        return self.query_one(Listing)

    def refresh_words(self) -> None:
        """Draw the rows anew as well: the list keeps those that it has drawn."""
        super().refresh_words()
        self.listing.refresh_words()

    def do_list_down(self) -> None:
        self.listing.cursor_down()

    def do_list_up(self) -> None:
        self.listing.cursor_up()

    def do_list_page_down(self) -> None:
        self.listing.page_down()

    def do_list_page_up(self) -> None:
        self.listing.page_up()

    def do_list_first(self) -> None:
        self.listing.go_first()

    def do_list_last(self) -> None:
        self.listing.go_last()

    @on(ReadFailed)
    def _read_failed(self, message: ReadFailed) -> None:
        if message.error.reason.code != "read.dropped":
            self.say(sentence(message.error.reason), bad=True)

    @on(CursorMoved)
    def _other_row(self) -> None:
        self.key_line.refresh_keys()

    @on(CursorLost)
    def _cursor_lost(self) -> None:
        self.say(tr("The row you were on has left this list."))
