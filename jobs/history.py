"""Runs that did not come to their end, in the history beside those that did (`store.book.leases.fenced`)."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.leases import Lease
from store.book.tables import JobRun
from store.book.transactions import Book


def record_failure(book: Book, lease: Lease, job: str, began_at: datetime, outcome: str) -> None:
    """Keep that a run of `job` failed; `outcome` is the code of a refusal or the number of a fault.

    Raises:
        Unavailable: the book cannot be written.
    """
    intent = Intent("jobs.failed", Actor(lease.holder), uuid4().hex, "job", params={"job": job}, undoable=False)
    with book.write(intent) as work:
        work.connection.execute(
            table_of(JobRun)
            .insert()
            .values(
                name=job,
                token=lease.token,
                began_at=began_at,
                ended_at=book.clock.real(),
                outcome=outcome,
                figures={},
            )
        )
