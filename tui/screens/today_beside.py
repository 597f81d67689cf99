"""What Today tells beside its numbers, read behind its picture: what was agreed, and for the lead how others stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui.screens.today_rows import ItemRow, rows_of
from tui.screens.today_turning import OtherLists
from tui.widgets.lines import Text
from tui.widgets.memory_window import MemoryWindow

if TYPE_CHECKING:
    from store.book.transactions import Book
    from store.checklists.looking_back import ListState
    from store.desk.today import TodayView
    from tui.screens.today_agreed import Agreed

BETWEEN = " · "


class Beside(OtherLists):
    """For the screen that shows a list of the day and must not wait for this."""

    def __init__(self) -> None:
        super().__init__()
        self._agreed: Agreed = {}
        self._agreed_on = ""
        """The day of it."""

    def look_beside(self) -> None:
        """Read it; `#others` and the lines of the list tell it."""
        backstage, view = self.backstage, self.view
        if backstage is None or view is None:
            return
        from tui.screens.today_agreed import agreed_on

        day, leads = self._day_of_walks(view), backstage.me.role == "lead"

        def look(book: Book) -> tuple[Agreed, tuple[ListState, ...]]:
            agreed = agreed_on(book, day)
            if not leads:
                return agreed, ()
            from tui.screens.today_lists import lists_now

            return agreed, lists_now(book)

        self.read("others", look, lambda found: self._tell(day, *found))

    def window(self, view: TodayView) -> MemoryWindow[ItemRow]:
        """The lines of the list, with what is known by now of who has what."""
        return MemoryWindow(rows_of(view, self._taken(view)))

    def _taken(self, view: TodayView) -> dict[str, str]:
        if not self._agreed or self._agreed_on != self._day_of_walks(view):
            return {}
        from tui.screens.today_agreed import taken

        return taken(view, self._agreed)

    def _day_of_walks(self, view: TodayView) -> str:
        """The day of which the walks are: a list of the week is walked through on any day of it."""
        if view.past:
            return view.day
        from store.shops.queries import floor_of

        return floor_of(view.shops).day_of(view.moment.now).isoformat()

    def _tell(self, day: str, agreed: Agreed, lists: tuple[ListState, ...]) -> None:
        view = self.view
        if view is None or day != self._day_of_walks(view):
            return
        other = (day, agreed) != (self._agreed_on, self._agreed)
        self._agreed_on, self._agreed = day, agreed
        if other:
            self.listing.reload(self.window(view))
        self._say_others(view, lists)

    def _say_others(self, view: TodayView, lists: tuple[ListState, ...]) -> None:
        backstage = self.backstage
        if backstage is None:
            return
        from tui.screens.today_agreed import elsewhere

        hers, worries = elsewhere(view, self._agreed, backstage.me.id), ""
        if lists:
            from tui.screens.today_lists import what_worries

            worries = what_worries(lists, backstage.me.role, backstage.book.clock.now())
        line = self.query_one("#others", Text)
        line.display = bool(hers or worries)
        told = [(hers, "$text-accent"), (worries, "$text-warning")]
        line.show(Content(BETWEEN).join(Content.styled(words, style) for words, style in told if words))
