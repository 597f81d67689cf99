"""Repaints that write what changed and no more.

Textual begins at the left edge of the widget, however far to the right the change is.
"""

from __future__ import annotations

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor


class ExactUpdate(ChopsUpdate):
    """Spans of lines, cut to size at both ends."""

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal."""
        written = []
        for y, first, last in self.spans:
            for end, (start, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=True):
                left, right = max(start, first), min(end, last)
                if strip is not None and left < right:
                    cut = strip.crop(left - start, right - start)
                    written.append(Control.move_to(left, y).segment.text + cut.render(console))
        return "".join(written)


class ExactCompositor(Compositor):
    """Textual's compositor with exact updates."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has to be written since the last time, or None."""
        update = super().render_partial_update()
        return update and ExactUpdate(update.chops, update.spans, update.chop_ends)
