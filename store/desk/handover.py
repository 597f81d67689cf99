"""The hand-over: what is open on the floor now, so that nobody has to write it down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, and_, func, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.interest import Interest
from store.book.transactions import Book
from store.checklists.occasions import lists_on
from store.checklists.queries import list_of
from store.checklists.rules import Result, day_of_list
from store.checklists.walk_queries import AgreementView, walk_of
from store.desk.counting import Counting, TodayItem
from store.handling.rules import Subject
from store.handling.tables import Assignment, DoneMark
from store.people.queries import roles_here
from store.people.tables import Person

REACH = timedelta(days=7)
"""Rows that were given to somebody longer ago are no matter of today's hand-over."""

given, marks, people = table_of(Assignment), table_of(DoneMark), table_of(Person)


@dataclass(frozen=True, slots=True)
class ListLeft:
    """What one list leaves to the next shift."""

    role: str
    occasion: str
    begun: bool
    items: tuple[TodayItem, ...]
    agreements: tuple[AgreementView, ...]
    """What was agreed on its walk."""

    @property
    def open(self) -> tuple[TodayItem, ...]:
        """What nobody has ticked or skipped."""
        return tuple(each for each in self.items if each.item.result is Result.OPEN)

    @property
    def left_over(self) -> tuple[TodayItem, ...]:
        """What was ticked with rows left, or without knowing whether any were: always with a reason."""
        return tuple(each for each in self.items if each.item.result is Result.DONE and each.item.why)

    @property
    def skipped(self) -> tuple[TodayItem, ...]:
        """What was left out today, for a reason."""
        return tuple(each for each in self.items if each.item.result is Result.SKIPPED)

    @property
    def told(self) -> tuple[TodayItem, ...]:
        """What is done and has something to tell: a number counted by hand, a note."""
        done = (each for each in self.items if each.item.result is Result.DONE and not each.item.why)
        return tuple(each for each in done if each.item.number or each.item.note)


@dataclass(frozen=True, slots=True)
class RowsLeft:
    """Rows that somebody has and about which nothing was noted since she got them."""

    owner: str
    subject: Subject
    number: int
    overdue: int


@dataclass(frozen=True, slots=True)
class HandoverView:
    """All that the next shift has to know."""

    moment: Moment
    day: str
    today: str
    """The floor's day at the moment; of another one there are results, without counts."""
    zone: str
    role: str | None
    lists: tuple[ListLeft, ...]
    rows: tuple[RowsLeft, ...]
    """By owner; whatever the day, as it is at the moment."""


def handover(
    book: Book, role: str | None = None, day: str | None = None, interest: Interest | None = None
) -> HandoverView:
    """What is open on the lists of `role`, or of everybody, counted in one read at one moment.

    A list that nobody has begun is in it once it is due.

    Args:
        day: another day than the floor's at the moment, as `2026-11-20`: a shift that ends after midnight.
    """
    moment = book.clock.moment()
    with book.read(interest) as connection:
        counting = Counting(connection, moment)
        here = roles_here(connection)
        shown = date.fromisoformat(day) if day else counting.day
        found = (_left(counting, shown.isoformat(), *each, here) for each in lists_on(connection, shown, role))
        return HandoverView(
            moment=moment,
            day=shown.isoformat(),
            today=counting.day.isoformat(),
            zone=counting.floor.zone,
            role=role,
            lists=tuple(each for each in found if each is not None),
            rows=rows_left(connection, moment, role),
        )


def _left(counting: Counting, day: str, occasion: str, role: str, here: Collection[str]) -> ListLeft | None:
    """A list that has begun or is due; None is one whose time has not come, or of a role that nobody has."""
    connection = counting.connection
    the_list = list_of(connection, day, role, occasion, counting.floor)
    due = the_list.due_at is not None and the_list.due_at <= counting.moment.now
    if the_list.run_id is None and not (due and role in here):
        return None
    walk = None if the_list.run_id is None else walk_of(connection, the_list.run_id)
    past = the_list.day != day_of_list(occasion, counting.day).isoformat()
    items = tuple(TodayItem(item) if past else counting.counted(item) for item in the_list.items)
    return ListLeft(role, occasion, the_list.run_id is not None, items, walk.agreements if walk else ())


def rows_left(connection: Connection, moment: Moment, role: str | None = None) -> tuple[RowsLeft, ...]:
    """What was given to people (of `role`) in the last days and not handled by `moment`, by owner and kind of row."""
    since = and_(marks.c.at >= given.c.at, marks.c.at <= moment.now, marks.c.withdrawn_at.is_(None))
    same = and_(marks.c.subject == given.c.subject, marks.c.subject_id == given.c.subject_id)
    handled = select(marks.c.id).where(same, since).correlate(given).exists()
    overdue = func.count().filter(given.c.due_at <= moment.now)
    query = (
        select(people.c.name, given.c.subject, func.count(), overdue)
        .select_from(given.join(people, people.c.id == given.c.owner_id))
        .where(
            *(given.c.owner_id.is_not(None), given.c.withdrawn_at.is_(None)),
            given.c.at.between(moment.now - REACH, moment.now),
            ~handled,
        )
        .where(*((people.c.role == role,) if role else ()))
        .group_by(people.c.id, given.c.subject)
        .order_by(people.c.name, given.c.subject)
    )
    return tuple(RowsLeft(*row) for row in connection.execute(query))
