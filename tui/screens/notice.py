"""Something to read that finds no room in a line."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from tui.screens.question import Question
from tui.widgets.cells import clean_cell
from tui.widgets.lines import Hint, Text
from tui.widgets.scroll import Scroll
from tui.words.catalogue import tr


class Notice(Question[None]):
    """Shows a text until it was read.

    Args:
        text: lines of the catalogue and of people; folded at the width.
    """

    DEFAULT_CSS = """
    Notice { align: center middle; background: $background 60%; }
    Notice > Vertical { width: 96; max-width: 96%; height: auto; max-height: 100%; background: $surface;
        border: round $primary; padding: 0 1; }
    Notice Scroll { height: auto; max-height: 80vh; }
    Notice Text { padding: 0; }
    Notice .title { text-style: bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "leave", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, title: str, text: Content | str) -> None:
        super().__init__()
        self._title = title
        self._text = "\n".join(map(clean_cell, text.split("\n"))) if isinstance(text, str) else text

    def compose(self) -> ComposeResult:
        with Vertical():
            title = Text(self._title)
            title.add_class("title")
            yield title
            with Scroll():
                yield Text(self._text)
            yield Hint(tr("Esc back"))

    def action_scroll(self, by: int) -> None:
        """Scroll by so many lines."""
        self.query_one(Scroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by so many screens."""
        self.action_scroll(by * self.query_one(Scroll).size.height)

    def action_leave(self) -> None:
        """Back to the work."""
        self.dismiss(None)
