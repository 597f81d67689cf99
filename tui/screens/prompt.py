"""One line to type: a reason, a number, a note. What was typed and not sent is kept as a draft.

A text of several lines is edited on one as well, with a sign where each line ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tui.screens.question import Question
from tui.widgets.line_input import Line
from tui.widgets.lines import GAP, Hint, Text
from tui.widgets.scroll import Scroll
from tui.words.catalogue import tr

NEW_LINE = "↵"
"""Where a line of a text ends, while the text is edited on one line."""


class Prompt(Question[str | None]):
    """Asks for one line; the answer is the text, None after Esc.

    Args:
        body: what should be read before typing.
        text: what stands there at the beginning.
        keep: told what is typed, so that it is there again after an interruption.
        most: how many characters can be typed at all; how many make sense is said when they are sent.
        several: whether the text may have several lines.
    """

    DEFAULT_CSS = """
    Prompt { align: center middle; background: $background 60%; }
    Prompt > Vertical { width: 84; max-width: 96%; height: auto; background: $surface; border: round $primary;
        padding: 0 1; }
    Prompt Text { padding: 0; }
    Prompt Scroll { height: auto; max-height: 40vh; }
    Prompt .title { text-style: bold; }
    Prompt Input { margin: 1 0; background: $boost; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+j", "new_line", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        *,
        body: Content | str = "",
        text: str = "",
        keep: Callable[[str], None] | None = None,
        most: int = 20_000,
        several: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._body, self._text, self._keep, self._most = title, body, text, keep, most
        self._several = several

    def compose(self) -> ComposeResult:
        with Vertical():
            title = Text(self._title)
            title.add_class("title")
            yield title
            if self._body:
                with Scroll(can_focus=False):
                    yield Text(self._body)
            text = self._text.replace("\n", NEW_LINE) if self._several else self._text
            yield Line(text, max_length=self._most, joined_by=NEW_LINE if self._several else " ")
            words = tr("Enter save   Esc back, the draft is kept") if self._keep else tr("Enter go on   Esc back")
            yield Hint(GAP.join([words, tr("Ctrl+J new line")] if self._several else [words]))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._keep is not None:
            self._keep(self._whole(event.value))

    @on(Input.Submitted)
    def _sent(self, event: Input.Submitted) -> None:
        self.dismiss(self._whole(event.value))

    def _whole(self, typed: str) -> str:
        return typed.replace(NEW_LINE, "\n") if self._several else typed

    def action_new_line(self) -> None:
        """Another line, where there may be several."""
        if self._several:
            self.query_one(Line).insert_text_at_cursor(NEW_LINE)

    def action_page(self, by: int) -> None:
        """A screen on, or back, of what should be read before typing."""
        for body in self.query(Scroll):
            body.scroll_relative(y=by * body.size.height, animate=False)

    def action_leave(self) -> None:
        """Send nothing."""
        self.dismiss(None)
