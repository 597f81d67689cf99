"""Keys that are typed ahead of a question.

A question opens after a read and a layout; whoever knows the way types on meanwhile. Those keys are meant for the
question: heard by the screen below it they would be commands (`u` of a name takes something back).
"""

from __future__ import annotations

from textual import events

AT_MOST = 2.0
"""Seconds after which keys are heard again, whatever became of the question."""


class Holding:
    """Keeps keys and pastes while a question is on its way; times are those of the events."""

    def __init__(self) -> None:
        self._until = float("-inf")
        self._kept: list[events.Key | events.Paste] = []
        self.waiting: object = None
        """The question, or what will ask it; None: keys are heard."""

    def begin(self, at: float, waiting: object) -> None:
        """A question was asked for at `at`: it is `waiting`, or what will ask it."""
        self._until, self.waiting = at + AT_MOST, waiting

    def keeps(self, event: events.Key | events.Paste) -> bool:
        """Whether `event` has to wait; it is kept."""
        if event.time >= self._until:
            return False
        self._kept.append(event)
        return True

    def take(self) -> list[events.Key | events.Paste]:
        """What has been kept, once."""
        kept, self._kept = self._kept, []
        return kept

    def end(self) -> None:
        """The question is there, or will not come; what is still kept is forgotten."""
        self._until, self.waiting = float("-inf"), None
        self._kept.clear()
