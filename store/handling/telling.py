"""Who is told that people said what they did about rows, or took it back: subjects above whose dates it moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session, UOWTransaction

from store.handling.rules import Done, Subject
from store.handling.tables import DoneMark

MarksChanged = Callable[[Connection, Subject, Done, Collection[int]], None]
"""Is given the transaction's connection, what the rows are, what was done about them or was not after all, and their
ids."""

marks_changed: list[MarksChanged] = []
"""`store.listening` fills it."""


@event.listens_for(Session, "after_flush")
def _flushed(session: Session, _context: UOWTransaction) -> None:
    found: defaultdict[tuple[Subject, Done], set[int]] = defaultdict(set)
    for row in (*session.new, *session.dirty):
        if isinstance(row, DoneMark):
            found[row.subject, row.what].add(row.subject_id)
    for (subject, what), ids in found.items():
        for listener in marks_changed:
            listener(session.connection(), subject, what, ids)
