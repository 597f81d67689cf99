"""Keeps what stands under a list in a question on the screen: the list gives way and scrolls."""

from __future__ import annotations

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

LEAST = 3


class Fitting(ModalScreen[str | None]):
    """A question whose middle part is as high as the terminal leaves room for."""

    def middle(self) -> Widget:
        """The part that gives way."""
        raise NotImplementedError

    def on_resize(self) -> None:
        """Give the middle what the other parts leave; they must have been laid out for this width first."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        box, middle = self.query_one(Vertical), self.middle()
        others = sum(
            child.outer_size.height + child.styles.margin.height for child in box.children if child is not middle
        )
        most = self.size.height * 9 // 10 if self.size.height > 24 else self.size.height
        middle.styles.max_height = max(LEAST, most - others - box.gutter.height)
