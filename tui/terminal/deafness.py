"""Why a paste cannot press keys.

A pasted text that holds `ESC[201~` ends the paste early, and what follows arrives as if it had been
typed: `!` would stop an order. So after a paste command keys are not heard for a moment. The times are those
at which the input thread took the keys in, so a slow screen does not shorten the moment.
"""

from __future__ import annotations

import sys

from textual import events
from textual.widget import Widget
from textual.widgets import Input

DEAF_FOR = 0.3
"""Seconds after a paste in which command keys are not heard."""
QUIET_FOR = 0.05
"""A key that was not heard makes it last this much longer at least: a paste is faster than any typist."""


class Deafness:
    """Remembers until when command keys are not heard; times are seconds of a clock that never runs back."""

    def __init__(self) -> None:
        self._until = float("-inf")

    def pasted(self, at: float) -> None:
        """A paste was taken in at `at`."""
        self._until = at + DEAF_FOR

    def deaf(self, at: float) -> bool:
        """Whether a command key that came at `at` must not be heard."""
        if at >= self._until:
            return False
        self._until = max(self._until, at + QUIET_FOR)
        return True


def is_text_field(widget: Widget | None) -> bool:
    """Whether `widget` is one to type into. A `TextArea` that no screen has imported is not imported for the question:
    it brings a parser of programming languages, a twentieth of the time to the first frame."""
    areas = sys.modules.get("textual.widgets._text_area")
    return isinstance(widget, Input) or (areas is not None and isinstance(widget, areas.TextArea))


def goes_into_text(key: events.Key, focused: Widget | None) -> bool:
    """Whether `key` only adds a character to the text field in focus: harmless, deaf or not."""
    if not key.is_printable or focused is None or not is_text_field(focused) or focused.disabled:
        return False
    return not getattr(focused, "read_only", False)
