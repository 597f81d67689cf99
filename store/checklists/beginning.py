"""A list is begun by whoever first does anything about it: a copy of its template, which it keeps."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Refusal
from store.book.transactions import Book, Work
from store.checklists.rules import day_of_list, due_on, is_history
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.checklists.templates import template_of
from store.shops.queries import all_shops, floor_of


def begin_run(book: Book, actor: Actor, *, day: str, role: str, occasion: str) -> int:
    """The day's run of a list, copied from its template by whoever comes first; its id.

    Raises:
        Refusal: the list's day is over or has not come, or there is no such list.
    """
    first = day_of_list(occasion, date.fromisoformat(day))
    with book.read() as connection:
        check_day(connection, occasion, first, book.clock.now())
        found = find_run(connection, first, role, occasion)
    if found is not None:
        return found
    params = {"day": first.isoformat(), "role": role, "occasion": occasion}
    op_key = f"begin:{first}:{role}:{occasion}"
    with book.write(Intent("checklists.begin", actor, op_key, "checklist", params=params, undoable=False)) as work:
        found = find_run(work.connection, first, role, occasion)
        return found if found is not None else _copy(work, first, role, occasion)


def find_run(connection: Connection, day: date, role: str, occasion: str) -> int | None:
    """The id of a list's run, None before anybody has begun it."""
    runs = table_of(ChecklistRun)
    return connection.scalar(
        select(runs.c.id).where(runs.c.day == day.isoformat(), runs.c.role == role, runs.c.occasion == occasion)
    )


def check_day(connection: Connection, occasion: str, day: date, now: datetime) -> None:
    """Whether the list that is kept under `day` can be worked on.

    Raises:
        Refusal: its day is over or has not come.
    """
    floor = floor_of(all_shops(connection))
    if is_history(occasion, day, now, floor):
        raise Refusal("checklists.history")
    if day > floor.day_of(now):
        raise Refusal("checklists.not_yet")


def _copy(work: Work, day: date, role: str, occasion: str) -> int:
    template = template_of(work.connection, role, occasion)
    run = ChecklistRun(
        day=day.isoformat(),
        role=role,
        occasion=occasion,
        template_version=template.version,
        begun_at=work.moment.now,
        begun_by=work.intent.actor.person_id,
        due_at=due_on(occasion, day, template.due, floor_of(all_shops(work.connection))),
    )
    work.session.add(run)
    work.session.flush()
    assert run.id is not None
    for position, item in enumerate(template.items):
        work.session.add(
            ChecklistItem(run_id=run.id, position=position, code=item.code, title=item.title, note_needed=item.note)
        )
    return run.id
