"""Brings a book to this version, all of it or nothing.

On a connection of its own, with foreign keys off before the transaction begins (rebuilding a table inside a
transaction that enforces them deletes child rows by cascade), triggers and indexes of expressions made again and
keys checked before the commit. A copy of the book is made first. Killed in the middle, the old book is as it was.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from store.book import driver
from store.book.clock import Clock
from store.book.errors import Refusal
from store.book.migrations import HEAD

TRIGGERS = {
    "audit_entries_no_update": "BEFORE UPDATE ON audit_entries",
    "audit_entries_no_delete": "BEFORE DELETE ON audit_entries",
    "audit_images_no_update": "BEFORE UPDATE ON audit_images",
    "audit_images_no_delete": "BEFORE DELETE ON audit_images",
}
"""What is written in the audit stays written."""

INDEXES = {
    "ix_orders_tail": "orders(substr(order_no, -4))",
    "ix_parcels_tail": "parcels(substr(tracking_no, -4))",
    "ix_contacts_tail": "contacts(substr(phone, -4))",
    "ix_refunds_running": "refunds(coalesce(paid_out_at, opened_at + 3155760000000), id)"
    " WHERE over_at IS NULL OR paid_out_at IS NOT NULL",
}
"""Of expressions: SQLAlchemy cannot read them back, so rebuilding a table forgets them."""


def upgrade(path: Path, to: str = HEAD) -> None:
    """Bring the book at `path` to revision `to`; a new file becomes a book.

    Raises:
        Refusal: the book's keys do not hold after the upgrade; the book is as it was.
    """
    from alembic.runtime.environment import EnvironmentContext
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    raw = driver.connect(path, journal=driver.choose(path).journal)
    raw.execute("PRAGMA foreign_keys=OFF")
    engine = create_engine("sqlite://", module=driver.sqlite(), creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    script = _script()

    def steps(revision: Any, context: Any) -> Any:
        return script._upgrade_revs(to, revision)

    try:
        with (
            engine.begin() as connection,
            EnvironmentContext(_config(), script, fn=steps, destination_rev=to) as environment,
        ):
            environment.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
            environment.run_migrations()
            _make_triggers(connection)
            _make_indexes(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise Refusal("book.keys_broken", table=broken[0])
    finally:
        engine.dispose()
        raw.close()


def _config() -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", os.fspath(Path(__file__).parent / "migrations"))
    return config


def _script() -> Any:
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config())


def _make_triggers(connection: Any) -> None:
    for name, when in TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END"
        )


def _make_indexes(connection: Any) -> None:
    for name, what in INDEXES.items():
        connection.exec_driver_sql(f"CREATE INDEX IF NOT EXISTS {name} ON {what}")


def copy_book(path: Path, clock: Clock, revision: str) -> Path:
    """A copy of the book beside it, made in one step (a stepped copy never ends under writes); its path."""
    stamp = clock.real().strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}.{revision}-{stamp}.db")
    driver.make_private(target)
    source = driver.connect(path, journal=driver.choose(path).journal, read_only=True)
    copy = driver.sqlite().connect(os.fspath(target), isolation_level=None)
    try:
        source.backup(copy, pages=-1)
    finally:
        copy.close()
        source.close()
    return target
