"""What people do to an order: note something, say what the ERP shows, look at the buyer's contact."""

from __future__ import annotations

from sqlalchemy import select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Conflict, Refusal
from store.book.transactions import Book, Work
from store.orders.rules import SEEN_IN_ERP, Stage, checked_note
from store.orders.side_tables import OrderNote
from store.orders.tables import Order, StageSeen
from store.people.tables import Person


def save_note(
    book: Book, actor: Actor, op_key: str, order_id: int, text: str, *, seen_version: int, before: str
) -> int:
    """Save the house's note on an order; its new version.

    Args:
        seen_version: the version that the writer began with, 0 where there was no note.
        before: the text that she began with (shown beside the others if they differ).

    Raises:
        Conflict: a colleague saved another note since.
        Refusal: the note is empty or too long, or there is no such order.
    """
    text = checked_note(text)
    with book.write(Intent("orders.note", actor, op_key, "order", order_id)) as work:
        note = work.session.get(OrderNote, order_id, with_for_update=True)
        if work.repeated:
            return note.version if note else 0
        _check_order(work, order_id)
        assert actor.person_id is not None
        if note is None:
            note = OrderNote(order_id=order_id, text=text, person_id=actor.person_id, at=work.moment.now)
            work.session.add(note)
        else:
            theirs = "" if note.withdrawn_at else note.text
            if note.version != seen_version and theirs not in (before, text):
                who = _name(work, note.person_id)
                raise Conflict("orders.note", mine=text, theirs=theirs, before=before, who=who, version=note.version)
            note.text, note.person_id, note.at = text, actor.person_id, work.moment.now
            note.withdrawn_at = None
        work.session.flush()
        return note.version


def see_stage(book: Book, actor: Actor, op_key: str, order_id: int, stage: Stage, *, seen_version: int) -> int:
    """Record what the ERP shows for an order; the new version.

    Args:
        seen_version: the version that the agent looked at, 0 where nobody had said anything.

    Raises:
        Conflict: a colleague recorded another stage since.
        Refusal: not one of the four stages that the ERP can show, or there is no such order.
    """
    if stage not in SEEN_IN_ERP:
        raise Refusal("orders.stage_not_seen", stage=stage.value)
    params = {"stage": stage.value}
    with book.write(Intent("orders.stage", actor, op_key, "order", order_id, params)) as work:
        seen = work.session.get(StageSeen, order_id, with_for_update=True)
        if work.repeated:
            return seen.version if seen else 0
        _check_order(work, order_id)
        assert actor.person_id is not None
        if seen is None:
            seen = StageSeen(order_id=order_id, stage=stage, person_id=actor.person_id, at=work.moment.now)
            work.session.add(seen)
        else:
            if seen.version != seen_version and seen.withdrawn_at is None and seen.stage != stage:
                who = _name(work, seen.person_id)
                raise Conflict(
                    "orders.stage",
                    mine=stage.value,
                    theirs=seen.stage.value,
                    before="",
                    who=who,
                    version=seen.version,
                )
            seen.stage, seen.person_id, seen.at = stage, actor.person_id, work.moment.now
            seen.withdrawn_at = None
        work.session.flush()
        return seen.version


def record_reveal(book: Book, actor: Actor, op_key: str, order_id: int) -> None:
    """Write down that somebody looked at the unmasked contact of an order."""
    with book.write(Intent("buyers.reveal", actor, op_key, "order", order_id)) as work:
        _check_order(work, order_id)


def _check_order(work: Work, order_id: int) -> None:
    orders = table_of(Order)
    if work.connection.scalar(select(orders.c.id).where(orders.c.id == order_id)) is None:
        raise Refusal("orders.unknown", number=order_id)


def _name(work: Work, person_id: int) -> str:
    people = table_of(Person)
    return work.connection.scalar(select(people.c.name).where(people.c.id == person_id)) or ""
