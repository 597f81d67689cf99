"""Repaints that draw and write what changed and no more.

Textual draws all lines of every widget on the screen, and writes from the left edge of the widget, however far down and
to the right the change is.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


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

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """The widgets that can be seen in the lines of `crop`, from the front to the back, each with those lines."""
        asked = crop or self.size.region
        in_front: list[Region] = []
        for widget, (region, clip) in self.visible_widgets.items():
            lines = clip.intersection(Region(clip.x, asked.y, clip.width, asked.height))
            shown = region.intersection(lines)
            if shown and not any(other.contains_region(shown) for other in in_front):
                in_front.append(shown)
                yield region, lines, widget.render_lines(shown.translate(-region.offset))

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has to be written since the last time, or None."""
        update = super().render_partial_update()
        return update and ExactUpdate(update.chops, update.spans, update.chop_ends)
