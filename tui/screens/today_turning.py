"""Other lists than the one that is shown: another occasion, another day, another role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.book.errors import Reason, because
from tui.screens.today_actions import ItemActions
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name

if TYPE_CHECKING:
    from store.checklists.looking_back import ListState
    from store.desk.today import TodayView


class OtherLists(ItemActions):
    """For the screen that shows a list of the day."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted_role, self.wanted_occasion = "", ""
        self.wanted_day: str | None = None

    def why_not(self, action: str) -> Reason | None:
        if action == "today.later" and self.wanted_day is None and self.view is not None:
            return because("today.is_today")
        if action == "today.occasion" and self.view is not None and len(self.view.occasions) < 2:
            return because("today.one_list")
        return super().why_not(action)

    def means(self, action: str, digit: str) -> bool:
        return self.view is None or int(digit) <= len(self.view.occasions)

    def _turn_to(self, role: str, occasion: str, day: str | None) -> None:
        self.wanted_role, self.wanted_occasion, self.wanted_day = role, occasion, day
        self.turn("today")
        self.load()

    def do_today_occasion(self, key: str) -> None:
        """Another list of the role, asked for where no digit said which."""
        view = self.view
        assert view is not None
        if not key:
            self._ask_occasion(view)
        elif int(key) <= len(view.occasions):
            self._turn_to(view.role, view.occasions[int(key) - 1], self.wanted_day)

    def _ask_occasion(self, view: TodayView) -> None:
        from tui.screens.chooser import Choice, Chooser

        def chosen(occasion: str | None) -> None:
            if occasion is not None:
                self._turn_to(view.role, occasion, self.wanted_day)

        words = {each: name(names.OCCASIONS, each) for each in view.occasions}
        choices = [Choice(each, words[each], key=str(place)) for place, each in enumerate(view.occasions, start=1)]
        self.app.push_screen(Chooser(tr("Which list?"), choices, first=view.occasion), chosen)

    def do_today_earlier(self) -> None:
        """The list of the day before, of a weekly one the week before."""
        self._step(-1)

    def do_today_later(self) -> None:
        """One on, and from the last one back to today's."""
        self._step(1)

    def _step(self, steps: int) -> None:
        from datetime import date

        from store.checklists.rules import other_day

        view = self.view
        assert view is not None
        day = other_day(view.occasion, date.fromisoformat(view.day), steps).isoformat()
        self._turn_to(view.role, view.occasion, day if day < self._first_of_today(view) else None)

    def _first_of_today(self, view: TodayView) -> str:
        """Under which day the list of today is kept, of a weekly one that of the week."""
        from store.checklists.rules import day_of_list
        from store.shops.queries import floor_of

        return day_of_list(view.occasion, floor_of(view.shops).day_of(view.moment.now)).isoformat()

    def do_today_lists(self) -> None:
        """How the lists of all roles stand; the one that is chosen is shown."""
        from tui.screens.today_lists import lists_now, which_list

        def ask(lists: tuple[ListState, ...]) -> None:
            backstage = self.backstage
            if backstage is not None:
                self.app.push_screen(which_list(lists, backstage.book.clock.now(), self.app.zone), chosen)

        def chosen(value: str | None) -> None:
            if value is not None:
                role, occasion = value.split("/")
                self._turn_to(role, occasion, None)

        self.read_to_ask("lists", lists_now, ask)

    def do_back(self) -> None:
        """Back to one's own list of today; from there is no way further back."""
        if self._is_another():
            self._turn_to("", "", None)
        else:
            super().do_back()

    def leads_back(self) -> bool:
        return self._is_another() or super().leads_back()

    def _is_another(self) -> bool:
        """Whether it is the list of another day or role."""
        view, backstage = self.view, self.backstage
        return view is not None and backstage is not None and (view.past or view.role != backstage.me.role)
