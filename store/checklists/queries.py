"""Reading a checklist."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from store.book.columns import table_of
from store.checklists.rules import Result, day_of_list, due_on
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.checklists.template_text import Template
from store.checklists.templates import template_of
from store.people.tables import Person
from store.shops.rules import ShopSettings

runs, items, people = table_of(ChecklistRun), table_of(ChecklistItem), table_of(Person)
first_people = people.alias("first_people")


class ItemView(NamedTuple):
    """An item as it stands: what became of it and who says so."""

    code: str
    result: Result
    who: str
    """Who gave the result."""
    at: datetime | None
    left_over: int | None
    """How many rows were left when it was ticked."""
    why: str
    first_who: str = ""
    """Who first did anything about it."""
    first_at: datetime | None = None
    number: int | None = None
    """How many there were, of what is counted by hand."""
    note: str = ""
    note_needed: bool = False
    title: str = ""
    """The words of an item that only this book has."""
    version: int = 0
    """0 before anybody has begun the list."""


class ListView(NamedTuple):
    """The list of one role, occasion and day; without a run it is the template, all open."""

    run_id: int | None
    day: str
    role: str
    occasion: str
    due_at: datetime | None
    begun_at: datetime | None
    begun_by: str
    items: tuple[ItemView, ...]

    @property
    def settled(self) -> int:
        """How many items are ticked or skipped."""
        return sum(1 for each in self.items if each.result is not Result.OPEN)


def list_of(connection: Connection, day: str, role: str, occasion: str, floor: ShopSettings) -> ListView:
    """The list as it stands.

    Raises:
        Refusal: nobody has begun it, and there is no template.
    """
    first = day_of_list(occasion, date.fromisoformat(day))
    run = connection.execute(
        select(runs.c.id, runs.c.due_at, runs.c.begun_at, people.c.name)
        .select_from(runs.outerjoin(people, people.c.id == runs.c.begun_by))
        .where(runs.c.day == first.isoformat(), runs.c.role == role, runs.c.occasion == occasion)
    ).first()
    if run is not None:
        found = items_of_run(connection, run.id)
        return ListView(run.id, first.isoformat(), role, occasion, run.due_at, run.begun_at, run.name or "", found)
    template = template_of(connection, role, occasion)
    due_at = due_on(occasion, first, template.due, floor)
    return ListView(None, first.isoformat(), role, occasion, due_at, None, "", _untouched(template))


def items_of_run(connection: Connection, run_id: int) -> tuple[ItemView, ...]:
    """The items of a list that somebody has begun, in its order."""
    names = (items.c.position, people.c.name.label("who"), first_people.c.name.label("first_who"))
    plain = [items.c[name] for name in ItemView._fields if name not in ("who", "first_who")]
    query = (
        select(*plain, *names)
        .select_from(
            items.outerjoin(people, people.c.id == items.c.person_id).outerjoin(
                first_people, first_people.c.id == items.c.first_person_id
            )
        )
        .where(items.c.run_id == run_id)
    )
    rows = sorted(connection.execute(query), key=lambda row: row.position)
    return tuple(_item(row) for row in rows)


def _item(row: Any) -> ItemView:
    plain = {name: row._mapping[name] for name in ItemView._fields}
    return ItemView(**{**plain, "who": row.who or "", "first_who": row.first_who or ""})


def _untouched(template: Template) -> tuple[ItemView, ...]:
    return tuple(
        ItemView(item.code, Result.OPEN, "", None, None, "", note_needed=item.note, title=item.title)
        for item in template.items
    )
