"""What the command line looks up about imports, jobs and people, beside the queries that the screens have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from store.book.columns import table_of
from store.book.tables import JobRun
from store.book.transactions import Book
from store.imports.tables import ImportRun, RunState
from store.people import queries
from store.people.commands import Colleague

_imports, _jobs = table_of(ImportRun), table_of(JobRun)


@dataclass(frozen=True, slots=True)
class PendingImport:
    """An import that is not at its end: somebody merges it, or was interrupted."""

    file_name: str
    holder: str
    busy_until: datetime
    next_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last run of a job."""

    name: str
    ended_at: datetime
    outcome: str


def pending_imports(book: Book) -> tuple[PendingImport, ...]:
    """Imports that wait for their last slice, oldest first."""
    columns = [_imports.c[name] for name in PendingImport.__dataclass_fields__]
    query = select(*columns).where(_imports.c.state == RunState.MERGING).order_by(_imports.c.id)
    with book.read() as connection:
        return tuple(PendingImport(*row) for row in connection.execute(query))


def last_runs(book: Book) -> tuple[LastRun, ...]:
    """The last run of every job that ever ran, by name."""
    query = select(_jobs.c.name, _jobs.c.ended_at, _jobs.c.outcome).order_by(_jobs.c.id)
    with book.read() as connection:
        newest = {row.name: LastRun(row.name, row.ended_at, row.outcome) for row in connection.execute(query)}
    return tuple(newest[name] for name in sorted(newest))


def everybody(book: Book) -> tuple[Colleague, ...]:
    """All people of the book, by login."""
    with book.read() as connection:
        return queries.everybody(connection)
