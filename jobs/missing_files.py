"""Notices which files have not come today, before the floor counts with yesterday's."""

from __future__ import annotations

from datetime import timedelta

from jobs.job import Job
from store.book.leases import Lease
from store.book.transactions import Book


def look(book: Book, lease: Lease) -> None:
    """Raise a notice for every file that is missing, end those whose file has come."""
    from store.imports.awaiting import notice_missing_files

    notice_missing_files(book, lease)


JOB = Job("missing_files", timedelta(minutes=5), look)
