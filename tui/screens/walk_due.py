"""Until when: what a team says instead of a time of the day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tui.words.catalogue import tr
from tui.words.when import moment

if TYPE_CHECKING:
    from store.desk.walk import WalkNow


def due_choices(now: WalkNow) -> list[tuple[str, datetime]]:
    """What can be agreed, the soonest first, each with its time."""
    at, zone = now.list.moment.now, now.list.zone
    hour = at + timedelta(hours=1)
    found = [(tr("in 1 h"), hour)]
    if now.list.next_truck is not None:
        found.append((tr("before pick-up"), now.list.next_truck.at))
    found.append((tr("today, by the end of the shift"), now.shift_ends))
    found.append(("", now.shift_ends + timedelta(days=1)))
    return [(f"{words}  {moment(due, at, zone)}".strip(), due) for words, due in found]
