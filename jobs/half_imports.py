"""Goes on with imports whose process died or was stopped between two slices."""

from __future__ import annotations

from datetime import timedelta

from jobs.job import Job
from store.book.audit import Actor
from store.book.leases import Lease
from store.book.transactions import Book


def finish(book: Book, lease: Lease) -> None:
    """Merge what is staged and belongs to nobody any more.

    Needs no fence: each import has its own holder, which every slice checks.
    """
    from store.imports.merging import finish_pending

    finish_pending(book, Actor(lease.holder))


JOB = Job("half_imports", timedelta(minutes=1), finish)
