"""Saying what was done about rows, and giving them to somebody: as many rows as are marked, one thing to undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Refusal
from store.book.tables import AuditEntry, AuditImage
from store.book.transactions import Book, Work
from store.handling.rules import MOST, SHIFT, Done, Subject, checked_remark
from store.handling.tables import Assignment, DoneMark
from store.people.tables import Person

marks, entries, images = table_of(DoneMark), table_of(AuditEntry), table_of(AuditImage)


def mark_done(
    book: Book,
    actor: Actor,
    op_key: str,
    *,
    subject: Subject,
    ids: Sequence[int],
    what: Done,
    item: str = "",
    note: str = "",
    since: datetime | None = None,
) -> int:
    """Mark that `what` was done about these rows; how many were not marked so for this item by this person before.

    Args:
        item: the item of the checklist from whose list it was done.
        since: the beginning of the floor's day; without it, the last `SHIFT`.

    Raises:
        Refusal: no row, more than `MOST`, or the note is too long.
    """
    note, wanted = checked_remark(note), _checked(ids)
    intent = Intent(
        "handling.done", actor, op_key, subject.value, wanted[0], {"what": what.value, "number": len(wanted)}
    )
    with book.write(intent) as work:
        if work.repeated:
            return _told_then(work)
        assert actor.person_id is not None
        now = work.moment.now
        there = _remarks(work.connection, actor.person_id, subject, wanted, what, item, since or now - SHIFT)
        new = [row for row in wanted if row not in there or (note and note not in there[row])]
        work.session.add_all(
            DoneMark(
                subject=subject, subject_id=row, what=what, item=item, note=note, person_id=actor.person_id, at=now
            )
            for row in new
        )
        return len(new)


def assign(
    book: Book,
    actor: Actor,
    op_key: str,
    *,
    subject: Subject,
    ids: Sequence[int],
    owner_id: int | None,
    due_at: datetime | None,
    item: str = "",
) -> int:
    """Give these rows to somebody until `due_at`, or take them from whoever has them; how many have changed hands.

    Raises:
        Refusal: no row, more than `MOST`, or there is no such person.
    """
    wanted = _checked(ids)
    intent = Intent("handling.assign", actor, op_key, subject.value, wanted[0], {"number": len(wanted)})
    with book.write(intent) as work:
        return _told_then(work) if work.repeated else give(work, subject, wanted, owner_id, due_at, item)


def give(
    work: Work, subject: Subject, ids: Sequence[int], owner_id: int | None, due_at: datetime | None, item: str = ""
) -> int:
    """`assign` as a part of another intent, such as what was agreed on a walk: in its transaction, under its entry."""
    if owner_id is not None and work.session.get(Person, owner_id) is None:
        raise Refusal("handling.nobody", number=owner_id)
    given = table_of(Assignment).c
    mine = and_(given.subject == subject, given.subject_id.in_(ids))
    there = {each.subject_id: each for each in work.session.scalars(select(Assignment).where(mine).with_for_update())}
    person_id = work.intent.actor.person_id
    assert person_id is not None
    changed = 0
    for row in ids:
        each = there.get(row)
        if each is None:
            if owner_id is None:
                continue
            each = Assignment(subject=subject, subject_id=row, person_id=person_id, at=work.moment.now)
            work.session.add(each)
        elif (each.owner_id, each.due_at, each.item, each.withdrawn_at) == (owner_id, due_at, item, None):
            continue
        each.owner_id, each.due_at, each.item, each.withdrawn_at = owner_id, due_at, item, None
        each.person_id, each.at = person_id, work.moment.now
        changed += 1
    return changed


def _told_then(work: Work) -> int:
    """How many rows the intent changed when it was carried out."""
    mine = and_(entries.c.id == images.c.entry_id, entries.c.op_key == work.intent.op_key)
    return work.connection.scalar(select(func.count()).select_from(images.join(entries, mine))) or 0


def _checked(ids: Sequence[int]) -> list[int]:
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise Refusal("handling.no_row")
    if len(wanted) > MOST:
        raise Refusal("handling.too_many", number=len(wanted), most=MOST)
    return wanted


def _remarks(
    connection: Connection, person_id: int, subject: Subject, ids: Sequence[int], what: Done, item: str, since: datetime
) -> dict[int, set[str]]:
    """The rows that this person has marked so for the item since then, with what was noted each time."""
    m = marks.c
    query = select(m.subject_id, m.note).where(m.subject == subject, m.subject_id.in_(ids), m.at >= since)
    query = query.where(m.what == what, m.item == item, m.person_id == person_id, m.withdrawn_at.is_(None))
    found: dict[int, set[str]] = {}
    for row_id, note in connection.execute(query):
        found.setdefault(row_id, set()).add(note)
    return found
