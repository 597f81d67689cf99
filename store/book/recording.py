"""Writes the audit by itself: every versioned row that a transaction flushes leaves its image."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from store.book.audit import Intent
from store.book.columns import Versioned, from_ms, table_of, to_ms
from store.book.tables import AuditEntry, AuditImage


def entry_of(connection: Connection, op_key: str) -> int | None:
    """The audit entry of an intent that was carried out, or None."""
    entries = table_of(AuditEntry)
    return connection.scalar(select(entries.c.id).where(entries.c.op_key == op_key))


def plain(value: Any) -> Any:
    """A column's value as JSON holds it."""
    if isinstance(value, datetime):
        return {"ms": to_ms(value)}
    return value.value if isinstance(value, StrEnum) else value


def lively(value: Any) -> Any:
    """The column's value again, from what `plain` made of it."""
    return from_ms(value["ms"]) if isinstance(value, dict) and set(value) == {"ms"} else value


@dataclass(frozen=True, slots=True)
class Image:
    """What one row looked like before and after."""

    table: str
    row: Versioned
    before: dict[str, Any] | None
    after: dict[str, Any]


class Recorder:
    """Listens to one session and keeps the images of what it flushes."""

    def __init__(self, session: Session) -> None:
        self._images: dict[int, Image] = {}
        event.listen(session, "after_flush", self._flushed)

    def _flushed(self, session: Session, context: UOWTransaction) -> None:
        for row in session.new:
            if isinstance(row, Versioned):
                self._keep(row, made=True)
        for row in session.dirty:
            if isinstance(row, Versioned) and session.is_modified(row):
                self._keep(row, made=False)

    def _keep(self, row: Versioned, *, made: bool) -> None:
        state = inspect(row)
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        for attribute in state.mapper.column_attrs:
            history = state.attrs[attribute.key].history
            if attribute.key == "version" or not (made or history.has_changes()):
                continue
            after[attribute.key] = plain(getattr(row, attribute.key))
            before[attribute.key] = plain(history.deleted[0]) if history.deleted else None
        if row.personal:
            before, after = {}, {}
        earlier = self._images.get(id(row))
        if earlier is None:
            self._images[id(row)] = Image(state.mapper.local_table.name, row, None if made else before, after)
            return
        earlier.after.update(after)
        if earlier.before is not None:  # flushed twice: what stood before the command is what stood first
            earlier.before.update({name: value for name, value in before.items() if name not in earlier.before})

    def write(self, session: Session, intent: Intent, now: datetime, real: datetime) -> int:
        """Add the entry and its images to the session's transaction; the id of the entry."""
        entry = AuditEntry(
            op_key=intent.op_key,
            at=now,
            real_at=real,
            person_id=intent.actor.person_id,
            actor=intent.actor.name,
            intent=intent.code,
            about=intent.about,
            about_id=intent.about_id,
            params=dict(intent.params),
            undoes=intent.undoes,
            undoable=intent.undoable,
        )
        session.add(entry)
        session.flush()
        assert entry.id is not None
        for image in self._images.values():
            session.add(
                AuditImage(
                    entry_id=entry.id,
                    table_name=image.table,
                    row_id=inspect(image.row).identity[0],
                    version=image.row.version,
                    before=image.before,
                    after=image.after,
                )
            )
        return entry.id
