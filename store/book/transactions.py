"""Reading and writing the book: short reads that block nobody, and one transaction for one intent."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import QueuePool

from store.book import driver
from store.book.audit import Intent
from store.book.clock import Clock, Moment
from store.book.errors import FloorbookError, Refusal, Unavailable
from store.book.interest import Interest, Interrupted
from store.book.queue import turn


class Work:
    """What a command holds while it writes: the session, the moment, and the entry that will stand in the audit."""

    def __init__(self, session: Session, moment: Moment, intent: Intent, repeated: bool) -> None:
        self.session = session
        self.moment = moment
        self.intent = intent
        self.repeated = repeated
        """This intent was carried out before: the command must do nothing and tell what it told then."""
        self.entry_id: int | None = None

    @property
    def connection(self) -> Connection:
        """The connection of the transaction, for set-based statements."""
        return self.session.connection()

    def about(self, row_id: int) -> None:
        """Name the record that the entry is about, once it is known."""
        self.intent = replace(self.intent, about_id=row_id)

    def note(self, **params: object) -> None:
        """Add to what the sentence of the entry needs. Never personal data."""
        self.intent = replace(self.intent, params={**self.intent.params, **params})


def translate(error: DBAPIError) -> FloorbookError:
    """What a driver's error means for a person; an error that means nothing to her is raised as it is."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    primary, sqlite = None if code is None else code & 0xFF, driver.sqlite()
    if primary in (sqlite.SQLITE_BUSY, sqlite.SQLITE_LOCKED):
        return Unavailable("book.busy")
    if primary == sqlite.SQLITE_FULL or code == driver.IOERR_WRITE:  # the latter: a quota, a size limit
        return Unavailable("book.full")
    if primary == sqlite.SQLITE_READONLY:
        return Refusal("book.read_only")
    if primary == sqlite.SQLITE_INTERRUPT:
        return Interrupted("read.dropped")
    if primary in (sqlite.SQLITE_IOERR, sqlite.SQLITE_CANTOPEN):
        return Unavailable("book.gone")
    if primary in (sqlite.SQLITE_CORRUPT, sqlite.SQLITE_NOTADB):
        return Refusal("book.damaged")
    raise error


class Book:
    """An open book. Threads may share it; its writes run one after the other.

    Args:
        path: the book's file; it must exist and be of this version (`store.book.opening` sees to that).
        clock: what time it is.
        before_writing: loads what only a writer needs; called before every write.
    """

    def __init__(self, path: Path, clock: Clock, before_writing: Callable[[], None] = lambda: None) -> None:
        self.path = path
        self.clock = clock
        self._before_writing = before_writing
        self.choice = driver.choose(path)
        self._readers = self._engine(read_only=True, size=4)
        self._writers = self._engine(read_only=False, size=1)
        self._writing = threading.Lock()
        self._attaching = threading.Lock()

    def _engine(self, *, read_only: bool, size: int) -> Engine:
        def creator() -> Any:
            return driver.connect(self.path, journal=self.choice.journal, read_only=read_only)

        engine = create_engine(
            "sqlite://",
            module=driver.sqlite(),
            creator=creator,
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=8 if read_only else 0,
        )
        begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine

    def close(self) -> None:
        """Close every connection."""
        self._readers.dispose()
        self._writers.dispose()

    @contextmanager
    def read(self, interest: Interest | None = None) -> Iterator[Connection]:
        """One short read: everything inside sees the book as it stood at the first query.

        Raises:
            Interrupted: `interest` was dropped.
            Unavailable: the file cannot be reached.
        """
        try:
            with self._readers.connect() as connection, connection.begin():
                if interest is None:
                    yield connection
                else:
                    with interest.held(connection):
                        yield connection
        except DBAPIError as error:
            raise translate(error) from error

    @contextmanager
    def write(self, intent: Intent) -> Iterator[Work]:
        """One intent in one transaction, with its audit entry; all of it happens or nothing.

        Raises:
            Unavailable: the book is locked, full or gone; nothing was changed.
            Refusal: what the command refuses, or the book can only be read.
        """
        self._before_writing()
        from store.book.recording import Recorder, entry_of

        with turn(self.queue_path), self._writing, self._session() as session:
            try:
                repeated = entry_of(session.connection(), intent.op_key) is not None
                work = Work(session, self.clock.moment(), intent, repeated)
                recorder = Recorder(session)
                yield work
                if repeated:
                    session.rollback()
                    return
                session.flush()
                work.entry_id = recorder.write(session, work.intent, work.moment.now, self.clock.real())
                session.flush()
                self._commit(session, work)
            except StaleDataError as error:
                session.rollback()
                raise Unavailable("book.changed_meanwhile") from error
            except DBAPIError as error:
                session.rollback()
                raise translate(error) from error
            except BaseException:
                session.rollback()
                raise

    @contextmanager
    def keep_house(self) -> Iterator[Connection]:
        """A transaction without an entry in the audit: for what processes arrange among themselves, and nobody meant.

        Raises:
            Unavailable, Refusal: as `write`.
        """
        try:
            with turn(self.queue_path), self._writing, self._writers.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise translate(error) from error

    @contextmanager
    def attached(self, name: str, file: Path) -> Iterator[None]:
        """Make the staging file `file` visible to the writer under the schema `name`; one file at a time, a second
        one waits. Writes of others go on meanwhile."""
        with self._attaching:
            self._on_writer(f"ATTACH DATABASE ? AS {name}", os.fspath(file))
            self._on_writer(f"PRAGMA main.cache_size=-{driver.MERGER_KIB}")
            self._on_writer("PRAGMA wal_autocheckpoint=0")  # `checkpoint` does it, outside of its turns
            try:
                yield
            finally:
                self._on_writer(f"PRAGMA wal_autocheckpoint={driver.CHECKPOINT_PAGES}")
                self._on_writer(f"PRAGMA main.cache_size=-{driver.WRITER_KIB}")
                self._on_writer(f"DETACH DATABASE {name}")

    def checkpoint(self) -> None:
        """Copy what was committed into the book's file outside any turn: nobody's save waits for that. What cannot be
        copied now is copied later."""
        with suppress(driver.sqlite().DatabaseError):
            if self._copy_wal() > driver.MERGED_PAGES:
                with turn(self.queue_path):  # what was saved meanwhile: without it the WAL would never begin anew
                    self._copy_wal()

    def _copy_wal(self) -> int:
        """Copy what can be copied of the WAL into the book's file; how many pages the WAL has."""
        connection = self._readers.raw_connection()
        try:
            return int(connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1])
        finally:
            connection.close()

    def _on_writer(self, statement: str, *values: str) -> None:
        """Run a statement outside any transaction on the writer's connection."""
        with self._writing:
            connection = self._writers.raw_connection()
            try:
                connection.cursor().execute(statement, values)
            finally:
                connection.close()

    @property
    def queue_path(self) -> Path:
        """The file whose lock is the queue of the writers."""
        return self.path.with_name(self.path.name + ".queue")

    @contextmanager
    def _session(self) -> Iterator[Session]:
        session = Session(self._writers, expire_on_commit=False, autoflush=True)
        try:
            yield session
        finally:
            session.close()

    def _commit(self, session: Session, work: Work) -> None:
        """Commit. An error at this point does not say whether the commit is on the disk: the key of the intent does."""
        from store.book.recording import entry_of

        try:
            session.commit()
        except DBAPIError:
            with self.read() as connection:
                entry = entry_of(connection, work.intent.op_key)
            if entry is None:
                raise
