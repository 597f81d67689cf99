"""What every question over the work has in common: it is answered once."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

AnswerT = TypeVar("AnswerT")


class Question(ModalScreen[AnswerT]):
    """A screen above the work that waits for one answer."""

    def dismiss(self, result: AnswerT | None = None) -> AwaitComplete:
        """Answer. A second key that was pressed before the question had gone must not close what is below it."""
        if not self.is_active:
            return AwaitComplete()
        return super().dismiss(result)
