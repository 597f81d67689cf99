"""Today: the list of the day, each item with what is left of it and what was handled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.events import Resize
from textual.geometry import Region
from textual.widget import Widget

from tui.screens.today_beside import Beside
from tui.screens.today_rows import columns_of, first_open
from tui.screens.today_words import day_of, due_line, files_line, truck_line
from tui.widgets.lines import GAP, MUTED, EndsLine, Rule, Text
from tui.widgets.listing import CursorMoved, Listing
from tui.widgets.memory_window import MemoryWindow
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import name

if TYPE_CHECKING:
    from store.desk.today import TodayView
    from tui.sheets.sheet import AnySheet

WIDE = 100
"""From so many cells on whole sentences find room above the list."""


class TodayScreen(Beside):
    """The screen that a floor opens first and leaves last."""

    screen_name: ClassVar[str] = "today"

    DEFAULT_CSS = "TodayScreen #whole { height: 3; }"

    def __init__(self) -> None:
        super().__init__()
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
        yield Text(id="whole")

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
            where.append(tr("list of {role}", role=name(names.ROLES, view.role)))
        if view is not None and view.past:
            where.append(day_of(view))
        return tuple(where)

    def load(self) -> None:
        """Read the list that is shown."""
        if self.backstage is None:
            return
        from store.desk.today import today

        role, occasion, day = self.wanted_role or self.backstage.me.role, self.wanted_occasion, self.wanted_day
        self.read("today", lambda book: today(book, role, occasion, day), self._show)

    def tick(self) -> None:
        self.load()

    def _show(self, view: TodayView) -> None:
        if self._a_new_day(view):
            self.wanted_occasion = ""
            self.load()
            return
        before, self.view = self.view, view
        self.wanted_occasion = view.occasion
        if not view.past:
            self._today = view.day
        self.app.zone, self.app.shops_open = view.zone, bool(view.shops)
        self.refresh_top()
        self._say_lines(view)
        self._show_rows(view, before)
        self.key_line.refresh_keys()
        # Behind the picture: a worker beside it would take the interpreter from it.
        self.call_after_refresh(self.look_beside)

    def _a_new_day(self, view: TodayView) -> bool:
        """Whether midnight went by: the list that was on the screen is not the one to begin the day with."""
        return self.wanted_day is None and self._today not in ("", view.day) and self._same_list(view)

    def _same_list(self, view: TodayView) -> bool:
        return self.view is not None and (self.view.role, self.view.occasion) == (view.role, view.occasion)

    def _show_rows(self, view: TodayView, before: TodayView | None) -> None:
        window = self.window(view)
        heading = (view.role, view.occasion, view.day)
        if before is not None and heading == (before.role, before.occasion, before.day):
            self.listing.reload(window)
        else:
            self.listing.show(window, keep=first_open(view))
            self.listing.focus()
        if before is None or (before.occasion, before.settled, len(before.items)) != (
            view.occasion,
            view.settled,
            len(view.items),
        ):
            self.listing.refresh(Region(0, 0, self.listing.size.width, 1))

    def sheet(self) -> AnySheet | None:
        from tui.sheets.sheet import Sheet
        from tui.sheets.today import ITEMS, lines_of

        if self.view is None:
            return None
        of = f"-{self.view.day}" if self.view.past else ""  # the file's name tells the day of writing by itself
        name = f"list-{self.view.role}-{self.view.occasion}{of}"
        return Sheet(name, N_("Today"), ITEMS, MemoryWindow(lines_of(self.view)))

    # The lines above the list and below it

    def _say_lines(self, view: TodayView) -> None:
        short = self.size.width < WIDE
        self.query_one("#lists", EndsLine).say(self._occasions(view), due_line(view, short=short))
        self.query_one("#files", EndsLine).say(Content(files_line(view, short=short)), truck_line(view))

    @staticmethod
    def _occasions(view: TodayView) -> Content:
        """The lists of the role, the one that is shown lit up."""
        return Content(GAP).join(
            Content.styled(
                f"{place} {name(names.OCCASIONS, each)}", "bold $text-accent" if each == view.occasion else MUTED
            )
            for place, each in enumerate(view.occasions, start=1)
        )

    @on(CursorMoved)
    def _say_whole(self) -> None:
        """What the line under the cursor has no room for, in full: the height stays, so that nothing else moves."""
        row, whole = self.listing.row, Content("")
        if row is not None and cell_len(row.detail.text) > self.listing.room("detail"):
            whole = Content.assemble((row.title, "bold"), GAP, row.detail.text)
        self.query_one("#whole", Text).show(whole)

    @on(Resize)
    def _other_size(self) -> None:
        if self.view is not None:
            self._say_lines(self.view)
            self.call_after_refresh(self._say_whole)
