"""Today: the list of the day, each item with what is left of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.geometry import Region
from textual.widget import Widget

from store.book.errors import FloorbookError, Reason, because
from tui.screens.moving import ListScreen
from tui.widgets.cells import Cell
from tui.widgets.lines import Rule, Text
from tui.widgets.listing import Column, Listing
from tui.widgets.memory_window import MemoryWindow
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import name
from tui.words.sentences import sentence
from tui.words.when import moment, span

if TYPE_CHECKING:
    from store.desk.counting import TodayItem
    from store.desk.today import TodayView

MARKS = {"open": "·", "done": "x", "skipped": "–"}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of the list, its words ready: two rows that read alike are alike."""

    id: int
    code: str
    mark: str
    title: str
    left: Cell
    detail: Cell


def rows_of(view: TodayView) -> tuple[ItemRow, ...]:
    """The lines of the list."""
    return tuple(
        ItemRow(place, each.item.code, MARKS[each.item.result], _title(each), _left(each), _detail(each, view))
        for place, each in enumerate(view.items)
    )


def _title(each: TodayItem) -> str:
    return each.item.title or name(names.ITEMS, each.item.code)


def _left(each: TodayItem) -> Cell:
    if each.unknown:
        return Cell("?", "accent")
    if each.left is None:
        number = each.item.number
        return Cell(tr("by hand"), "dim") if number is None else Cell(f"{number:,}")
    return Cell(f"{each.left:,}", "strong" if each.left else "good")


def _detail(each: TodayItem, view: TodayView) -> Cell:
    now, item = view.moment.now, each.item
    if item.at is not None:
        over = tr("{n} left", n=item.left_over) if item.left_over else ""
        words = (item.who, moment(item.at, now, view.zone), over, item.why)
        return Cell("  ".join(word for word in words if word), "dim")
    if each.unknown:
        return Cell(_unknown(each, view), "accent")
    if each.item.code == "files.missing":
        return Cell(_missing(each, view))
    if not each.left or each.worst_at is None:
        return Cell("")
    if each.worst_at <= now:
        return Cell(tr("the worst is over by {span}", span=span(now - each.worst_at)), "alarm")
    return Cell(tr("first in {span}", span=span(each.worst_at - now)))


def _unknown(each: TodayItem, view: TodayView) -> str:
    if each.known_as_of is None:
        return tr("no file yet")
    age = moment(each.known_as_of, view.moment.now, view.zone)
    return tr("no file today; {n} by the one of {age}", n=f"{each.left or 0:,}", age=age)


def _missing(each: TodayItem, view: TodayView) -> str:
    if not view.shops:
        return tr("there is no shop yet")
    if not each.left:
        return ""
    if each.worst_at is None:
        return tr("none has ever come")
    return tr("the last is of {age}", age=moment(each.worst_at, view.moment.now, view.zone))


class TodayScreen(ListScreen):
    """The screen that a floor opens first and leaves last."""

    screen_name: ClassVar[str] = "today"

    def __init__(self) -> None:
        super().__init__()
        self._view: TodayView | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield Text(id="files")
        yield Rule()
        columns: tuple[Column[ItemRow], ...] = (
            Column("mark", "", lambda row: Cell(row.mark, "dim" if row.mark != "·" else "plain"), width=1, priority=9),
            Column("title", self._heading, lambda row: row.title, width=26, flex=2, max_width=44, priority=8),
            Column("left", N_("left"), lambda row: row.left, width=8, align="right", priority=7),
            Column("detail", self._done, lambda row: row.detail, width=20, flex=3, priority=6),
        )
        yield Listing(columns, empty=lambda: tr("There is no list for today."))

    def _heading(self) -> str:
        return name(names.OCCASIONS, self._view.occasion if self._view else "start")

    def _done(self) -> str:
        if self._view is None:
            return ""
        return tr("{done} of {all} done", done=self._view.settled, all=len(self._view.items))

    # Reading

    def where(self) -> tuple[str, ...]:
        backstage = self.backstage
        if backstage is None:
            return (tr("Today"), tr("opening the book.."))
        me = backstage.me
        return (tr("Today"), f"{me.name}, {name(names.ROLES, me.role)}")

    def load(self) -> None:
        if self.backstage is None:
            return
        from store.desk.today import today

        role = self.backstage.me.role
        self.read("today", lambda book: today(book, role, "start"), self._show)

    def tick(self) -> None:
        self.load()

    def _show(self, view: TodayView) -> None:
        first = self._view is None
        heading = (self._view.settled, len(self._view.items)) if self._view else None
        self._view = view
        self.app.zone, self.app.shops_open = view.zone, bool(view.shops)
        self.refresh_top()
        self.query_one("#files", Text).show(self._files(view))
        window = MemoryWindow(rows_of(view))
        if first:
            self.listing.show(window)
            self.listing.focus()
        else:
            self.listing.reload(window)
        if heading != (view.settled, len(view.items)):
            self.listing.refresh(Region(0, 0, self.listing.size.width, 1))
        self.key_line.refresh_keys()

    @staticmethod
    def _files(view: TodayView) -> str:
        if not view.shops:
            return tr("No shop yet. F4, then n brings a file in; or in the shell: floorbook import FILE")
        parts = []
        for file in view.files:
            words = name(names.SOURCES, file.source)
            if file.as_of is None:
                parts.append(tr("{file} none yet", file=words))
            else:
                age = moment(file.as_of, view.moment.now, view.zone)
                told = tr("{file} {age}, none today", file=words, age=age) if file.missing else f"{words} {age}"
                parts.append(told)
        return tr("files: {files}", files=" · ".join(parts))

    # Actions

    def why_not(self, action: str) -> Reason | None:
        if action.startswith("today."):
            if self._view is None:
                return because("book.opening")
            row = self.listing.row
            if row is None:
                return because("checklists.no_item")
            each = self._view.items[row.id]
            if action == "today.open" and not each.screen:
                return because("today.no_query")
            if action in ("today.tick", "today.skip") and each.item.at is not None:
                return because("checklists.settled", who=each.item.who)
        return super().why_not(action)

    def _item(self) -> TodayItem:
        assert self._view is not None
        row = self.listing.row
        assert row is not None
        item: TodayItem = self._view.items[row.id]
        return item

    def do_today_open(self) -> None:
        """Exactly the rows that the item counts, at the moment of the count."""
        from tui.screens.files import FilesScreen
        from tui.screens.orders import OrdersScreen

        each = self._item()
        if each.screen == "files":
            assert self._view is not None
            self.app.push_screen(FilesScreen(each.view, self._view.moment))
        else:
            assert self._view is not None
            self.app.push_screen(OrdersScreen(each.view, self._view.moment))

    def do_today_tick(self) -> None:
        """Done; by hand the number is asked for, with rows left, or without knowing, the reason."""
        each = self._item()
        left = each.remaining
        if each.by_hand:
            self._ask(tr("How many were there?"), _title(each), each, "done", "number")
        elif not each.needs_why:
            self._settle(each, "done", {})
        else:
            body = tr("Nobody knows how many are left.") if left is None else tr("{n} are left.", n=left)
            self._ask(tr("Tick it all the same? Say why"), body, each, "done", "why")

    def do_today_skip(self) -> None:
        """Not today; the reason is asked for."""
        each = self._item()
        self._ask(tr("Skip it today? Say why"), _title(each), each, "skipped", "why")

    def _ask(self, title: str, body: str, each: TodayItem, result: str, what: str, text: str = "") -> None:
        """Ask until the answer is one, with what was typed still there."""

        def refused(error: FloorbookError) -> None:
            if error.reason.code in ("checklists.why", "checklists.why_too_long", "checklists.bad_number"):
                self._ask(title, sentence(error.reason), each, result, what, text=typed)
            else:
                self.say(sentence(error.reason), bad=True)

        typed = text

        from tui.screens.prompt import Prompt

        def answered(answer: str | None) -> None:
            nonlocal typed
            if answer is None:
                return
            typed = answer
            if what == "why":
                self._settle(each, result, {"why": answer}, refused)
            elif answer.strip().isdecimal():
                self._settle(each, result, {"number": int(answer)}, refused)
            else:
                self._ask(title, tr("Type a number; 0 is one too."), each, result, what, text=typed)

        self.app.push_screen(Prompt(title, body=body, text=text), answered)

    def _settle(
        self,
        each: TodayItem,
        result: str,
        answers: dict[str, Any],
        refused: Callable[[FloorbookError], None] | None = None,
    ) -> None:
        from store.checklists.commands import Settled, settle_item
        from store.checklists.rules import Result

        assert self._view is not None
        day, occasion, code = self._view.day, self._view.occasion, each.item.code

        def done(settled: Settled) -> None:
            if settled.mine:
                self.say(tr("Done: {title}. u takes it back.", title=_title(each)))
            else:
                self.say(tr("{who} was first.", who=settled.who), bad=True)

        self.write(
            lambda stage, key: settle_item(
                stage.book,
                stage.me.actor,
                key,
                day=day,
                role=stage.me.role,
                occasion=occasion,
                code=code,
                result=Result(result),
                left=each.remaining,
                by_hand=each.by_hand,
                **answers,
            ),
            done,
            refused,
        )
