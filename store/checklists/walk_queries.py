"""Reading a walk with the team: where it stands, what was agreed, whose name is under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from store.book.columns import table_of
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.checklists.walk_tables import ChecklistWalk, WalkAgreement
from store.people.tables import Person

walks, agreements = table_of(ChecklistWalk), table_of(WalkAgreement)
runs, items, people = table_of(ChecklistRun), table_of(ChecklistItem), table_of(Person)


@dataclass(frozen=True, slots=True)
class AgreementView:
    """What was agreed about one item."""

    code: str
    title: str
    """The words of an item that only this book has."""
    owner_id: int | None
    owner: str
    """Empty: nobody yet."""
    due_at: datetime | None
    left: int | None
    """How many rows there were; None where nobody could know."""
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WalkView:
    """A walk as it stands."""

    id: int
    run_id: int
    day: str
    role: str
    occasion: str
    place: int
    """The item that is talked about, from 0 on; as many as there are items when all have been."""
    walker_id: int
    walker: str
    begun_at: datetime
    signed_name: str
    """Empty while it is open."""
    signed_at: datetime | None
    agreements: tuple[AgreementView, ...]
    """In the order of the list."""

    def of(self, code: str) -> AgreementView | None:
        """What was agreed about an item, if anything was."""
        return next((each for each in self.agreements if each.code == code), None)


def walk_of(connection: Connection, run_id: int) -> WalkView | None:
    """The walk through a run, None where nobody has begun one."""
    columns = (
        *(walks.c.id, walks.c.run_id, runs.c.day, runs.c.role, runs.c.occasion, walks.c.place),
        *(walks.c.begun_by, people.c.name, walks.c.begun_at, walks.c.signed_name, walks.c.signed_at),
    )
    row = connection.execute(
        select(*columns)
        .select_from(walks.join(runs, runs.c.id == walks.c.run_id).join(people, people.c.id == walks.c.begun_by))
        .where(walks.c.run_id == run_id, walks.c.withdrawn_at.is_(None))
    ).first()
    return None if row is None else WalkView(*row, agreements=_agreements(connection, row.id, run_id))


def _agreements(connection: Connection, walk_id: int, run_id: int) -> tuple[AgreementView, ...]:
    columns = (
        *(agreements.c.code, items.c.title, agreements.c.owner_id, people.c.name),
        *(agreements.c.due_at, agreements.c.left, agreements.c.text, agreements.c.at),
    )
    query = (
        select(*columns)
        .select_from(agreements)
        .join(items, (items.c.run_id == run_id) & (items.c.code == agreements.c.code))
        .outerjoin(people, people.c.id == agreements.c.owner_id)
        .where(agreements.c.walk_id == walk_id, agreements.c.withdrawn_at.is_(None))
        .order_by(items.c.position)
    )
    return tuple(AgreementView(*row[:3], row[3] or "", *row[4:]) for row in connection.execute(query))
