"""Keys that are typed ahead of a question, of a screen, or of the rows of a list.

A question opens after a read and a layout; whoever knows the way types on meanwhile. Those keys are meant for the
question: heard by the screen below it they would be commands (`u` of a name takes something back). And `G d` is about
the last row, which has yet to be read.
"""

from __future__ import annotations

from textual import events

AT_MOST = 2.0
"""Seconds after which keys are heard again, and those that were kept are forgotten: nobody types that far ahead."""


class Holding:
    """Keeps keys and pastes while what they are for is on its way; times are those of the events."""

    def __init__(self) -> None:
        self._until = float("-inf")
        self._kept: list[events.Key | events.Paste] = []
        self.waiting: object = None
        """The screen or the question, or what will ask it; None: keys are heard."""
        self.resting = False
        """Whether they only wait until that screen has come to rest."""

    def begin(self, at: float, waiting: object, *, resting: bool = False) -> None:
        """Something was asked for at `at`: it is `waiting`, or what will ask it. What has been kept is for it too."""
        self._until, self.waiting, self.resting = at + AT_MOST, waiting, resting

    def keeps(self, event: events.Key | events.Paste) -> bool:
        """Whether `event` has to wait; it is kept."""
        if event.time >= self._until:
            self.end()
            return False
        self._kept.append(event)
        return True

    def release(self) -> list[events.Key | events.Paste]:
        """It is there: what has been kept, once; from now on keys are heard."""
        kept = self._kept
        self.end()
        return kept

    def end(self) -> None:
        """From now on keys are heard; what is still kept is forgotten."""
        self._until, self.waiting, self.resting = float("-inf"), None, False
        self._kept = []
