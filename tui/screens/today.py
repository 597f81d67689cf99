"""Today: the list of the day, each item with what is left of it and what was handled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.events import Resize
from textual.geometry import Region
from textual.widget import Widget

from store.book.errors import Reason, because
from tui.screens.today_actions import ItemActions
from tui.screens.today_rows import columns_of, rows_of
from tui.screens.today_words import day_of, due_line, files_line, truck_line
from tui.widgets.lines import GAP, MUTED, EndsLine, Rule, Text
from tui.widgets.listing import Listing
from tui.widgets.memory_window import MemoryWindow
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name

if TYPE_CHECKING:
    from store.checklists.looking_back import ListState
    from store.desk.today import TodayView

WIDE = 100
"""From so many cells on whole sentences find room above the list."""


class TodayScreen(ItemActions):
    """The screen that a floor opens first and leaves last."""

    screen_name: ClassVar[str] = "today"

    def __init__(self) -> None:
        super().__init__()
        self._role, self._occasion = "", ""
        self._day: str | None = None
        self._today = ""
        """Under which day today's list is kept."""

    def compose_body(self) -> Iterable[Widget]:
        yield EndsLine(id="lists")
        yield EndsLine(id="files")
        others = Text(id="others")
        others.display = False
        yield others
        yield Rule()
        yield Listing(columns_of(self._heading, self._done), empty=lambda: tr("There is no list for today."))

    def _heading(self) -> str:
        return name(names.OCCASIONS, self.view.occasion if self.view else "start")

    def _done(self) -> str:
        if self.view is None:
            return ""
        return tr("{done} of {all} done", done=self.view.settled, all=len(self.view.items))

    # Reading

    def where(self) -> tuple[str, ...]:
        backstage = self.backstage
        if backstage is None:
            return (tr("Today"), tr("opening the book.."))
        me, view = backstage.me, self.view
        where = [tr("Today"), f"{me.name}, {name(names.ROLES, me.role)}"]
        if view is not None and view.role != me.role:
            where.append(tr("the list of: {role}", role=name(names.ROLES, view.role)))
        if view is not None and view.past:
            where.append(day_of(view))
        return tuple(where)

    def load(self) -> None:
        """Read the list that is shown, and for the lead how the others stand."""
        if self.backstage is None:
            return
        from store.desk.today import today

        role, occasion, day = self._role or self.backstage.me.role, self._occasion, self._day
        self.read("today", lambda book: today(book, role, occasion, day), self._show)

    def tick(self) -> None:
        self.load()

    def _show(self, view: TodayView) -> None:
        if self._a_new_day(view):
            self._occasion = ""
            self.load()
            return
        before, self.view = self.view, view
        self._occasion = view.occasion
        if not view.past:
            self._today = view.day
        self.app.zone, self.app.shops_open = view.zone, bool(view.shops)
        self.refresh_top()
        self._say_lines(view)
        self._show_rows(view, before)
        self.key_line.refresh_keys()
        self._look_at_the_others()

    def _a_new_day(self, view: TodayView) -> bool:
        """Whether midnight went by: the list that was on the screen is not the one to begin the day with."""
        return self._day is None and self._today not in ("", view.day) and self._same_list(view)

    def _same_list(self, view: TodayView) -> bool:
        return self.view is not None and (self.view.role, self.view.occasion) == (view.role, view.occasion)

    def _show_rows(self, view: TodayView, before: TodayView | None) -> None:
        window = MemoryWindow(rows_of(view))
        heading = (view.role, view.occasion, view.day)
        if before is not None and heading == (before.role, before.occasion, before.day):
            self.listing.reload(window)
        else:
            self.listing.show(window)
            self.listing.focus()
        if before is None or (before.occasion, before.settled, len(before.items)) != (
            view.occasion,
            view.settled,
            len(view.items),
        ):
            self.listing.refresh(Region(0, 0, self.listing.size.width, 1))

    # The lines above the list

    def _say_lines(self, view: TodayView) -> None:
        self.query_one("#lists", EndsLine).say(self._occasions(view), due_line(view, short=self.size.width < WIDE))
        self.query_one("#files", EndsLine).say(Content(files_line(view)), truck_line(view))

    @staticmethod
    def _occasions(view: TodayView) -> Content:
        """The lists of the role, the one that is shown lit up."""
        return Content(GAP).join(
            Content.styled(
                f"{place} {name(names.OCCASIONS, each)}", "bold $text-accent" if each == view.occasion else MUTED
            )
            for place, each in enumerate(view.occasions, start=1)
        )

    def _look_at_the_others(self) -> None:
        backstage = self.backstage
        if backstage is not None and backstage.me.role == "lead":
            from tui.screens.today_lists import lists_now

            self.read("others", lists_now, self._say_others)

    def _say_others(self, lists: tuple[ListState, ...]) -> None:
        from tui.screens.today_lists import what_worries

        backstage = self.backstage
        if backstage is None:
            return
        words = what_worries(lists, backstage.me.role, backstage.book.clock.now())
        line = self.query_one("#others", Text)
        line.display = bool(words)
        line.show(Content.styled(words, "$text-warning"))

    # Other lists

    def why_not(self, action: str) -> Reason | None:
        if action == "today.later" and self._day is None and self.view is not None:
            return because("today.is_today")
        return super().why_not(action)

    def _turn_to(self, role: str, occasion: str, day: str | None) -> None:
        self._role, self._occasion, self._day = role, occasion, day
        self.load()

    def do_today_occasion(self, key: str) -> None:
        """Another list of the role, asked for where no digit said which."""
        view = self.view
        assert view is not None
        if not key:
            self._ask_occasion(view)
        elif int(key) <= len(view.occasions):
            self._turn_to(view.role, view.occasions[int(key) - 1], self._day)

    def _ask_occasion(self, view: TodayView) -> None:
        from tui.screens.chooser import Choice, Chooser

        def chosen(occasion: str | None) -> None:
            if occasion is not None:
                self._turn_to(view.role, occasion, self._day)

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
        view, backstage = self.view, self.backstage
        if view is not None and backstage is not None and (view.past or view.role != backstage.me.role):
            self._turn_to("", "", None)
        else:
            super().do_back()

    @on(Resize)
    def _other_size(self) -> None:
        if self.view is not None:
            self._say_lines(self.view)
