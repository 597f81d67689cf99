"""The hand-over: what is open now, as a text for the next shift."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from store.book.errors import Reason, because
from store.desk.handover import HandoverView, handover
from tui.screens.scrolling import ScrollScreen
from tui.widgets.lines import GAP, MUTED, Rule, Text
from tui.widgets.scroll import Scroll
from tui.words.catalogue import tr
from tui.words.handover import handover_text
from tui.words.names import ROLES, name


class HandoverScreen(ScrollScreen):
    """What one role, or everybody, leaves to the next shift. It stands there plain, to be marked with a mouse too.

    Args:
        role: whose lists to begin with.
    """

    screen_name: ClassVar[str] = "handover"

    DEFAULT_CSS = "HandoverScreen Scroll { height: 1fr; }"

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role, self._all = role, False
        self._day: str | None = None
        self._view: HandoverView | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield Text(id="views")
        yield Rule()
        with Scroll():
            yield Text(id="text")

    def where(self) -> tuple[str, ...]:
        return (tr("Hand-over"), self.backstage.me.name if self.backstage else "")

    def load(self) -> None:
        role, day = None if self._all else self._role, self._day
        self.read("handover", lambda book: handover(book, role, day), self._show)

    def tick(self) -> None:
        self.load()

    def _show(self, view: HandoverView) -> None:
        self._view = view
        views = (name(ROLES, self._role), tr("everybody"))
        lit = Content(GAP).join(
            Content.styled(f"{place} {words}", "bold $text-accent" if (place == 2) == self._all else MUTED)
            for place, words in enumerate(views, start=1)
        )
        self.query_one("#views", Text).show(lit)
        self.query_one("#text", Text).show(handover_text(view))
        self.key_line.refresh_keys()

    def refresh_words(self) -> None:
        super().refresh_words()
        if self._view is not None:
            self._show(self._view)

    def why_not(self, action: str) -> Reason | None:
        if action != "handover.view" and action.startswith("handover.") and self._view is None:
            return because("book.opening")
        if action == "handover.later" and self._day is None:
            return because("today.is_today")
        return super().why_not(action)

    def do_handover_view(self, key: str) -> None:
        """The role, or everybody; without a digit the other one."""
        self._all = not self._all if not key else key == "2"
        self.turn("handover")
        self.load()

    def do_handover_earlier(self) -> None:
        """The day before: a shift that ends after midnight hands over that one."""
        self._step(-1)

    def do_handover_later(self) -> None:
        """One day on, up to today's."""
        self._step(1)

    def _step(self, days: int) -> None:
        assert self._view is not None
        day = (date.fromisoformat(self._view.day) + timedelta(days=days)).isoformat()
        self._day = day if day < self._view.today else None
        self.turn("handover")
        self.load()

    def do_handover_copy(self) -> None:
        """The text, to paste into the group chat."""
        assert self._view is not None
        self.app.copy(handover_text(self._view))
