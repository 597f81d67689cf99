"""The walk through a list with the team: one item after the other, who takes it until when, signed at the end.

One person walks at a time; a second one is told who, and may take over. It stands in the book after every step, so
that a walk that was cut off goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Refusal
from store.book.lines import tidy
from store.book.transactions import Book, Work
from store.checklists.beginning import begin_run, check_day
from store.checklists.rules import checked_note
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.checklists.walk_queries import WalkView, walk_of
from store.checklists.walk_tables import ChecklistWalk, WalkAgreement
from store.handling.commands import give
from store.handling.rules import MOST, Subject
from store.people.tables import Person

NAME_LENGTH = 40


def begin_walk(book: Book, actor: Actor, *, day: str, role: str, occasion: str) -> WalkView:
    """The walk through a list: begun now, or the one that there is, by whoever walks it and signed or not.

    Raises:
        Refusal: the list is history, or there is no such list.
    """
    run_id = begin_run(book, actor, day=day, role=role, occasion=occasion)
    with book.read() as connection:
        found = walk_of(connection, run_id)
    if found is not None:
        return found
    assert actor.person_id is not None
    intent = Intent("walks.begin", actor, f"walk:{run_id}", "walk", undoable=False)
    with book.write(intent) as work:
        walks = table_of(ChecklistWalk)
        if work.connection.scalar(select(walks.c.id).where(walks.c.run_id == run_id)) is None:
            work.session.add(ChecklistWalk(run_id=run_id, begun_by=actor.person_id, begun_at=work.moment.now))
    return _read(book, run_id)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What an agreement did."""

    rows: int
    """So many rows are the owner's now."""
    only_noted: bool
    """There were more rows than anybody takes one by one: only the agreement names the owner."""


def agree(
    book: Book,
    actor: Actor,
    op_key: str,
    walk_id: int,
    code: str,
    *,
    owner_id: int | None,
    due_at: datetime | None,
    left: int | None,
    text: str = "",
    subject: Subject | None = None,
    ids: Sequence[int] = (),
) -> Agreed:
    """Write down who takes an item until when; its rows get the owner and the due time in the same transaction.

    Args:
        owner_id: None: nobody yet; then the rows stay whose they are.
        left: how many rows there were; None where nobody could know.
        ids: the rows that the item lists, of the kind `subject`.

    Raises:
        Refusal: somebody else walks, the walk is signed, the list is history or has no such item.
    """
    text = checked_note(text, needed=False)
    params = {"code": code}
    with book.write(Intent("walks.agree", actor, op_key, "walk", walk_id, params)) as work:
        only_noted = len(ids) > MOST
        given = () if only_noted or subject is None or owner_id is None else tuple(ids)
        if work.repeated:
            return Agreed(len(given), only_noted)
        walk = _open_walk(work, walk_id)
        _check_item(work, walk.run_id, code)
        agreement = _agreement(work, walk_id, code)
        agreement.owner_id, agreement.due_at, agreement.left = owner_id, due_at, left
        agreement.text, agreement.at, agreement.withdrawn_at = text, work.moment.now, None
        work.session.add(agreement)
        if subject is not None and given:
            give(work, subject, given, owner_id, due_at, code)
        return Agreed(len(given), only_noted)


def step_walk(book: Book, actor: Actor, op_key: str, walk_id: int, place: int) -> None:
    """Go on to an item, counted from 0; a place behind the last item is the end of the walk.

    Raises:
        Refusal: somebody else walks, the walk is signed, or the list is history.
    """
    params = {"place": place}
    with book.write(Intent("walks.step", actor, op_key, "walk", walk_id, params, undoable=False)) as work:
        if not work.repeated:
            walk = _open_walk(work, walk_id)
            walk.place = max(0, min(place, _length(work, walk.run_id)))


def take_over_walk(book: Book, actor: Actor, op_key: str, walk_id: int) -> None:
    """Walk on in the place of whoever walks.

    Raises:
        Refusal: the walk is signed, or the list is history.
    """
    assert actor.person_id is not None
    with book.write(Intent("walks.take_over", actor, op_key, "walk", walk_id)) as work:
        if not work.repeated:
            _unsigned(work, walk_id).begun_by = actor.person_id


def sign_walk(book: Book, actor: Actor, op_key: str, walk_id: int, name: str = "") -> str:
    """Put a name under the walk, which closes it; the name. After that nothing of it changes.

    Args:
        name: who signs; by default the person of the login.

    Raises:
        Refusal: somebody else walks, it is signed already, the list is history, or the name is too long.
    """
    name = tidy(name)
    if len(name) > NAME_LENGTH:
        raise Refusal("walks.name_too_long", length=len(name), most=NAME_LENGTH)
    with book.write(Intent("walks.sign", actor, op_key, "walk", walk_id)) as work:
        if work.repeated:
            return work.session.get_one(ChecklistWalk, walk_id).signed_name
        walk = _open_walk(work, walk_id)
        walk.signed_by, walk.signed_at = actor.person_id, work.moment.now
        walk.signed_name = name or _name(work, actor.person_id)
        for agreement in _agreements(work, walk_id):
            agreement.signed_at = work.moment.now
        return walk.signed_name


def _open_walk(work: Work, walk_id: int) -> ChecklistWalk:
    """The walk, if it is the actor's to go on with."""
    walk = _unsigned(work, walk_id)
    if walk.begun_by != work.intent.actor.person_id:
        raise Refusal("walks.another", who=_name(work, walk.begun_by))
    return walk


def _unsigned(work: Work, walk_id: int) -> ChecklistWalk:
    walk = work.session.get_one(ChecklistWalk, walk_id, with_for_update=True)
    if walk.signed_at is not None:
        raise Refusal("walks.signed", who=walk.signed_name)
    runs = table_of(ChecklistRun)
    day, occasion = work.connection.execute(select(runs.c.day, runs.c.occasion).where(runs.c.id == walk.run_id)).one()
    check_day(work.connection, occasion, date.fromisoformat(day), work.moment.now)
    return walk


def _check_item(work: Work, run_id: int, code: str) -> None:
    items = table_of(ChecklistItem)
    if work.connection.scalar(select(items.c.id).where(items.c.run_id == run_id, items.c.code == code)) is None:
        raise Refusal("checklists.no_item", item=code)


def _length(work: Work, run_id: int) -> int:
    items = table_of(ChecklistItem)
    return len(work.connection.scalars(select(items.c.id).where(items.c.run_id == run_id)).all())


def _agreement(work: Work, walk_id: int, code: str) -> WalkAgreement:
    table = table_of(WalkAgreement)
    found = work.connection.scalar(select(table.c.id).where(table.c.walk_id == walk_id, table.c.code == code))
    if found is None:
        return WalkAgreement(walk_id=walk_id, code=code, at=work.moment.now)
    return work.session.get_one(WalkAgreement, found, with_for_update=True)


def _agreements(work: Work, walk_id: int) -> Sequence[WalkAgreement]:
    """What stands under the walk."""
    table = table_of(WalkAgreement)
    mine = (table.c.walk_id == walk_id, table.c.withdrawn_at.is_(None))
    return work.session.scalars(select(WalkAgreement).where(*mine).with_for_update()).all()


def _name(work: Work, person_id: int | None) -> str:
    people = table_of(Person)
    return work.connection.scalar(select(people.c.name).where(people.c.id == person_id)) or ""


def _read(book: Book, run_id: int) -> WalkView:
    with book.read() as connection:
        found = walk_of(connection, run_id)
    assert found is not None
    return found
