"""Reading a checklist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from store.book.columns import table_of
from store.checklists.rules import Result
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.checklists.templates import template_for
from store.people.tables import Person


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item as it stands: what became of it and who says so."""

    code: str
    result: Result
    who: str
    at: datetime | None
    left_over: int | None
    why: str


def items_of(connection: Connection, day: str, role: str, occasion: str) -> tuple[ItemView, ...]:
    """The items of the day's list; those of the template, all open, before anybody has begun it."""
    runs, items, people = table_of(ChecklistRun), table_of(ChecklistItem), table_of(Person)
    query = (
        select(items.c.code, items.c.result, people.c.name, items.c.at, items.c.left_over, items.c.why)
        .select_from(runs.join(items, items.c.run_id == runs.c.id).outerjoin(people, people.c.id == items.c.person_id))
        .where(runs.c.day == day, runs.c.role == role, runs.c.occasion == occasion)
        .order_by(items.c.position)
    )
    rows = connection.execute(query).all()
    if rows:
        return tuple(ItemView(row[0], row[1], row[2] or "", row[3], row[4], row[5]) for row in rows)
    codes = template_for(role, occasion).items
    return tuple(ItemView(code, Result.OPEN, "", None, None, "") for code in codes)
