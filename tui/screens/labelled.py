"""Lines of a card: a label in front, what people wrote folded under it."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.content import Content

from tui.widgets.cells import clean_cell, fit
from tui.widgets.lines import MUTED

LABEL = 14
"""Cells of the label in front of each line."""


def labelled(label: str, *parts: Any) -> Content:
    """A line of the card: its label, then what it says."""
    return Content.assemble((fit(label, LABEL), MUTED), *parts)


def wrapped(label: str, text: str, width: int, style: str = "") -> list[Content]:
    """A text of people under its label, folded at the width; what a terminal would obey is gone."""
    lines: list[Content] = []
    for folded in fold(text, width - LABEL):
        lines.append(labelled("" if lines else label, (folded, style)))
    return lines


def fold(text: str, cells: int) -> list[str]:
    """`text` in lines of at most so many cells, cut where it must be: Chinese has no blanks to cut at."""
    lines = []
    for part in text.splitlines() or [""]:
        line, used = "", 0
        for char in clean_cell(part):
            size = cell_len(char)
            if used + size > max(cells, 8):
                lines.append(line)
                line, used = "", 0
            line, used = line + char, used + size
        lines.append(line)
    return lines
