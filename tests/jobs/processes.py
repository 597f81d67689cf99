"""Schedulers as real processes, and what the book says about them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from store.book.columns import table_of
from store.book.tables import JobLease
from store.book.transactions import Book
from tests.cli.floorbook import environment


@contextmanager
def jobs(book: Path, *, lease: float = 6, stay: float = 60) -> Iterator[subprocess.Popen[str]]:
    """A scheduler process; it is gone afterwards."""
    command = [sys.executable, "-P", "-m", "jobs", "--book", str(book), "--lease", str(lease), "--stay", str(stay)]
    process = subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, encoding="utf-8")
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def jobs_once(book: Path) -> None:
    """Every job once."""
    subprocess.run([sys.executable, "-P", "-m", "jobs", "--book", str(book), "--once"], env=environment(), check=True)


def lease_row(book: Book) -> dict[str, Any]:
    """The scheduler's lease as it stands; empty before the first."""
    with book.read() as connection:
        row = connection.execute(select(table_of(JobLease))).mappings().first()
    return dict(row) if row else {}
