"""The keys of a screen, read from the registry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content

from tui.actions import TITLES, Action, actions_of, shown
from tui.screens.notice import Notice
from tui.widgets.cells import fit
from tui.words.catalogue import tr


class KeysScreen(Notice):
    """What each key does on `screen`. The keys that open it close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,fullwidth_question_mark,f1", "leave", show=False),
    ]

    def __init__(self, screen: str) -> None:
        super().__init__(tr("Keys: {screen}", screen=tr(TITLES[screen])), Content("\n").join(_lines(screen)))


def _lines(screen: str) -> Iterable[Content]:
    actions = actions_of(screen)
    widest = max(cell_len(_keys(action)) for action in actions)
    for action in actions:
        yield Content.assemble((fit(_keys(action), widest), "bold $text-accent"), "  ", tr(action.help))


def _keys(action: Action) -> str:
    return " ".join(shown(key) for key in action.keys)
