"""The keys of a screen, read from the registry, and what the signs beside its rows say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content

from tui.actions import SCREENS, TITLES, Action, actions_of, shown
from tui.screens.notice import Notice
from tui.screens.today_rows import BEGUN, MARKS, NOTED
from tui.widgets.cells import NOTHING, fit
from tui.widgets.lines import GAP, MUTED
from tui.widgets.listing_paint import gutter
from tui.words.catalogue import N_, tr


class KeysScreen(Notice):
    """What each key does on `screen`. The keys that open it close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,fullwidth_question_mark,f1", "leave", show=False),
    ]

    def __init__(self, screen: str) -> None:
        super().__init__(tr("Keys: {screen}", screen=tr(TITLES[screen])), Content("\n").join(_lines(screen)))


SIGNS = {
    "today": (
        (MARKS["open"], N_("to do")),
        (BEGUN, N_("begun")),
        (MARKS["done"], N_("done")),
        (MARKS["skipped"], N_("skipped")),
        (NOTED, N_("has a note")),
    ),
    "rows": (
        (gutter(marked=True).strip(), N_("marked")),
        (gutter(begun=True).strip(), N_("a range begins")),
        ("~", N_("estimated")),
        (NOTHING.text, N_("no clock runs")),
    ),
}
"""What stands beside the rows of a screen, by the scope of its keys."""


def _lines(screen: str) -> Iterable[Content]:
    yield from (_signs(SIGNS[scope]) for scope in SCREENS[screen] if scope in SIGNS)
    actions = actions_of(screen)
    widest = max(cell_len(_keys(action)) for action in actions)
    for action in actions:
        yield Content.assemble((fit(_keys(action), widest), "bold $text-accent"), "  ", tr(action.help))


def _signs(signs: Iterable[tuple[str, str]]) -> Content:
    return Content(GAP).join(Content.assemble((sign, "bold"), " ", (tr(words), MUTED)) for sign, words in signs)


def _keys(action: Action) -> str:
    return " ".join(shown(key) for key in action.keys)
