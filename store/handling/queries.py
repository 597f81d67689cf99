"""Reading what was done about rows and whose they are: beside a page of a list, and counted for a checklist."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, FromClause, Subquery, and_, case, distinct, func, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.handling.rules import Done, Subject
from store.handling.tables import Assignment, DoneMark
from store.people.tables import Person

marks, given, people = table_of(DoneMark), table_of(Assignment), table_of(Person)
newest, marker, owner = marks.alias("newest_mark"), people.alias("marker"), people.alias("owner")


class MarkView(NamedTuple):
    """The newest thing that somebody did about a row."""

    what: Done
    who: str
    at: datetime
    note: str


class Handled(NamedTuple):
    """What counts as handled for an item of a checklist: a mark of one of its kinds, from the beginning of the floor's
    day until the moment of the question, that was not taken back."""

    subject: Subject
    kinds: tuple[Done, ...]
    since: datetime
    until: datetime
    item: str
    """A mark that names this item counts also when its row has left the list since."""
    after: Column[Any] | None = None
    """A time of the row, in the table whose `id` is the row's: only what was done from then on counts."""

    def has(self, ident: ColumnElement[int]) -> ColumnElement[bool]:
        """Whether the row `ident` of a query is handled; the query has the table of `after`."""
        return is_handled(self.subject, ident, self.kinds, self.since, self.until, self.after)

    def counts(self) -> ColumnElement[bool]:
        """Whether a mark is one of those, by itself."""
        m = marks.c
        day = m.at.between(self.since, self.until)
        mine = and_(m.subject == self.subject, m.withdrawn_at.is_(None), day, m.what.in_(self.kinds))
        if self.after is None:
            return mine
        begins = select(self.after).where(self.after.table.c.id == m.subject_id).correlate(marks)
        return and_(mine, m.at >= begins.scalar_subquery())

    def rows(self) -> Subquery:
        """The ids of the rows that are handled, in the list or not, each once; `named` where a mark names the item.
        Only the marks of the day are walked."""
        m = marks.c
        named = func.max(case((m.item == self.item, 1))).label("named")
        found = select(m.subject_id.label("id"), named).where(self.counts())
        return found.group_by(m.subject_id).subquery("handled")


def is_handled(
    subject: Subject,
    ident: ColumnElement[int],
    kinds: Sequence[Done],
    since: datetime,
    until: datetime,
    after: ColumnElement[Any] | None = None,
) -> ColumnElement[bool]:
    """Whether the row `ident` of a query has a mark of one of `kinds` between the two moments, and not before `after`
    of the same row."""
    m = marks.alias("handling_mark")
    mine = and_(m.c.subject == subject, m.c.subject_id == ident, m.c.withdrawn_at.is_(None))
    found = select(m.c.id).where(mine, m.c.at.between(since, until), m.c.what.in_(kinds))
    if after is not None:
        found = found.where(m.c.at >= after)
    return found.correlate_except(m).exists()


def handled_count(connection: Connection, handled: Handled) -> tuple[int, int]:
    """How many rows are handled, in the list or not, and how many of them by a mark that names the item. Only the
    marks of the day are walked."""
    m = marks.c
    named = case((m.item == handled.item, m.subject_id))
    query = select(func.count(distinct(m.subject_id)), func.count(distinct(named))).where(handled.counts())
    every, by_name = connection.execute(query).one()
    return every, by_name


def with_handling(source: FromClause, subject: Subject, ident: ColumnElement[int], moment: Moment) -> FromClause:
    """`source` with the newest mark and the owner of each row, for `HANDLING`; at most one of each, found by key."""
    m = marks.alias("row_mark")
    mine = and_(m.c.subject == subject, m.c.subject_id == ident, m.c.withdrawn_at.is_(None), m.c.at <= moment.now)
    latest = select(m.c.id).where(mine).order_by(m.c.at.desc(), m.c.id.desc()).limit(1).correlate_except(m)
    marked = source.outerjoin(newest, newest.c.id == latest.scalar_subquery())
    marked = marked.outerjoin(marker, marker.c.id == newest.c.person_id)
    stands = and_(given.c.subject == subject, given.c.subject_id == ident, given.c.withdrawn_at.is_(None))
    taken = marked.outerjoin(given, and_(stands, given.c.at <= moment.now))
    return taken.outerjoin(owner, owner.c.id == given.c.owner_id)


HANDLING: tuple[ColumnElement[Any], ...] = (
    *(newest.c[name].label(f"mark_{name}") for name in ("what", "at", "note")),
    marker.c.name.label("mark_who"),
    owner.c.name.label("owner"),
    given.c.due_at.label("owner_due_at"),
)
"""What `handling_of` is made from."""


def handling_of(
    what: Done | None,
    at: datetime | None,
    note: str | None,
    who: str | None,
    owner: str | None,
    due_at: datetime | None,
) -> dict[str, Any]:
    """A row of `HANDLING` as the fields that every row of a list has: done, owner, owner_due_at."""
    done = MarkView(what, who or "", at, note or "") if what is not None and at is not None else None
    return {"done": done, "owner": owner or "", "owner_due_at": due_at if owner else None}
