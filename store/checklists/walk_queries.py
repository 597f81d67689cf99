"""Reading a walk with the team: where it stands, what was agreed, whose name is under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from store.book.columns import table_of
from store.checklists.rules import Occasion, day_of_list
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.checklists.walk_tables import ChecklistWalk, WalkAgreement
from store.people.tables import Person

walks, agreements = table_of(ChecklistWalk), table_of(WalkAgreement)
runs, items, people = table_of(ChecklistRun), table_of(ChecklistItem), table_of(Person)
settlers = people.alias("settlers")


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
    role: str
    occasion: str
    """The list of which the walk was."""
    settled_at: datetime | None
    """When the item was ticked or skipped on that list."""
    settled_by: str

    def stands(self, settled_at: datetime | None, settled_by: str) -> bool:
        """Whether somebody has the item: what was settled since, or by herself, nobody has any more; what somebody else
        settled before, as a number that is counted on the walk, is what was agreed about."""
        settled_before = settled_at is None or (settled_at <= self.at and settled_by != self.owner)
        return self.owner_id is not None and settled_before


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
    return None if row is None else WalkView(*row, agreements=_agreements(connection, row.id))


def newest_agreements(connection: Connection, day: date) -> dict[str, AgreementView]:
    """What was agreed last about each item, by its code, on the walks through the lists of a day and of its week."""
    days = {occasion: day_of_list(occasion, day).isoformat() for occasion in Occasion}
    query = _agreed(runs.c.day.in_(days.values()), walks.c.withdrawn_at.is_(None)).order_by(agreements.c.at)
    rows = (row for row in connection.execute(query) if row.day == days[row.occasion])
    return {row.code: _agreement(row) for row in rows}


def _agreements(connection: Connection, walk_id: int) -> tuple[AgreementView, ...]:
    query = _agreed(agreements.c.walk_id == walk_id).order_by(items.c.position)
    return tuple(_agreement(row) for row in connection.execute(query))


def _agreed(*where: Any) -> Select[Any]:
    """What was agreed and not taken back."""
    columns = (
        *(runs.c.day, agreements.c.code, items.c.title, agreements.c.owner_id, func.coalesce(people.c.name, "")),
        *(agreements.c.due_at, agreements.c.left, agreements.c.text, agreements.c.at),
        *(runs.c.role, runs.c.occasion, items.c.at, func.coalesce(settlers.c.name, "")),
    )
    return (
        select(*columns)
        .select_from(agreements.join(walks, walks.c.id == agreements.c.walk_id))
        .join(runs, runs.c.id == walks.c.run_id)
        .join(items, (items.c.run_id == runs.c.id) & (items.c.code == agreements.c.code))
        .outerjoin(people, people.c.id == agreements.c.owner_id)
        .outerjoin(settlers, settlers.c.id == items.c.person_id)
        .where(agreements.c.withdrawn_at.is_(None), *where)
    )


def _agreement(row: Any) -> AgreementView:
    return AgreementView(*row[1:])
