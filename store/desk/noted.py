"""What people said about an order: what they saw in the ERP, and their note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.orders.rules import Stage
from store.orders.side_tables import OrderNote
from store.orders.tables import StageSeen
from store.people.tables import Person

notes, seen, people = table_of(OrderNote), table_of(StageSeen), table_of(Person)


@dataclass(frozen=True, slots=True)
class NoteView:
    """What the house remembers about the order."""

    text: str
    who: str
    at: datetime | None
    version: int
    """0 where there has never been one."""


@dataclass(frozen=True, slots=True)
class SeenView:
    """What somebody saw in the ERP."""

    stage: Stage | None
    who: str
    at: datetime | None
    version: int


def seen_of(connection: Connection, order_id: int, moment: Moment) -> SeenView:
    """The newest look into the ERP, or an empty one."""
    query = (
        select(seen.c.stage, people.c.name, seen.c.at, seen.c.version, seen.c.withdrawn_at)
        .select_from(seen.outerjoin(people, people.c.id == seen.c.person_id))
        .where(seen.c.order_id == order_id)
    )
    row = connection.execute(query).first()
    if row is None or _is_to_come(row.at, moment):
        return SeenView(None, "", None, 0)
    if row.withdrawn_at is not None:
        return SeenView(None, "", None, row.version)
    return SeenView(row.stage, row.name or "", row.at, row.version)


def note_of(connection: Connection, order_id: int, moment: Moment) -> NoteView:
    """The note, or an empty one."""
    query = (
        select(notes.c.text, people.c.name, notes.c.at, notes.c.version, notes.c.withdrawn_at)
        .select_from(notes.outerjoin(people, people.c.id == notes.c.person_id))
        .where(notes.c.order_id == order_id)
    )
    row = connection.execute(query).first()
    if row is None or _is_to_come(row.at, moment):
        return NoteView("", "", None, 0)
    if row.withdrawn_at is not None:
        return NoteView("", "", None, row.version)
    return NoteView(row.text, row.name or "", row.at, row.version)


def _is_to_come(at: datetime, moment: Moment) -> bool:
    """Whether a replay must not show it. As nobody has seen it, a save over it is a conflict: nothing is lost."""
    return moment.replay and at > moment.now
