"""Ticking, skipping and noting. The first tick of an item wins; who comes second is told whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Conflict, Refusal
from store.book.tables import AuditEntry
from store.book.transactions import Book, Work
from store.checklists.beginning import begin_run
from store.checklists.rules import Result, checked_note, checked_number, checked_why, needs_why
from store.checklists.tables import ChecklistItem
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
    by_hand: bool = False,
    number: int | None = None,
    why: str = "",
    note: str = "",
) -> Settled:
    """Tick an item (`Result.DONE`) or skip it.

    Args:
        left: how many rows its query counted; None where nobody can know.
        by_hand: no query stands behind it, so that a tick says how many there were.
        number: so many there were, counted by hand.
        why: needed when it is skipped, or ticked with rows left.
        note: stands with it from now on, behind one that a colleague wrote meanwhile, also where she was first with
            the tick; needed where the template forces one and none stands yet.

    Raises:
        Refusal: a reason, a number or a note is needed, the list has no such item, or it is history.
    """
    done = result is Result.DONE
    why = checked_why(why, needed=not done or (not by_hand and needs_why(left)))
    number, note = checked_number(number, needed=done and by_hand), checked_note(note, needed=False)
    run_id = begin_run(book, actor, day=day, role=role, occasion=occasion)
    intent = Intent(f"checklists.{result.value}", actor, op_key, "checklist", params={"code": code, "day": day})
    with book.write(intent) as work:
        item = _item(work, run_id, code)
        if not work.repeated:
            item.note = checked_note(_both(item.note, note), needed=item.note_needed and done)
        if item.result is Result.OPEN and not work.repeated:
            item.result, item.person_id, item.at = result, actor.person_id, work.moment.now
            item.left_over, item.number, item.why = None if by_hand else left, number, why
            _first(work, item)
        work.session.flush()
        mine = item.person_id == actor.person_id and item.result is result
        return Settled(item.result, mine, _name(work, item.person_id), item.at or work.moment.now)


def note_item(
    book: Book,
    actor: Actor,
    op_key: str,
    *,
    day: str,
    role: str,
    occasion: str,
    code: str,
    text: str,
    seen_version: int,
    before: str,
) -> int:
    """Write the note of an item, whoever has settled it; the item's new version. No text takes the note away.

    Args:
        seen_version: the version that the writer began with, 0 before anybody had begun the list.
        before: the note that she began with (shown beside the others if they differ).

    Raises:
        Conflict: a colleague wrote another note since.
        Refusal: the note is too long, the item is only done with one, the list has no such item or is history.
    """
    text = checked_note(text, needed=False)
    run_id = begin_run(book, actor, day=day, role=role, occasion=occasion)
    intent = Intent("checklists.note", actor, op_key, "checklist", params={"code": code, "day": day})
    with book.write(intent) as work:
        item = _item(work, run_id, code)
        if work.repeated:
            return item.version
        if item.version != seen_version and item.note not in (before, text):
            raise _conflict(work, item, text, before)
        item.note = checked_note(text, needed=item.note_needed and item.result is Result.DONE)
        _first(work, item)
        work.session.flush()
        return item.version


def _both(there: str, mine: str) -> str:
    return there if mine in ("", there) else " / ".join(filter(None, (there, mine)))


def _first(work: Work, item: ChecklistItem) -> None:
    """Remember who first did anything about it."""
    if item.first_at is None:
        item.first_person_id, item.first_at = work.intent.actor.person_id, work.moment.now


def _conflict(work: Work, item: ChecklistItem, text: str, before: str) -> Conflict:
    entries = table_of(AuditEntry)
    about = (entries.c.about == "checklist", entries.c.about_id == item.id, entries.c.intent.like("checklists.%"))
    last = select(entries.c.person_id).where(*about).order_by(entries.c.id.desc()).limit(1)
    who = _name(work, work.connection.scalar(last))
    return Conflict("checklists.note", mine=text, theirs=item.note, before=before, who=who, version=item.version)


def _item(work: Work, run_id: int, code: str) -> ChecklistItem:
    items = table_of(ChecklistItem)
    found = work.connection.scalar(select(items.c.id).where(items.c.run_id == run_id, items.c.code == code))
    if found is None:
        raise Refusal("checklists.no_item", item=code)
    work.about(found)
    return work.session.get_one(ChecklistItem, found, with_for_update=True)


def _name(work: Work, person_id: int | None) -> str:
    people = table_of(Person)
    return work.connection.scalar(select(people.c.name).where(people.c.id == person_id)) or ""
