"""How the lists went: day by day what was done, skipped, left open, and what is skipped again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual.content import Content
from textual.widget import Widget

from store.book.errors import Reason, because
from store.book.transactions import Book
from store.checklists.looking_back import ListState, Skipped, past_lists, skipped_often
from store.shops.queries import all_shops, floor_of
from tui.screens.scrolling import ScrollScreen
from tui.widgets.cells import fit
from tui.widgets.lines import MUTED, Rule, Text
from tui.widgets.memory_window import MemoryWindow
from tui.widgets.scroll import Scroll
from tui.words.catalogue import N_, tr, trn
from tui.words.names import ITEMS, OCCASIONS, ROLES, name
from tui.words.sentences import sentence
from tui.words.when import day

if TYPE_CHECKING:
    from tui.sheets.sheet import AnySheet

DAYS_BACK = 28
NUMBER = 8


@dataclass(frozen=True, slots=True)
class LookBack:
    """The lists of the last weeks."""

    zone: str
    lists: tuple[ListState, ...]
    skipped: tuple[Skipped, ...]


def look_back(book: Book) -> LookBack:
    """The lists of the four weeks before today, and what was skipped on them."""
    with book.read() as connection:
        floor = floor_of(all_shops(connection))
        today = floor.day_of(book.clock.now())
        since = today - timedelta(days=DAYS_BACK)
        return LookBack(floor.zone, past_lists(connection, since, today), skipped_often(connection, since, today))


class PastListsScreen(ScrollScreen):
    """What a lead looks back at."""

    screen_name: ClassVar[str] = "past"

    DEFAULT_CSS = "PastListsScreen Scroll { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._back: LookBack | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield Rule()
        with Scroll():
            yield Text(id="lists")

    def where(self) -> tuple[str, ...]:
        return (tr("How lists went"), tr("the last {n} days", n=DAYS_BACK))

    def load(self) -> None:
        self.read("past", look_back, self._show)

    def on_resize(self) -> None:
        """Lay the tables out for the new width."""
        if self._back is not None:
            self._show(self._back)

    def refresh_words(self) -> None:
        super().refresh_words()
        if self._back is not None:
            self._show(self._back)

    # A file of it

    def why_not(self, action: str) -> Reason | None:
        if action == "past.export" and self.app.export is not None:
            return because("export.running")
        if action == "past.export" and (self._back is None or not self._back.lists):
            return because("export.no_rows")
        return super().why_not(action)

    def do_past_export(self) -> None:
        """Ask which of the two tables, then where to."""
        from tui.screens.chooser import Choice, Chooser

        none = "" if self._back and self._back.skipped else sentence(because("export.no_rows"))
        choices = [
            Choice("lists", tr("how the lists went"), key="1"),
            Choice("skipped", tr("what was skipped"), key="2", why_not=none),
        ]
        self.app.push_screen(Chooser(tr("Write what?"), choices), self._export)

    def _export(self, which: str | None) -> None:
        from tui.screens.exporting import Export
        from tui.sheets.past import LISTS, SKIPPED, past_rows, skipped_rows
        from tui.sheets.sheet import Sheet

        if which is None or self._back is None:
            return
        lists, skipped = past_rows(self._back.lists), skipped_rows(self._back.skipped)
        sheet: AnySheet = (
            Sheet("lists-past", N_("How lists went"), LISTS, MemoryWindow(lists))
            if which == "lists"
            else Sheet("lists-skipped", N_("Skipped"), SKIPPED, MemoryWindow(skipped))
        )
        self.app.export = Export(self, sheet)
        self.app.export.ask()

    def _show(self, back: LookBack) -> None:
        self._back = back
        self.key_line.refresh_keys()
        self.query_one("#lists", Text).show(Content("\n").join(_lines(back, self.size.width - 2)))


def _lines(back: LookBack, width: int) -> Iterator[Content]:
    if not back.lists:
        yield Content(tr("No list was begun on the days before today. What is done today stands here tomorrow."))
        return
    yield from _often(back.skipped, width)
    yield from _days(back, width)


def _often(skipped: Sequence[Skipped], width: int) -> Iterator[Content]:
    yield Content.styled(tr("Skipped, the most often first"), "bold")
    if not skipped:
        yield Content.styled(tr("Nothing was."), MUTED)
    room = max(10, (width - 2 * NUMBER) // 2)
    for each in skipped:
        title = f"{each.title or name(ITEMS, each.code)}, {name(ROLES, each.role)}"
        times = trn("once", "{n} times", each.times)
        yield Content("  ".join((fit(title, room), fit(times, NUMBER), fit(each.last_why, width - room - NUMBER - 4))))
    yield Content("")


def _days(back: LookBack, width: int) -> Iterator[Content]:
    room = max(10, width - 3 * (NUMBER + 2) - 20)
    heads = (tr("done"), tr("skipped"), tr("not done"))
    last = ""
    for each in back.lists:
        if each.day != last:
            last = each.day
            at = datetime.combine(date.fromisoformat(each.day), datetime.min.time(), ZoneInfo(back.zone))
            titles = (fit(head, NUMBER, "right") for head in heads)
            words = (*titles, tr("who")) if each is back.lists[0] else ()
            yield Content.styled("  ".join((fit(day(at, back.zone), room), *words)), "bold")
        yield _list(each, room)


def _list(each: ListState, room: int) -> Content:
    title = f"  {name(OCCASIONS, each.occasion)}, {name(ROLES, each.role)}"
    numbers = "  ".join(fit(f"{number:,}", NUMBER, "right") for number in (each.done, each.skipped, each.open))
    return Content(f"{fit(title, room)}  {numbers}  {fit(', '.join(each.who), 20).rstrip()}")
