"""The last wall: whatever a widget draws, no control character passes it.

People's text is cleaned on its way into the book. This is for what was forgotten.
"""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tui.terminal.text import harmless, is_dirty

MARKED = Style(underline=True)
"""Drawn under text that something was taken out of: it has no width, so no letter is displaced."""


@lru_cache(256)
def _marked(style: Style | None) -> Style:
    # A link's address is written to the terminal as it is (OSC 8), outside the text that the wall cleans.
    return MARKED if style is None else style.update_link(None) + MARKED


class Wall(LineFilter):
    """Lets through nothing but visible text; a clean line is handed on as it came."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with harmful characters replaced; Textual keeps the answer with the line."""
        for text, style, _ in segments:
            if is_dirty(text) or (style is not None and style.link):
                return [self._safe(segment) for segment in segments]
        return segments

    @staticmethod
    def _safe(segment: Segment) -> Segment:
        text, style, _ = segment
        if is_dirty(text) or (style is not None and style.link):
            return Segment(harmless(text), _marked(style))
        return segment
