"""Asking when it goes: what is typed and pasted into the fields, and the reads that answer it."""

from __future__ import annotations

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from store.book.errors import Reason, Refusal
from store.book.interest import Interest
from store.book.transactions import Book
from store.desk.asked_goods import Asked, Asking, asked_for, told_of
from store.desk.promise import Told
from tui.screens.moving import ListScreen
from tui.widgets.lines import Rule
from tui.widgets.listing import CursorMoved
from tui.widgets.memory_window import MemoryWindow
from tui.widgets.scroll import Scroll

WHAT, PAID = "promise.what", "promise.paid"


class AskingScreen(ListScreen):
    """For the screen with the two fields and what fits.

    Args:
        order_id: of the order that is asked about at the beginning.
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

    def answer(self) -> None:
        """Show what may be told now, or why nothing."""
        raise NotImplementedError

    def show_list(self, shown: bool) -> None:
        """Show what fits, with the line under it, or nothing of it."""
        self.listing.display = self.query_one("#between").display = shown

    def rule_under(self, widget: Widget) -> Rule:
        """The list has a line of its own."""
        return self.query_one("#between", Rule) if widget is self.listing else self.rule

    # Reading

    def on_mount(self) -> None:
        """In the field; with an order on the answer, so that the next key copies it."""
        self.show_list(False)
        super().on_mount()
        self._go_on() if self._about is not None else self.set_focus(self.query_one("#what", Input))

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
        self.show_list(len(asking.hits) > 1)
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
        self.answer()

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
        self.set_focus(self.listing if self.listing.display else self.query_one(Scroll))

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
