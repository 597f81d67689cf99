"""Ticking and skipping. The first tick of an item wins; who comes second is told whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Refusal
from store.book.transactions import Book, Work
from store.checklists.rules import Result, checked_why, needs_why
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.checklists.templates import template_for
from store.people.tables import Person


@dataclass(frozen=True, slots=True)
class Settled:
    """How an item stands after a tick or a skip, and whether it was ours that counted."""

    result: Result
    mine: bool
    who: str
    at: datetime


def settle_item(
    book: Book,
    actor: Actor,
    op_key: str,
    *,
    day: str,
    role: str,
    occasion: str,
    code: str,
    result: Result,
    left: int | None,
    why: str = "",
) -> Settled:
    """Tick an item (`Result.DONE`) or skip it.

    Args:
        left: how many rows its query counted; None where nobody can know.
        why: needed when it is skipped, or ticked with rows left.

    Raises:
        Refusal: a reason is needed, or the list has no such item.
    """
    why = checked_why(why, needed=result is Result.SKIPPED or needs_why(left))
    run_id = begin_run(book, actor, day=day, role=role, occasion=occasion)
    intent = Intent(f"checklists.{result.value}", actor, op_key, "checklist", params={"code": code, "day": day})
    with book.write(intent) as work:
        item = _item(work, run_id, code)
        assert item.id is not None
        work.about(item.id)
        if item.result is Result.OPEN and not work.repeated:
            item.result, item.person_id, item.at = result, actor.person_id, work.moment.now
            item.left_over, item.why = left, why
        work.session.flush()
        mine = item.person_id == actor.person_id and item.result is result
        return Settled(item.result, mine, _name(work, item.person_id), item.at or work.moment.now)


def begin_run(book: Book, actor: Actor, *, day: str, role: str, occasion: str) -> int:
    """The day's run of a list, copied from its template by whoever comes first; its id."""
    with book.read() as connection:
        found = _find_run(connection, day, role, occasion)
    if found is not None:
        return found
    template = template_for(role, occasion)
    params = {"day": day, "role": role, "occasion": occasion}
    intent = Intent(
        "checklists.begin",
        actor,
        f"begin:{day}:{role}:{occasion}",
        "checklist",
        params=params,
        undoable=False,
    )
    with book.write(intent) as work:
        found = _find_run(work.connection, day, role, occasion)
        if found is not None:
            return found
        run = ChecklistRun(
            day=day, role=role, occasion=occasion, template_version=template.version, begun_at=work.moment.now
        )
        work.session.add(run)
        work.session.flush()
        assert run.id is not None
        for position, code in enumerate(template.items):
            work.session.add(ChecklistItem(run_id=run.id, position=position, code=code))
        return run.id


def _find_run(connection: Connection, day: str, role: str, occasion: str) -> int | None:
    runs = table_of(ChecklistRun)
    return connection.scalar(
        select(runs.c.id).where(runs.c.day == day, runs.c.role == role, runs.c.occasion == occasion)
    )


def _item(work: Work, run_id: int, code: str) -> ChecklistItem:
    items = table_of(ChecklistItem)
    found = work.connection.scalar(select(items.c.id).where(items.c.run_id == run_id, items.c.code == code))
    if found is None:
        raise Refusal("checklists.no_item", item=code)
    return work.session.get_one(ChecklistItem, found, with_for_update=True)


def _name(work: Work, person_id: int | None) -> str:
    people = table_of(Person)
    return work.connection.scalar(select(people.c.name).where(people.c.id == person_id)) or ""
