"""The line above a list: its saved views, the one that is shown among them, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from tui.widgets.cells import CUT, clean_cell
from tui.widgets.lines import GAP, MUTED

View = tuple[str, bool]
"""The words of a saved view, and whether it is shown."""
DOTS = len(CUT) + len(GAP)


def views_line(views: Sequence[View], number: Sequence[str], more: Sequence[str], cells: int) -> Content:
    """The line for so many cells. What finds no room is left out, never cut: first of `more`, then the last views, but
    neither the view that is shown nor the numbers of its rows; two dots stand for the views that are left out."""
    number, more = _said(number), _said(more)
    room = cells - sum(cell_len(words) for words, shown in views if shown) - sum(map(_taken, number))
    kept = _kept(views, room)
    room -= sum(_taken(words) for words, shown in kept if not shown)
    parts = [Content.styled(words, "bold $text-accent" if shown else MUTED) for words, shown in kept]
    parts += map(Content, number)
    for words in more:
        if _taken(words) <= room:
            room -= _taken(words)
            parts.append(Content(words))
    return Content(GAP).join(parts)


def _kept(views: Sequence[View], room: int) -> list[View]:
    """Those that find room in front of the first that does not, and the one that is shown."""
    kept: list[View] = []
    for place, (words, shown) in enumerate(views):
        more = any(not later for _, later in views[place + 1 :])
        if not shown and _taken(words) + more * DOTS > room:
            dots = [(CUT, False)] if room >= DOTS else []
            return [*kept, *dots, *(each for each in views[place:] if each[1])]
        room -= 0 if shown else _taken(words)
        kept.append((words, shown))
    return kept


def _said(words: Sequence[str]) -> list[str]:
    return [clean_cell(each) for each in words if each]


def _taken(words: str) -> int:
    return cell_len(words) + len(GAP)
