"""Turning a list of a subject: another saved view, another order of rows, and typing to narrow it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.events import DescendantBlur
from textual.widgets import Input

from store.book.errors import Reason, because
from store.handling.rules import Done
from tui.screens.chooser import Choice, Chooser
from tui.screens.handling_actions import HandlingActions
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name


class TurningList(HandlingActions):
    """For a list that is shown in views.

    Args:
        view: the saved view to begin with.
        item: the item of a checklist that it was opened from; a saved view leaves it.
        kinds: what can have been done about a row of the item.
    """

    views: ClassVar[tuple[str, ...]]
    """The saved views by their digits, the first of them is what the function key opens."""
    view_names: ClassVar[dict[str, str]]
    """The words of these and of those that only an item has."""
    sort_names: ClassVar[dict[str, str]] = names.SORTS
    """The words of the orders of rows."""

    def __init__(self, view: str, item: str, kinds: tuple[Done, ...]) -> None:
        super().__init__()
        self._view, self.item, self.kinds = view, item, kinds
        self._sort = self.sorts(view)[0]
        self._text = ""

    def sorts(self, view: str) -> tuple[str, ...]:
        """The orders of rows that a view offers."""
        raise NotImplementedError

    def sort_name(self) -> str:
        """What the order of rows is called."""
        return name(self.sort_names, self._sort)

    def ask(self, *, fresh: bool, keep_row: bool = False) -> None:
        """Show the query of view, sort and filter: from its top, or with the cursor kept on its record."""
        raise NotImplementedError

    def leave_item(self) -> None:
        """A saved view is not the rows of the item any more."""
        self.item, self.kinds = "", self.subject_kinds

    def why_not(self, action: str) -> Reason | None:
        if action == "rows.sort" and len(self.sorts(self._view)) < 2:
            return because("rows.one_sort")
        return super().why_not(action)

    # Views and sorts

    def digits(self) -> Iterable[tuple[int, str]]:
        """The saved views, each with its digit; none where there is only one."""
        return enumerate(self.views, start=1) if len(self.views) > 1 else ()

    def choose_view(self, key: str) -> None:
        """Another saved view, asked for where no digit said which; the same one again goes to its top."""
        if key:
            self._show_view(self.views[int(key) - 1])
            return

        def chosen(view: str | None) -> None:
            if view is not None and self.is_attached:
                self._show_view(view)

        choices = [Choice(view, name(self.view_names, view), key=str(place)) for place, view in self.digits()]
        self.app.push_screen(Chooser(tr("Which view?"), choices, first=self._view), chosen)

    def _show_view(self, view: str) -> None:
        self._view, self._sort = view, self.sorts(view)[0]
        self.leave_item()
        self.refresh_top()
        self.ask(fresh=True)

    def do_rows_sort(self) -> None:
        """The next order of rows, the cursor kept on its record; said, as its column may have no room."""
        sorts = self.sorts(self._view)
        self._sort = sorts[(sorts.index(self._sort) + 1) % len(sorts)]
        self.ask(fresh=True, keep_row=True)
        self.say(tr("Sorted: {order}.", order=self.sort_name()))

    # The filter

    def do_rows_filter(self) -> None:
        """Type to narrow; Enter goes back to the list, Esc takes the filter away."""
        box = self.query_one("#filter", Input)
        box.display = True
        self.set_focus(box)

    @on(Input.Changed, "#filter")
    def _typed(self, event: Input.Changed) -> None:
        if event.value.strip() != self._text:
            self._text = event.value.strip()
            self.ask(fresh=True)

    @on(Input.Submitted, "#filter")
    def _typed_enough(self) -> None:
        self.set_focus(self.listing)

    @on(DescendantBlur)
    def _left_filter(self, event: DescendantBlur) -> None:
        if event.widget.id == "filter":
            event.widget.display = False

    def do_back(self) -> None:
        """First out of the filter, then out of the marks, then out of the list."""
        box = self.query_one("#filter", Input)
        if self._text or box.has_focus:
            box.value = ""
            self.set_focus(self.listing)
        elif self.listing.drop_range() or self.listing.marks.count(1):
            self.listing.clear_marks()
        else:
            super().do_back()
