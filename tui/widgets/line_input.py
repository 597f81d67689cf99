"""A field for one line of text."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class Line(Input):
    """An input of one line without a frame; what is pasted into it stays whole, its lines one behind the other.

    Args:
        joined_by: what stands between the lines of a paste.
    """

    DEFAULT_CSS = "Line.-textual-compact { padding: 0 1; }"

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        max_length: int = 0,
        id: str | None = None,  # noqa: A002 - Textual's word
        joined_by: str = " ",
    ) -> None:
        super().__init__(
            value, placeholder=placeholder, max_length=max_length, id=id, select_on_focus=False, compact=True
        )
        self._joined_by = joined_by

    def _on_paste(self, event: events.Paste) -> None:
        # Textual's own, which is called after this one, takes the first line and drops the others.
        event.text = self._joined_by.join(event.text.strip().split("\n"))
