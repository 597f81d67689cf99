"""Opens the book: makes it when there is none, brings it to this version, refuses what it cannot read."""

from __future__ import annotations

import os
from pathlib import Path

from store.book import driver
from store.book.clock import Clock
from store.book.errors import FloorbookError, Refusal, Unavailable
from store.book.migrations import HEAD, KNOWN
from store.book.transactions import Book
from store.book.upgrade import copy_book, upgrade


def open_book(path: Path, clock: Clock | None = None) -> Book:
    """The book at `path`, ready for work.

    Raises:
        Refusal: the file is no book, was written by a newer Floorbook, or may not be written.
        Unavailable: the disk is full or the folder cannot be reached.
    """
    clock = clock or Clock.of_environment()
    _prepare(path)
    revision = _revision(path)
    if revision not in (None, *KNOWN):
        raise Refusal("book.newer", path=str(path))
    if revision != HEAD:
        _bring_up(path, clock, revision)
    _leave_wal(path)
    return Book(path, clock, _before_writing)


def _before_writing() -> None:
    """Load every table, because the mappers resolve each other's keys by name, and everybody who listens to what is
    written. A start only reads: it waits for nothing but the tables that it reads."""
    import store.listening
    import store.tables  # noqa: F401


def _prepare(path: Path) -> None:
    try:
        driver.make_private(path)
    except PermissionError:
        raise Refusal("book.no_folder", path=str(path.parent)) from None
    except OSError as error:
        raise Unavailable("book.cannot_make", path=str(path), why=error.strerror or "") from error
    if path.is_dir():
        raise Refusal("book.is_folder", path=str(path))
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise Refusal("book.read_only", path=str(path))


def _revision(path: Path) -> str | None:
    """The revision of the book, or None for a file that is none yet."""
    error_type = driver.sqlite().DatabaseError
    try:
        connection = driver.sqlite().connect(os.fspath(path), isolation_level=None)
        try:
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if not tables:
                return None
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    except error_type as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_BUSY":
            raise Unavailable("book.busy") from error
        raise Refusal("book.not_a_book", path=str(path)) from error
    if row is None:
        raise Refusal("book.not_a_book", path=str(path))
    return str(row[0])


def _leave_wal(path: Path) -> None:
    """Bring a book that was kept with a WAL to a rollback journal where this machine may not use a WAL; only the one
    who has it open alone can do that, so it must be done before our readers open it."""
    if driver.choose(path).journal == "WAL" or not driver.has_wal(path):
        return
    try:
        driver.connect(path, journal="DELETE").close()
    except driver.sqlite().OperationalError as error:
        raise Unavailable("book.busy") from error


def _bring_up(path: Path, clock: Clock, revision: str | None) -> None:
    from sqlalchemy.exc import DBAPIError

    from store.book.queue import turn
    from store.book.transactions import translate

    try:
        with turn(path.with_name(path.name + ".queue"), patience=60):
            if _revision(path) == HEAD:  # somebody else did it while we stood in the queue
                return
            if revision is not None:
                copy_book(path, clock, revision)
            upgrade(path)
    except DBAPIError as error:
        raise translate(error) from error
    except driver.sqlite().DatabaseError as error:
        raise _copy_failed(error) from error


def _copy_failed(error: Exception) -> FloorbookError:
    if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
        return Unavailable("book.full")
    return Unavailable("book.no_copy", why=str(error))
