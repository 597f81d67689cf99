"""That there is more below what can be seen: how lists and texts alike tell it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.widget import Widget

from tui.words.catalogue import tr

KEYS = "↓ PgDn"


@runtime_checkable
class SaysBelow(Protocol):
    """A screen that has room to say how much is out of sight."""

    def say_below(self, teller: Widget, lines: int | None) -> None:
        """Another number of lines is below what can be seen.

        Args:
            teller: what shows the others.
            lines: how many; None is more than anybody has counted.
        """


def tell_below(teller: Widget, lines: int | None) -> None:
    """Tell the screen of `teller` how much is out of sight. At once and not by a message, so that it is drawn together
    with the lines that moved: a message comes a frame later, for which a page down would wait."""
    if teller.is_attached and isinstance(screen := teller.screen, SaysBelow):
        screen.say_below(teller, lines)


def more_below(lines: int | None) -> str:
    """`12 more below: ↓ PgDn`, with the keys that lead there; nothing where all can be seen."""
    if lines == 0:
        return ""
    if lines is None:
        return tr("more below: {keys}", keys=KEYS)
    return tr("{n} more below: {keys}", n=f"{lines:,}", keys=KEYS)
