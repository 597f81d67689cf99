"""The keys of a screen, read from the registry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from tui.actions import TITLES, Action, actions_of, shown
from tui.screens.question import Question
from tui.widgets.cells import fit
from tui.widgets.lines import Text
from tui.words.catalogue import tr


class KeysScreen(Question[None]):
    """What each key does on `screen`."""

    DEFAULT_CSS = """
    KeysScreen { align: center middle; background: $background 60%; }
    KeysScreen > Vertical { width: 96; max-width: 96%; height: auto; max-height: 100%; background: $surface;
        border: round $primary; padding: 0 1; }
    KeysScreen VerticalScroll { height: auto; max-height: 80vh; scrollbar-size-vertical: 0; }
    KeysScreen Text { padding: 0; }
    KeysScreen .title { text-style: bold; }
    KeysScreen .hint { color: $text-muted; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,question_mark,fullwidth_question_mark,f1,q", "leave", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, screen: str) -> None:
        super().__init__()
        self._screen = screen

    def compose(self) -> ComposeResult:
        with Vertical():
            title = Text(tr("Keys: {screen}", screen=tr(TITLES[self._screen])))
            title.add_class("title")
            yield title
            with VerticalScroll():
                yield Text(Content("\n").join(self._lines()))
            hint = Text(tr("Esc back"))
            hint.add_class("hint")
            yield hint

    def _lines(self) -> Iterable[Content]:
        actions = actions_of(self._screen)
        widest = max(cell_len(_keys(action)) for action in actions)
        for action in actions:
            keys = fit(_keys(action), widest)
            yield Content.assemble((keys, "bold $text-accent"), "  ", tr(action.help))

    def action_scroll(self, by: int) -> None:
        """Scroll by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Back to the work."""
        self.dismiss(None)


def _keys(action: Action) -> str:
    return " ".join(shown(key) for key in action.keys)
