"""`W`: the walk through a list with the team, one item after the other, for people standing around a screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.events import Resize
from textual.widget import Widget

from store.book.errors import Reason, because
from store.book.transactions import Book
from store.checklists.walk_queries import WalkView
from store.desk.walk import WalkNow, first_rows, walk_now
from tui.screens.walk_actions import WalkActions
from tui.screens.walk_words import item_words, team_words
from tui.widgets.lines import Rule, Text
from tui.words.catalogue import tr
from tui.words.walk_text import walk_text

if TYPE_CHECKING:
    from store.desk.today import TodayView

MOST_ROWS = 40


class WalkScreen(WalkActions):
    """A walk: begun, gone on with, or looked at.

    Args:
        view: the list to walk through.
    """

    screen_name: ClassVar[str] = "walk"

    DEFAULT_CSS = """
    WalkScreen #item { height: 1fr; padding: 1 1 0 1; }
    WalkScreen #team { height: auto; max-height: 6; }
    """

    def __init__(self, view: TodayView) -> None:
        super().__init__()
        self._list = view
        self._rows: tuple[Any, ...] = ()
        self._rows_of = ""
        self._begun = False

    def compose_body(self) -> Iterable[Widget]:
        yield Text(id="item")
        yield Rule()
        yield Text(id="team")

    def where(self) -> tuple[str, ...]:
        if self.now is None:
            return (tr("Walk with the team"),)
        walk = self.now.walk
        if walk.signed_at is not None:
            return (tr("Walk with the team"), tr("signed by {who}", who=walk.signed_name))
        return (tr("Walk with the team"), tr("{who} walks", who=walk.walker))

    # Reading

    def load(self) -> None:
        """Begin the walk or find it begun; then read how it stands."""
        if self.backstage is None:
            return
        if self._begun:
            self._read()
        else:
            self._begun = True
            self._begin()

    def tick(self) -> None:
        self.load()

    def _begin(self) -> None:
        from store.checklists.walking import begin_walk

        view = self._list
        self.turn("walk")
        self.write(
            lambda stage, key: begin_walk(
                stage.book, stage.me.actor, day=view.day, role=view.role, occasion=view.occasion
            ),
            self._enter,
        )

    def _enter(self, walk: WalkView) -> None:
        """Go on where it stopped; somebody else's walk is offered to be taken over."""
        if not self.is_attached:
            return
        self.at = walk.place
        self._read()
        assert self.backstage is not None
        if walk.signed_at is None and walk.walker_id != self.backstage.me.id:
            self.app.when_free(lambda: self.offer_to_take_over(walk))

    def _read(self) -> None:
        view = self._list
        self.read("walk", lambda book: walk_now(book, view.role, view.occasion, view.day), self._show)

    def _show(self, now: WalkNow | None) -> None:
        if now is None or self.backstage is None:
            return
        self.now, self.looking = now, now.walk.walker_id != self.backstage.me.id
        self.at = min(self.at, len(now.list.items))
        self.refresh_top()
        self.draw()
        self._read_rows(now)

    def _read_rows(self, now: WalkNow) -> None:
        each = self.item()
        if each is None or not each.left:
            self._rows, self._rows_of = (), ""
            return

        def read(book: Book) -> tuple[Any, ...]:
            return first_rows(book, each, now.list.moment, MOST_ROWS)

        def arrived(rows: tuple[Any, ...]) -> None:
            self._rows, self._rows_of = rows, each.item.code
            self.draw()

        self.read("rows", read, arrived)

    # Drawing

    def draw(self) -> None:
        """The item that is talked about, or behind the last one what was agreed."""
        now, each = self.now, self.item()
        if now is None or not self.is_mounted:
            return
        main, below = self.query_one("#item", Text), self.query_one("#team", Text)
        if each is None:
            main.show(walk_text(now.walk, now.list.moment.now, now.list.zone))
            below.show(tr("Enter puts a name under it.") if now.walk.signed_at is None else tr("y copies it."))
        else:
            rows = self._rows if self._rows_of == each.item.code else ()
            main.show(item_words(now, self.at, rows, self.size.width - 2, main.size.height - 1))
            below.show(team_words(now, self.taking(each), self.size.width - 2))
        self.key_line.refresh_keys()

    def moved(self) -> None:
        """Another item is talked about."""
        self.draw()
        if self.now is not None:
            self._read_rows(self.now)

    @on(Resize)
    def _other_size(self) -> None:
        self.call_after_refresh(self.draw)

    def refresh_words(self) -> None:
        super().refresh_words()
        self.draw()

    def why_not(self, action: str) -> Reason | None:
        if action in ("walk.copy", "walk.export") and self.item() is not None:
            return because("walks.not_yet")
        if action == "walk.export" and self.app.export is not None:
            return because("export.running")
        return super().why_not(action)
