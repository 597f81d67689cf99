"""Text to paste elsewhere: lines that are narrow enough for a group chat on a phone."""

from __future__ import annotations

from itertools import accumulate

from tui.cli.text import plain, width

CELLS = 72


def folded(text: str, indent: str = "  ", cells: int = CELLS) -> list[str]:
    """`text` in lines of at most `cells` cells, broken at blanks where there are any; what follows is indented."""
    lines, rest = [], plain(text).strip()
    while width(rest) > cells:
        cut = _cut(rest, cells)
        lines.append(rest[:cut].rstrip())
        rest = indent + rest[cut:].lstrip()
    return [*lines, rest]


def _cut(text: str, cells: int) -> int:
    """Where to break: at the last blank of the second half, else where the line is full."""
    ends = accumulate(width(letter) for letter in text)
    place = next(place for place, end in enumerate(ends) if end > cells)
    blank = text.rfind(" ", place // 2, place + 1)
    return blank if blank > 0 else place
