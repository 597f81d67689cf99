"""One scheduler at a time: a lease in the book, and a fencing token that the work of a late holder is refused by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Unavailable
from store.book.tables import JobLease, JobRun
from store.book.transactions import Book, Work


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to run a job until `until`; valid while nobody holds a newer token."""

    name: str
    holder: str
    token: int


def take(book: Book, name: str, holder: str, length: timedelta) -> Lease | None:
    """The lease for `name`, taken or renewed for `length`; None while another holder has it."""
    leases = table_of(JobLease)
    now = book.clock.real()
    with book.keep_house() as connection:
        row = connection.execute(select(leases).where(leases.c.name == name)).first()
        if row is not None and row.holder != holder and row.until > now:
            return None
        token = 1 if row is None else row.token + (row.holder != holder)
        values = {"name": name, "holder": holder, "token": token, "until": now + length}
        connection.execute(insert(leases).values(values).on_conflict_do_update(index_elements=["name"], set_=values))
    return Lease(name, holder, token)


def give_back(book: Book, lease: Lease) -> None:
    """End the lease early, so that the next scheduler need not wait for it to run out."""
    leases = table_of(JobLease)
    with book.keep_house() as connection:
        connection.execute(
            update(leases)
            .where(leases.c.name == lease.name, leases.c.holder == lease.holder, leases.c.token == lease.token)
            .values(until=book.clock.real())
        )


def is_held(book: Book, name: str) -> bool:
    """Whether somebody holds the lease for `name` now."""
    leases = table_of(JobLease)
    with book.read() as connection:
        until = connection.scalar(select(leases.c.until).where(leases.c.name == name))
    return until is not None and until > book.clock.real()


@dataclass(slots=True)
class Run:
    """One run while it goes on; what it counts stands in the run's row afterwards."""

    work: Work
    figures: dict[str, Any] = field(default_factory=dict)


@contextmanager
def fenced(book: Book, lease: Lease, job: str) -> Iterator[Run]:
    """One transaction of a job, with its run row and its audit entry; it happens only while `lease` is the newest.

    Raises:
        Unavailable: another scheduler took over.
    """
    leases, runs = table_of(JobLease), table_of(JobRun)
    with book.write(Intent(f"jobs.{job}", Actor(lease.holder), uuid4().hex, "job")) as work:
        token = work.connection.scalar(select(leases.c.token).where(leases.c.name == lease.name))
        if token != lease.token:
            raise Unavailable("jobs.lease_lost", job=job)
        run = Run(work)
        began = book.clock.real()
        yield run
        work.note(**run.figures)
        work.connection.execute(
            runs.insert().values(
                name=job,
                token=lease.token,
                began_at=began,
                ended_at=book.clock.real(),
                outcome="done",
                figures=run.figures,
            )
        )
