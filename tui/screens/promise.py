"""When does it go? What may be told to the buyer of an order or of goods, in words to copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from store.book.errors import Reason, Refusal, because
from store.book.transactions import Book, Interest
from store.desk.asked_goods import Asked, Asking, asked_for, told_of
from store.desk.promise import Told
from tui.screens.chooser import Choice, Chooser
from tui.screens.moving import ListScreen
from tui.screens.promise_fields import Asks, columns, paid_hint, what_hint
from tui.screens.promise_words import nothing_told, told_lines
from tui.widgets.line_input import Line
from tui.widgets.lines import Rule, Text
from tui.widgets.listing import CursorMoved, Listing, RowChosen
from tui.widgets.memory_window import MemoryWindow
from tui.words.catalogue import tr
from tui.words.promise import texts_for_buyer
from tui.words.sentences import sentence
from tui.words.when import moment

WHAT, PAID = "promise.what", "promise.paid"


class PromiseScreen(ListScreen):
    """Two lines to type into, what fits, and what may be told of the one under the cursor.

    Args:
        order_id: of the order that is asked about at the beginning.
    """

    screen_name: ClassVar[str] = "promise"

    DEFAULT_CSS = """
    PromiseScreen Horizontal { height: 1; padding: 0 1; }
    PromiseScreen Horizontal Text { width: 10; padding: 0; color: $text-muted; }
    PromiseScreen Line { width: 1fr; }
    PromiseScreen VerticalScroll { height: 1fr; scrollbar-size-vertical: 0; }
    """

    def __init__(self, order_id: int | None = None) -> None:
        super().__init__()
        self._text = self._paid = ""
        self._asking: Asking | None = None
        self._about = None if order_id is None else Asked(0, "", "", "", order_id=order_id)
        self._told: Told | None = None
        self._why: Reason | None = None
        self._interest = Interest()
        self._leave_field = self._awaited = order_id is not None
        self._copy_early = ""

    def compose_body(self) -> Iterable[Widget]:
        if self._about is None:
            self._text, self._paid = self.app.kept.get(WHAT, ""), self.app.kept.get(PAID, "")
        with Horizontal():
            yield Text(tr("asks for"), id="what-label")
            yield Asks(self._text, self.take_paste)
        with Horizontal():
            yield Text(tr("paid at"), id="paid-label")
            yield Line(self._paid, id="paid", placeholder=paid_hint())
        yield Rule()
        yield Listing(columns(self._as_of))
        with VerticalScroll():
            yield Text(id="told")

    def _as_of(self, row: Asked) -> str:
        now = self.backstage.book.clock.now() if self.backstage else None
        return moment(row.as_of, now, self.app.zone) if row.as_of and now else ""

    # Reading

    def where(self) -> tuple[str, ...]:
        return (tr("Promise"), f"{self._told.shop.tag} {self._told.about}" if self._told else "")

    def on_mount(self) -> None:
        """In the field; with an order on the answer, so that the next key copies it."""
        self.listing.display = False
        super().on_mount()
        self._go_on() if self._about is not None else self.query_one("#what", Input).focus()
        self.call_after_refresh(self.app.call_later, self.app.let_keys_go)

    def load(self) -> None:
        """Ask again what fits and what may be told; a question that was on its way is not waited for."""
        self._interest.drop()
        self._interest = interest = Interest()
        text = self._text
        if text.strip():
            self.read("asked", lambda book: asked_for(book, book.clock.moment(), text, interest=interest), self._found)
        else:
            self._judge()

    def tick(self) -> None:
        self._judge()

    def _found(self, asking: Asking) -> None:
        same = self._asking is not None and self._asking.text == asking.text and self._about is not None
        self._asking = asking
        if not same:
            self._about = asking.hits[0] if asking.hits else None
        self.listing.display = len(asking.hits) > 1
        self.listing.styles.height = 1 + min(len(asking.hits), max(4, self.size.height // 5))
        show = self.listing.reload if same and self.listing.window is not None else self.listing.show
        show(MemoryWindow(asking.hits))
        if self._leave_field:
            self._go_on()
        self._judge()

    def _judge(self) -> None:
        """What may be told of the one under the cursor."""
        about, paid, interest = self._about, self._paid, self._interest
        pieces = self._asking.pieces if self._asking else 1

        def work(book: Book) -> Told | Reason | None:
            try:
                return told_of(book, about, pieces, paid, interest) if about is not None else None
            except Refusal as refusal:
                return refusal.reason

        self.read("told", work, self._judged)

    def _judged(self, answer: Told | Reason | None) -> None:
        self._told = answer if isinstance(answer, Told) else None
        self._why = answer if isinstance(answer, Reason) else None
        self._awaited = False
        self._show()
        key, self._copy_early = self._copy_early, ""
        if key:
            self.action_press("promise.copy_one", key)

    def _show(self) -> None:
        self.refresh_top()
        told, width = self._told, self.size.width - 2
        words = told_lines(told, width) if told else nothing_told(self._text, self._asking, self._why)
        self.query_one("#told", Text).show(words)
        self.key_line.refresh_keys()

    def on_resize(self) -> None:
        """Fold the texts for the new width."""
        self._show()

    def refresh_words(self) -> None:
        for field, label, hint in (("what", tr("asks for"), what_hint()), ("paid", tr("paid at"), paid_hint())):
            self.query_one(f"#{field}-label", Text).show(label)
            self.query_one(f"#{field}", Input).placeholder = hint
        super().refresh_words()
        self._show()

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self._interest.drop()

    # Typing

    @on(Input.Changed, "#what")
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._text:
            self._text = self.app.kept[WHAT] = event.value
            self._about = None
            self._await_another()
            self.load()

    @on(Input.Changed, "#paid")
    def _typed_paid(self, event: Input.Changed) -> None:
        if event.value != self._paid:
            self._paid = self.app.kept[PAID] = event.value
            self._await_another()
            self._judge()

    def _await_another(self) -> None:
        """What stands there is not the answer any more: it cannot be copied by a key that is faster than the next."""
        self._told, self._awaited = None, True

    @on(Input.Submitted)
    def _sent(self) -> None:
        """Enter goes on to the answer, as soon as it is there."""
        if self._text.strip() and (self._asking is None or self._asking.text != self._text):
            self._leave_field = True
        else:
            self._go_on()

    def _go_on(self) -> None:
        """From the fields to what fits, or to the answer where that is one."""
        self._leave_field = False
        (self.listing if self.listing.display else self.query_one(VerticalScroll)).focus()

    def take_paste(self, text: str) -> bool:
        """A paste is a new question: it takes the place of what stands there, and goes on to the answer."""
        self._leave_field = True
        self.query_one("#paid", Input).value = ""
        self.query_one("#what", Input).value = " ".join(text.split())
        return True

    @on(CursorMoved)
    def _moved(self, message: CursorMoved[Asked]) -> None:
        if message.row is not None and message.row != self._about:
            self._about = message.row
            self._await_another()
            self._judge()

    # Actions

    def why_not(self, action: str) -> Reason | None:
        if action in ("promise.copy", "promise.copy_one") and self._told is None and not self._awaited:
            return because("promise.nothing_asked")
        if action == "promise.open" and (self._told is None or self._told.order_id is None):
            return because("promise.no_order")
        return super().why_not(action)

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
        self.query_one("#what", Input).focus()

    def do_promise_paid(self) -> None:
        self.query_one("#paid", Input).focus()

    @on(RowChosen)
    def do_promise_open(self) -> None:
        if self._told is not None and self._told.order_id is not None:
            self.app.open_order(self._told.order_id)
