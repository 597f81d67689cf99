"""What every question over the work has in common: it is answered once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.widgets.below import more_below
from tui.widgets.lines import Hint

if TYPE_CHECKING:
    from tui.terminal.base import TerminalApp

AnswerT = TypeVar("AnswerT")


class Question(ModalScreen[AnswerT]):
    """A screen above the work that waits for one answer."""

    app: TerminalApp
    unasked: bool = False
    """Whether it comes by itself, so that what was typed ahead of it was not meant for it."""

    def say_below(self, teller: Widget, lines: int | None) -> None:
        """Say beside the keys how much is out of sight."""
        for hint in self.query(Hint):
            hint.say(more_below(lines))

    @on(events.ScreenResume)
    def _hear(self) -> None:
        """It has its focus: what was typed ahead of it is for it."""
        if self.unasked:
            self.call_after_refresh(self.app.call_later, self.app.drop_keys)
        else:
            self.call_after_refresh(self.app.call_later, self.app.let_keys_go, self)

    def dismiss(self, result: AnswerT | None = None) -> AwaitComplete:
        """Answer. A second key that was pressed before the question had gone must not close what is below it."""
        if not self.is_active:
            return AwaitComplete()
        return super().dismiss(result)
