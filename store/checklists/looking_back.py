"""For the lead: how the lists of today stand, those of the days before, what is skipped again and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.checklists.occasions import lists_on
from store.checklists.rules import Occasion, Result, day_of_list, due_on
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.checklists.template_text import Template
from store.checklists.templates import templates_of
from store.people.queries import roles_here
from store.people.tables import Person
from store.shops.rules import ShopSettings

runs, items, people = table_of(ChecklistRun), table_of(ChecklistItem), table_of(Person)
MOST = 1_000
"""So many lists of the past are shown at most: two months of every role's."""


@dataclass(frozen=True, slots=True)
class ListState:
    """How far one list is."""

    day: str
    role: str
    occasion: str
    due_at: datetime | None
    begun_at: datetime | None
    """None: nobody has begun it."""
    done: int
    skipped: int
    open: int
    who: tuple[str, ...]
    """Everybody who settled an item of it."""

    @property
    def total(self) -> int:
        """How many items it has."""
        return self.done + self.skipped + self.open

    def is_late(self, now: datetime) -> bool:
        """Whether it should have been done by `now`."""
        return self.open > 0 and self.due_at is not None and self.due_at <= now


def lists_today(connection: Connection, moment: Moment, floor: ShopSettings) -> tuple[ListState, ...]:
    """The lists of the floor's day and week in the order of a day, begun or not, of every role that somebody has."""
    day, templates = floor.day_of(moment.now), templates_of(connection)
    here, found = roles_here(connection), []
    days = {day_of_list(occasion, day).isoformat() for occasion in Occasion}
    begun = {(each.day, each.occasion, each.role): each for each in _states(connection, runs.c.day.in_(days))}
    for key in lists_on(connection, day):
        there = begun.get((day_of_list(key[0], day).isoformat(), *key))
        if there is not None:
            found.append(there)
        elif key[1] in here:
            found.append(_untouched(templates[key], key[1], day, floor))
    return tuple(found)


def _untouched(template: Template, role: str, day: date, floor: ShopSettings) -> ListState:
    first = day_of_list(template.occasion, day)
    due_at = due_on(template.occasion, first, template.due, floor)
    return ListState(first.isoformat(), role, template.occasion, due_at, None, 0, 0, len(template.items), ())


def past_lists(connection: Connection, since: date, until: date) -> tuple[ListState, ...]:
    """The lists that were begun on the days from `since` on and before `until`, the newest first."""
    return _states(connection, runs.c.day >= since.isoformat(), runs.c.day < until.isoformat())


def _states(connection: Connection, *where: Any) -> tuple[ListState, ...]:
    chosen = select(runs).where(*where).order_by(runs.c.day.desc(), runs.c.id).limit(MOST).subquery()
    query = (
        select(chosen.c.id, items.c.result, people.c.name, func.count())
        .select_from(chosen.join(items, items.c.run_id == chosen.c.id))
        .outerjoin(people, people.c.id == items.c.person_id)
        .group_by(chosen.c.id, items.c.result, people.c.name)
    )
    results: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        results.setdefault(row.id, []).append(row)
    heads = select(chosen).order_by(chosen.c.day.desc(), chosen.c.id)
    return tuple(_state(run, results.get(run.id, ())) for run in connection.execute(heads))


def _state(run: Any, results: Iterable[Any]) -> ListState:
    number = dict.fromkeys(Result, 0)
    for row in results:
        number[row.result] += row[3]
    who = tuple(sorted({row.name for row in results if row.name}))
    counts = (number[Result.DONE], number[Result.SKIPPED], number[Result.OPEN])
    return ListState(run.day, run.role, run.occasion, run.due_at, run.begun_at, *counts, who)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that was skipped, how often, and why the last time."""

    role: str
    code: str
    title: str
    times: int
    last_day: str
    last_why: str


def skipped_often(connection: Connection, since: date, until: date) -> tuple[Skipped, ...]:
    """What was skipped on the days from `since` on and before `until`, the most often first."""
    query = (
        select(runs.c.role, items.c.code, items.c.title, runs.c.day, items.c.why)
        .select_from(runs.join(items, items.c.run_id == runs.c.id))
        .where(runs.c.day >= since.isoformat(), runs.c.day < until.isoformat(), items.c.result == Result.SKIPPED)
        .order_by(runs.c.day, items.c.at)
    )
    found: dict[tuple[str, str], Skipped] = {}
    for row in connection.execute(query):
        before = found.get((row.role, row.code))
        times = before.times + 1 if before else 1
        found[row.role, row.code] = Skipped(row.role, row.code, row.title, times, row.day, row.why)
    return tuple(sorted(found.values(), key=lambda each: (-each.times, each.role, each.code)))
