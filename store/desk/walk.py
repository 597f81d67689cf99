"""What a team needs that walks through a list: its counts, what was agreed, who can take something, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from store.book.clock import Moment
from store.book.interest import Interest
from store.book.transactions import Book
from store.checklists.beginning import find_run
from store.checklists.rules import Occasion, due_on
from store.checklists.templates import templates_of
from store.checklists.walk_queries import WalkView, walk_of
from store.desk.counting import TodayItem
from store.desk.item_window import item_window
from store.desk.today import TodayView, today
from store.handling.rules import MOST
from store.people.commands import Colleague
from store.people.queries import everybody
from store.shops.queries import floor_of
from store.shops.rules import ShopSettings

LAST_LISTS = (Occasion.END, Occasion.HANDOVER)
"""When the first of these that a floor has should be done, its shift is over."""
EVENING = "18:00"
"""The end of a shift where no list says when it is."""


@dataclass(frozen=True, slots=True)
class WalkNow:
    """A walk and the list it goes through."""

    list: TodayView
    walk: WalkView
    team: tuple[Colleague, ...]
    """Those of the list's role first, the lead last; by login."""
    shift_ends: datetime
    """Today's, or tomorrow's when that is over."""


def walk_now(book: Book, role: str, occasion: str, day: str, interest: Interest | None = None) -> WalkNow | None:
    """How the walk through a list stands; None where nobody has begun one.

    Raises:
        Refusal: there is no such list.
    """
    view = today(book, role, occasion, day, interest)
    with book.read(interest) as connection:
        run_id = find_run(connection, date.fromisoformat(view.day), role, occasion)
        walk = None if run_id is None else walk_of(connection, run_id)
        if walk is None:
            return None
        ends = _shift_ends(connection, floor_of(view.shops), view.moment.now)
        return WalkNow(view, walk, _team(everybody(connection), role), ends)


def _team(people: Sequence[Colleague], role: str) -> tuple[Colleague, ...]:
    return tuple(sorted(people, key=lambda each: (each.role == "lead", each.role != role, each.login)))


def _shift_ends(connection: Connection, floor: ShopSettings, now: datetime) -> datetime:
    day = floor.day_of(now)
    found = {occasion: template.due for (occasion, _), template in templates_of(connection).items()}
    last = next((each for each in LAST_LISTS if each in found), None)

    def ends(on: date) -> datetime:
        return due_on(last, on, found[last], floor) if last else floor.at(on, EVENING)

    return ends(day) if ends(day) > now else ends(day + timedelta(days=1))


def first_rows(book: Book, each: TodayItem, moment: Moment, number: int) -> tuple[Any, ...]:
    """The first of the rows that the item counts, as its list shows them; none of an item without a list of rows."""
    return item_window(book, each.item.code, moment).first(number).rows if each.subject is not None else ()


def ids_of(book: Book, each: TodayItem, moment: Moment) -> tuple[int, ...]:
    """The rows that an agreement gives to somebody; one more than it can give where there are more."""
    return item_window(book, each.item.code, moment).ids(MOST + 1) if each.subject is not None else ()
