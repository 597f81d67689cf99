"""When does it go? What may be told to the buyer of an order or of goods, in words to copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from store.book.errors import Reason, because
from store.desk.asked_goods import Asked
from tui.screens.chooser import Choice, Chooser
from tui.screens.promise_asking import PAID, WHAT, AskingScreen
from tui.screens.promise_fields import Asks, columns, paid_hint, what_hint
from tui.screens.promise_words import nothing_told, told_lines
from tui.widgets.line_input import Line
from tui.widgets.lines import Rule, Text
from tui.widgets.listing import Listing, RowChosen
from tui.widgets.scroll import Scroll
from tui.words.catalogue import tr
from tui.words.promise import texts_for_buyer
from tui.words.sentences import sentence
from tui.words.when import moment

EDGES = 3
"""Cells beside what is told: a blank on each side, and the margin of the list above it."""


class PromiseScreen(AskingScreen):
    """Two lines to type into, what fits, and what may be told of the one under the cursor.

    Args:
        order_id: of the order that is asked about at the beginning.
    """

    screen_name: ClassVar[str] = "promise"

    DEFAULT_CSS = """
    PromiseScreen Horizontal { height: 1; padding: 0 1; }
    PromiseScreen Horizontal Text { width: 9; padding: 0; color: $text-muted; }
    PromiseScreen Line { width: 1fr; }
    PromiseScreen Scroll { height: 1fr; }
    """

    def __init__(self, order_id: int | None = None) -> None:
        super().__init__(order_id)
        self._copy_early = ""

    def compose_body(self) -> Iterable[Widget]:
        if self._about is None:
            self._text, self._paid = self.app.kept.get(WHAT, ""), self.app.kept.get(PAID, "")
        with Horizontal():
            yield Text(tr("asked"), id="what-label")
            yield Asks(self._text, self.take_paste)
        with Horizontal():
            yield Text(tr("paid at"), id="paid-label")
            yield Line(self._paid, id="paid", placeholder=paid_hint())
        yield Rule()
        yield Listing(columns(self._as_of))
        yield Rule(id="between")
        with Scroll():
            yield Text(id="told")

    def _as_of(self, row: Asked) -> str:
        now = self.backstage.book.clock.now() if self.backstage else None
        return moment(row.as_of, now, self.app.zone) if row.as_of and now else ""

    def where(self) -> tuple[str, ...]:
        return (tr("Promise"), f"{self._told.shop.tag} {self._told.about}" if self._told else "")

    def answer(self) -> None:
        self._show()
        key, self._copy_early = self._copy_early, ""
        if key:
            self.action_press("promise.copy_one", key)

    def _show(self) -> None:
        self.refresh_top()
        told, width = self._told, self.size.width - EDGES
        words = told_lines(told, width) if told else nothing_told(self._text, self._asking, self._why)
        self.query_one("#told", Text).show(words)
        self.key_line.refresh_keys()

    def on_resize(self) -> None:
        """Fold the texts for the new width."""
        self._show()

    def refresh_words(self) -> None:
        for field, label, hint in (("what", tr("asked"), what_hint()), ("paid", tr("paid at"), paid_hint())):
            self.query_one(f"#{field}-label", Text).show(label)
            self.query_one(f"#{field}", Input).placeholder = hint
        super().refresh_words()
        self._show()

    # Actions

    def why_not(self, action: str) -> Reason | None:
        if action in ("promise.copy", "promise.copy_one") and self._told is None and not self._awaited:
            return because("promise.nothing_asked")
        if action == "promise.open" and (self._told is None or self._told.order_id is None):
            return because("promise.no_order")
        return super().why_not(action)

    def means(self, action: str, digit: str) -> bool:
        return self._told is None or int(digit) <= len(texts_for_buyer(self._told))

    def do_promise_copy(self) -> None:
        self.do_promise_copy_one("1")

    def do_promise_copy_one(self, key: str) -> None:
        """Copy a text, as soon as it is there; asked for where no digit said which."""
        texts = texts_for_buyer(self._told) if self._told is not None else ()
        if self._awaited:
            self._copy_early = key
        elif not key:
            self._ask_which(texts)
        elif int(key) > len(texts):
            self.say(sentence(because("promise.no_such_text", number=key)), bad=True)
        else:
            self.app.copy(texts[int(key) - 1])

    def _ask_which(self, texts: tuple[str, ...]) -> None:
        choices = [Choice(str(i), text, key=str(i)) for i, text in enumerate(texts, start=1)]

        def chosen(value: str | None) -> None:
            if value is not None:
                self.do_promise_copy_one(value)

        self.app.push_screen(Chooser(tr("Copy what?"), choices), chosen)

    def do_promise_ask(self) -> None:
        self.set_focus(self.query_one("#what", Input))

    def do_promise_paid(self) -> None:
        self.set_focus(self.query_one("#paid", Input))

    @on(RowChosen)
    def do_promise_open(self) -> None:
        if self._told is not None and self._told.order_id is not None:
            self.app.open_order(self._told.order_id)
