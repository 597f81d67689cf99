"""The line above a list: its saved views, the one that is shown among them, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from tui.widgets.cells import CUT, clean_cell
from tui.widgets.lines import GAP, MUTED


def views_line(views: Sequence[tuple[str, bool]], number: Sequence[str], more: Sequence[str], cells: int) -> Content:
    """The line for so many cells. What finds no room is left out, never cut: first of `more`, then views, but neither
    the view that is shown nor the numbers of its rows. That there are more views is said where that finds room."""
    number, more = _said(number), _said(more)
    room = cells - sum(cell_len(words) for words, shown in views if shown) - sum(map(_taken, number))
    parts: list[Content] = []
    for words, shown in views:
        taken = 0 if shown else _taken(words)
        if taken <= room:
            room -= taken
            parts.append(Content.styled(words, "bold $text-accent" if shown else MUTED))
    if len(parts) < len(views) and _taken(CUT) <= room:
        room -= _taken(CUT)
        parts.append(Content.styled(CUT, MUTED))
    parts += map(Content, number)
    for words in more:
        if _taken(words) <= room:
            room -= _taken(words)
            parts.append(Content(words))
    return Content(GAP).join(parts)


def _said(words: Sequence[str]) -> list[str]:
    return [clean_cell(each) for each in words if each]


def _taken(words: str) -> int:
    return cell_len(words) + len(GAP)
