"""Text to paste elsewhere: lines that are narrow enough for a group chat on a phone."""

from __future__ import annotations

from itertools import accumulate

from tui.cli.text import plain, width

CELLS = 72
OPENING = "（【“‘「《"
CLOSING = "，。、；：？！）】”’」》"


def folded(text: str, indent: str = "  ", cells: int = CELLS) -> list[str]:
    """`text` in lines of at most `cells` cells, broken at blanks or beside Chinese; what follows is indented."""
    lines, rest = [], plain(text).strip()
    while width(rest) > cells:
        cut = _cut(rest, cells)
        lines.append(rest[:cut].rstrip())
        rest = indent + rest[cut:].lstrip()
    return [*lines, rest]


def _cut(text: str, cells: int) -> int:
    """Where to break: at the last fit place of the second half, else where the line is full."""
    ends = accumulate(width(letter) for letter in text)
    place = next(place for place, end in enumerate(ends) if end > cells)
    fit = (each for each in range(place, place // 2, -1) if _breaks(text[each - 1], text[each]))
    return next(fit, place)


def _breaks(before: str, after: str) -> bool:
    """Whether a line may end between the two: at a blank, or beside Chinese, which has none, but never in front of a
    mark that closes nor behind one that opens."""
    if after == " ":
        return True
    return 2 in (width(before), width(after)) and before not in OPENING and after not in CLOSING
