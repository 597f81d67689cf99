"""What scrolls and says how much of it is out of sight below."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import OptionList

from tui.widgets.below import tell_below


def _tell(widget: Widget) -> None:
    tell_below(widget, max(0, widget.max_scroll_y - round(widget.scroll_y)))


class Scroll(VerticalScroll, inherit_bindings=False):
    """A place for a text that may be longer. It binds no keys: Textual's own scroll with an animation."""

    DEFAULT_CSS = "Scroll { scrollbar-size-vertical: 0; }"

    def on_resize(self) -> None:
        """It is of another size."""
        _tell(self)

    def watch_virtual_size(self) -> None:
        """What it shows is of another size."""
        _tell(self)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """It was scrolled."""
        super().watch_scroll_y(old_value, new_value)
        _tell(self)


class Options(OptionList):
    """A list of a few things, to choose one of."""

    def on_resize(self) -> None:
        """It, or what it offers, is of another size."""
        _tell(self)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """It was scrolled."""
        super().watch_scroll_y(old_value, new_value)
        _tell(self)
