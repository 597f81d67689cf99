"""Undo: the rows of one command are written back as they were, if nobody has touched them since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapper
from sqlmodel import SQLModel

from store.book.audit import Actor, Intent
from store.book.columns import Versioned, table_of
from store.book.errors import Refusal
from store.book.recording import lively
from store.book.tables import AuditEntry, AuditImage
from store.book.transactions import Book, Work

REACH = timedelta(hours=12)
"""How far back `u` looks: a shift. What is older is changed by hand, with today's date on it."""


class Undone(NamedTuple):
    """The entry of the audit that was taken back."""

    entry_id: int
    intent: str
    about: str
    about_id: int | None
    params: Mapping[str, object]


def undo_last(book: Book, actor: Actor, op_key: str) -> Undone:
    """Take back the last thing that `actor` did in this shift; what it was.

    Raises:
        Refusal: there is nothing to undo, somebody has changed the row since, or what it was is another row's now.
    """
    with book.write(Intent("undo", actor, op_key, "audit", undoable=False)) as work:
        if work.repeated:
            return _told(work.connection, op_key)
        entry = _last(work, actor)
        if entry is None:
            raise Refusal("undo.nothing")
        _take_back(work, entry)
        return entry


def _columns() -> tuple[Any, ...]:
    e = table_of(AuditEntry).c
    return (e.id, e.intent, e.about, e.about_id, e.params)


def _last(work: Work, actor: Actor) -> Undone | None:
    entries, images = table_of(AuditEntry), table_of(AuditImage)
    undone = select(entries.c.undoes).where(entries.c.undoes.is_not(None))
    not_later = (entries.c.at <= work.moment.now,) if work.moment.replay else ()
    query = (
        select(*_columns())
        .where(
            entries.c.person_id == actor.person_id,
            entries.c.at >= work.moment.now - REACH,
            *not_later,
            entries.c.undoes.is_(None),
            entries.c.undoable == 1,
            entries.c.id.not_in(undone),
            select(images.c.id).where(images.c.entry_id == entries.c.id).exists(),
        )
        .order_by(entries.c.id.desc())
        .limit(1)
    )
    found = work.connection.execute(query).first()
    return None if found is None else Undone(*found)


def _told(connection: Connection, op_key: str) -> Undone:
    """What an undo that was carried out before took back."""
    entries = table_of(AuditEntry)
    undoes = select(entries.c.undoes).where(entries.c.op_key == op_key).scalar_subquery()
    return Undone(*connection.execute(select(*_columns()).where(entries.c.id == undoes)).one())


def _take_back(work: Work, entry: Undone) -> None:
    images = table_of(AuditImage)
    rows = work.connection.execute(select(images).where(images.c.entry_id == entry.entry_id)).all()
    for image in rows:
        row = work.session.get(_model(image.table_name), image.row_id, with_for_update=True)
        newest, changed_by = _since(work.connection, image)
        if changed_by is not None or not isinstance(row, Versioned) or row.version != newest:
            raise _changed(entry.intent, changed_by)
        if image.before is None:
            row.withdrawn_at = work.moment.now
        for name, value in (image.before or {}).items():
            setattr(row, name, lively(value))
    try:
        work.session.flush()
    except IntegrityError:
        raise Refusal("undo.taken", what=entry.intent) from None
    work.intent = Intent(
        "undo",
        work.intent.actor,
        work.intent.op_key,
        entry.about,
        entry.about_id,
        {"what": entry.intent},
        undoes=entry.entry_id,
        undoable=False,
    )


def _changed(what: str, who: str | None) -> Refusal:
    """Imports leave no image, so that nobody can be named who changed it by one."""
    return Refusal("undo.moved_on", what=what) if who is None else Refusal("undo.changed_since", what=what, who=who)


def _since(connection: Connection, image: Any) -> tuple[int, str | None]:
    """What became of a row after `image`: its newest version in the audit, and who changed it last.

    A change that was undone is none, nor is its undo: the row stands as `image` left it.
    """
    entries, images = table_of(AuditEntry), table_of(AuditImage)
    undone = select(entries.c.undoes).where(entries.c.undoes.is_not(None))
    later = connection.execute(
        select(
            images.c.version,
            entries.c.actor,
            or_(entries.c.undoes.is_not(None), entries.c.id.in_(undone)).label("undone"),
        )
        .join(entries, entries.c.id == images.c.entry_id)
        .where(images.c.table_name == image.table_name, images.c.row_id == image.row_id, images.c.id > image.id)
        .order_by(images.c.id.desc())
    ).all()
    changed_by = next((change.actor for change in later if not change.undone), None)
    return (later[0].version if later else image.version), changed_by


def _model(table_name: str) -> type[SQLModel]:
    mappers: frozenset[Mapper[Any]] = SQLModel._sa_registry.mappers
    for mapper in mappers:
        if mapper.local_table is not None and getattr(mapper.local_table, "name", "") == table_name:
            model: type[SQLModel] = mapper.class_
            return model
    raise LookupError(table_name)
