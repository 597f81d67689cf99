"""Staging files: their names say which process made them, so that those of dead ones can be swept away."""

from __future__ import annotations

import os
import re
import socket
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select

from store.book.columns import table_of
from store.book.paths import staging_folder
from store.book.transactions import Book
from store.imports.staging import discard
from store.imports.tables import ImportRun, RunState

LONG_DEAD = timedelta(days=7)
"""After so long without a write a staging file of another machine, of which nobody can tell, is nobody's."""

_NAME = re.compile(r"(?P<host>.+)\+(?P<pid>\d+)\+[0-9a-f]{32}\.db")

runs = table_of(ImportRun)


def this_process() -> str:
    """Names this process among all that may open the book."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_dead(holder: str) -> bool:
    """Whether a process of this machine, named as `this_process` does, has ended; of others only their time tells."""
    host, _, pid = holder.rpartition(":")
    if host != socket.gethostname() or sys.platform == "win32":
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def new_staging(book: Book) -> Path:
    """Where this process stages its next file."""
    return staging_folder(book.path) / f"{this_process().replace(':', '+')}+{uuid4().hex}.db"


def sweep(book: Book) -> int:
    """Remove the staging files that no living process made and that no import still needs; how many there were.

    Who is dead is looked up before which imports are half-way: only the process that staged a file begins its import,
    so what a dead one has not begun never will be.
    """
    left = [path for path in _staged(book) if _is_ownerless(book, path)]
    if not left:
        return 0
    with book.read() as connection:
        needed = set(connection.scalars(select(runs.c.staging).where(runs.c.state == RunState.MERGING)))
    gone = [path for path in left if path.name not in needed]
    for path in gone:
        discard(path)
    return len(gone)


def _staged(book: Book) -> list[Path]:
    try:
        return sorted(staging_folder(book.path).glob("*.db"))
    except OSError:
        return []


def _is_ownerless(book: Book, path: Path) -> bool:
    made = _NAME.fullmatch(path.name)
    if made is not None and is_dead(f"{made['host']}:{made['pid']}"):
        return True
    try:
        written = path.stat().st_mtime
    except OSError:
        return False
    return written < (book.clock.real() - LONG_DEAD).timestamp()
