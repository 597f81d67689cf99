"""Moving about in a list, for every screen that has one."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual import on

from store.book.errors import Reason, because
from tui.actions import Action
from tui.screens.base import FloorScreen
from tui.widgets.listing import CameToRest, CursorLost, CursorMoved, Listing, RangeTooLong, ReadFailed
from tui.words.catalogue import tr
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from tui.sheets.sheet import AnySheet


class ListScreen(FloorScreen):
    """A screen whose work is one list."""

    @cached_property
    def listing(self) -> Listing[Any]:
        """The list."""
        return self.query_one(Listing)

    def about(self) -> object:
        row = self.listing.row
        return None if row is None else row.id

    @property
    def at_rest(self) -> bool:
        return super().at_rest and self.listing.at_rest

    @on(CameToRest)
    def _came_to_rest(self) -> None:
        self.came_to_rest()

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

    # A file of it

    def sheet(self) -> AnySheet | None:
        """The list as it leaves for a file, with a window of its own; None where it cannot."""
        return None

    def why_not(self, action: str) -> Reason | None:
        reason = super().why_not(action)
        if action != "export" or reason is not None:
            return reason
        if self.app.export is not None:
            return because("export.running")
        if self.listing.row is None:
            return because("export.no_rows")
        return because("export.no_list") if self.sheet() is None else None

    def do_export(self) -> None:
        """Write the rows in view to a file, or those of them that are marked."""
        from tui.screens.exporting import Export

        sheet, marks = self.sheet(), self.listing.marks
        assert sheet is not None
        if marks:
            named = frozenset(marks.named)
            sheet = replace(sheet, without=named) if marks.everything else replace(sheet, only=named)
        self.app.export = Export(self, sheet)
        self.app.export.ask()

    def carry_out(self, action: Action, key: str = "") -> None:
        """Esc first stops what this list is being written to."""
        export = self.app.export
        if action.name == "back" and export is not None and export.screen is self:
            export.stop()
        else:
            super().carry_out(action, key)

    @on(RangeTooLong)
    def _range_too_long(self, message: RangeTooLong) -> None:
        self.say(sentence(because("rows.range_too_long", most=f"{message.at_most:,}")), bad=True)

    @on(ReadFailed)
    def _read_failed(self, message: ReadFailed) -> None:
        if message.error.reason.code != "read.dropped":
            self.say(sentence(message.error.reason), bad=True)

    @on(CursorMoved)
    def _other_row(self, message: CursorMoved[Any]) -> None:
        message.stop()  # the app need not hear it before the row is drawn, nor need the keys be weighed
        self.call_after_refresh(self.key_line.refresh_keys)

    @on(CursorLost)
    def _cursor_lost(self) -> None:
        if not self.key_line.message:  # what the key did is said first
            self.say(tr("The row you were on has left this list."))
