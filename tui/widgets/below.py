"""That there is more below what can be seen: how lists and texts alike tell it."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget

from tui.words.catalogue import tr

KEYS = "↓ PgDn"


class MoreBelow(Message):
    """Another number of lines is out of sight below.

    Args:
        teller: what shows the others.
        lines: how many; None is more than anybody has counted.
    """

    def __init__(self, teller: Widget, lines: int | None) -> None:
        super().__init__()
        self.teller, self.lines = teller, lines


def more_below(lines: int | None) -> str:
    """`12 more below: ↓ PgDn`, with the keys that lead there; nothing where all can be seen."""
    if lines == 0:
        return ""
    if lines is None:
        return tr("more below: {keys}", keys=KEYS)
    return tr("{n} more below: {keys}", n=f"{lines:,}", keys=KEYS)
