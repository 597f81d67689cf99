"""What time it is for the book. `FLOORBOOK_NOW` sets a process's clock, and it ticks on from there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from store.book.errors import Refusal

VARIABLE = "FLOORBOOK_NOW"


class Moment(NamedTuple):
    """The instant that a question is asked for.

    `replay` says that the clock was set: then everything known only later is hidden. Without it nothing lies in the
    future, and a query may say so (`IS NULL`), which is what lets it use an index of the open rows alone.
    """

    now: datetime
    replay: bool = False


class Clock:
    """Tells the time of the book and, beside it, the real one."""

    def __init__(self, start: datetime | None = None, ticks: Callable[[], float] = time.monotonic) -> None:
        self._start, self._ticks, self._began = start, ticks, ticks()

    @classmethod
    def of_environment(cls) -> Clock:
        """The clock of this process; a `FLOORBOOK_NOW` that is no time with its zone is refused."""
        text = os.environ.get(VARIABLE, "").strip()
        if not text:
            return cls()
        try:
            start = datetime.fromisoformat(text)
        except ValueError:
            raise Refusal("clock.not_a_time", variable=VARIABLE, text=text) from None
        if start.tzinfo is None:
            raise Refusal("clock.no_zone", variable=VARIABLE, text=text)
        return cls(start.astimezone(UTC))

    @property
    def replay(self) -> bool:
        """Whether the clock was set, so that what came later must be hidden."""
        return self._start is not None

    def now(self) -> datetime:
        """The time of the book, aware, in UTC, in whole milliseconds."""
        if self._start is None:
            return self.real()
        return whole(self._start + timedelta(seconds=self._ticks() - self._began))

    def real(self) -> datetime:
        """The real time, aware, in UTC, in whole milliseconds."""
        return whole(datetime.now(UTC))

    def moment(self) -> Moment:
        """Now, as a question is asked for it."""
        return Moment(self.now(), self.replay)


def whole(at: datetime) -> datetime:
    """`at` without what is below a millisecond: times compare equal before and after the book."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
