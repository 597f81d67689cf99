"""Decisions about a checklist: its occasions, when it is due, what an item needs to be settled."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from store.book.errors import Refusal
from store.book.lines import tidy
from store.shops.rules import CLOCK, ShopSettings

WHY_LENGTH = 300
NOTE_LENGTH = 300
MOST = 1_000_000
"""Nobody counts further by hand."""
GRACE = timedelta(hours=12)
"""So long after its last day a list can still be ticked: a shift that works past midnight. Then it is history."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DUE = re.compile(rf"(?:({'|'.join(WEEKDAYS)}) )?({CLOCK.pattern})")


class Occasion(StrEnum):
    """What a list is for, in the order of a day."""

    START = "start"
    PICKUP = "pickup"
    HANDOVER = "handover"
    END = "end"
    WEEKLY = "weekly"


class Result(StrEnum):
    """What became of an item."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


def checked_why(why: str, *, needed: bool) -> str:
    """The reason without blanks around it; refused where one is needed and none was given, or it is a novel."""
    why = tidy(why)
    if needed and not why:
        raise Refusal("checklists.why")
    if len(why) > WHY_LENGTH:
        raise Refusal("checklists.why_too_long", length=len(why), most=WHY_LENGTH)
    return why


def checked_note(note: str, *, needed: bool) -> str:
    """The note on one line; refused where the template forces one and there is none, or it is a novel."""
    note = tidy(note)
    if needed and not note:
        raise Refusal("checklists.note")
    if len(note) > NOTE_LENGTH:
        raise Refusal("checklists.note_too_long", length=len(note), most=NOTE_LENGTH)
    return note


def checked_number(number: int | None, *, needed: bool) -> int | None:
    """How many there were, of what is counted by hand; none at all is a number too."""
    if needed and number is None:
        raise Refusal("checklists.number")
    if number is not None and not 0 <= number <= MOST:
        raise Refusal("checklists.bad_number", number=number, most=MOST)
    return number


def needs_why(left: int | None) -> bool:
    """Ticking with rows left, or without knowing whether any are left, needs a reason."""
    return left is None or left > 0


def day_of_list(occasion: str, day: date) -> date:
    """Under which day a list is kept: a weekly one under the Monday of its week."""
    return day - timedelta(days=day.weekday()) if occasion == Occasion.WEEKLY else day


def other_day(occasion: str, day: date, steps: int) -> date:
    """The day of the list that many lists later (earlier: below zero)."""
    return day_of_list(occasion, day) + steps * _length(occasion)


def due_on(occasion: str, day: date, due: str, floor: ShopSettings) -> datetime:
    """When a list of `day` should be done, aware: `09:30` on that day of the floor, `mon 18:00` in its week."""
    found = DUE.fullmatch(due)
    assert found is not None
    first = day_of_list(occasion, day)
    on = first + timedelta(days=WEEKDAYS.index(found[1])) if found[1] else first
    return floor.at(on, found[2])


def is_history(occasion: str, day: date, now: datetime, floor: ShopSettings) -> bool:
    """Whether a list can only be looked at: its day, or its week, and the shift after it are over."""
    return now >= floor.start_of(day_of_list(occasion, day) + _length(occasion)) + GRACE


def _length(occasion: str) -> timedelta:
    return timedelta(days=7 if occasion == Occasion.WEEKLY else 1)


class TimeOfDay(NamedTuple):
    """How far a day of the floor is: what decides which list is shown first."""

    now: datetime
    noon: datetime
    last_truck: datetime


def first_occasion(offered: Sequence[str], finished: Collection[str], time: TimeOfDay) -> str:
    """Which list to show first: the start of the day until all of it is done or it is noon, the pick-up until the last
    truck has gone, then the end or the hand-over; of what the role has (brief: morning, before pick-up, evening)."""
    if Occasion.START in offered and Occasion.START not in finished and time.now < time.noon:
        return Occasion.START
    if Occasion.PICKUP in offered and time.now < time.last_truck:
        return Occasion.PICKUP
    evening = [each for each in (Occasion.END, Occasion.HANDOVER) if each in offered]
    if evening and time.now >= time.last_truck:
        return evening[0]
    return Occasion.START if Occasion.START in offered else next(iter(offered), Occasion.START)
