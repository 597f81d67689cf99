"""When things happened on the demo's morning, all before the moment at which somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from tui.cli.demo.files import MORNING
from tui.cli.demo.morning import FIRST, STEPS
from tui.cli.demo.orders import ZONE

SEEN_BEFORE: Final = timedelta(minutes=40)
"""How old the first file is: the others came, and people have worked since."""
_FILES_UNTIL: Final = 0.55
"""The part of the morning by which all files are in."""
_TAKING: Final = 0.008


class Times:
    """The moments of the morning before `now`.

    Attributes:
        exported: when each file of `MORNING` was made; taken: when it was taken in; worked: when `STEPS` were done,
            as many as there was time for.
    """

    def __init__(self, now: datetime) -> None:
        first = file_time(now)
        length = now - first
        self.exported = tuple(_spread(first, length * _FILES_UNTIL, len(MORNING)))
        self.taken = tuple(at + length * _TAKING for at in self.exported)
        steps = STEPS if length >= SEEN_BEFORE / 2 else FIRST
        self.worked = tuple(_spread(first + length * (_FILES_UNTIL + 0.02), length * 0.42, len(steps)))


def _spread(first: datetime, length: timedelta, number: int) -> Iterator[datetime]:
    """So many moments from `first` on, evenly, all within `length`."""
    for place in range(number):
        yield first + length * place / number


def file_time(now: datetime) -> datetime:
    """When the first file was made: a while ago, but today in the shop, so that today's numbers are known."""
    local = now.astimezone(ZONE)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return max(local - SEEN_BEFORE, midnight).replace(second=0, microsecond=0)
