"""Books of every revision come up to this one; the tables of the code are those of the migrations."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, inspect
from sqlalchemy.orm import configure_mappers
from sqlmodel import SQLModel

import store
import store.tables
from store.book import clock, upgrade
from store.book.columns import Instant, Versioned, table_of
from store.book.migrations import HEAD, KNOWN
from store.book.opening import open_book
from store.book.transactions import Book
from store.buyers.tables import BUYER_WORDS
from store.desk.order_card import order_card
from store.orders.line_tables import TITLE_WORDS
from tests.store.book import filled
from tests.store.floor import rows

WORDS = (BUYER_WORDS.name, TITLE_WORDS.name)
"""The full-text indexes: no tables of ours, so only the migration makes them."""

TEXTS = {"AutoString": "TEXT", "Text": "TEXT", "Code": "TEXT", "Instant": "BIGINT"}


def counts(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    names = [row["name"] for row in rows(path, "SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
    return {name: int(rows(path, f"SELECT count(*) AS n FROM {name}")[0]["n"]) for name in names}


def shape(path: Path) -> dict[str, Any]:
    """Columns, keys and indexes of every table, without the words in which they were made."""
    found: dict[str, Any] = {}
    for table in counts(path):
        indexes = rows(path, f"PRAGMA index_list({table})")
        found[table] = {
            "columns": sorted(
                (row["name"], row["notnull"], row["pk"], TEXTS.get(row["type"], row["type"]).replace("VARCHAR", "TEXT"))
                for row in rows(path, f"PRAGMA table_info({table})")
            ),
            "keys": sorted(
                (row["table"], row["from"], row["to"]) for row in rows(path, f"PRAGMA foreign_key_list({table})")
            ),
            "indexes": sorted(
                (
                    "" if row["origin"] != "c" else row["name"],
                    row["unique"],
                    row["partial"],
                    tuple(part["name"] for part in rows(path, f"PRAGMA index_info('{row['name']}')")),
                )
                for row in indexes
            ),
            "where": {
                row["name"]: row["sql"].partition(" WHERE ")[2]
                for row in rows(
                    path, "SELECT name, sql FROM sqlite_master WHERE tbl_name=? AND sql LIKE '% WHERE %'", table
                )
                if row["name"].startswith("ix_")
            },
        }
    return found


def test_head_and_known_are_what_the_folder_holds() -> None:
    script = upgrade._script()
    assert script.get_heads() == [HEAD]
    assert tuple(revision.revision for revision in script.walk_revisions())[::-1] == KNOWN


def test_there_is_a_filled_book_of_every_revision() -> None:
    assert sorted(path.stem for path in filled.FOLDER.glob("*.sql")) == sorted(KNOWN)


def test_a_filled_book_has_something_in_every_table(tmp_path: Path) -> None:
    filled.restore(HEAD, tmp_path / "floor.db")
    assert [name for name, number in counts(tmp_path / "floor.db").items() if not number] == []


@pytest.mark.parametrize("revision", KNOWN)
def test_a_filled_book_of_every_revision_comes_up(revision: str, tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    filled.restore(revision, path)
    before = counts(path)
    book = open_book(path, clock.Clock())
    assert order_card(book, 1).note.text == "一"
    book.close()
    after = counts(path)
    assert {name: after.get(name) for name in before} == before
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    triggers = rows(path, "SELECT name FROM sqlite_master WHERE type='trigger'")
    assert {row["name"] for row in triggers} == set(upgrade.TRIGGERS)
    copies = list(tmp_path.glob(f"floor.{revision}-*.db"))
    assert len(copies) == (revision != HEAD)


def test_the_tables_of_the_code_are_those_of_the_migrations(book_path: Path, tmp_path: Path) -> None:
    from sqlalchemy import create_engine

    made = tmp_path / "made.db"
    engine = create_engine(f"sqlite:///{made}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    migrated = shape(book_path)
    migrated.pop("alembic_version")
    migrated = {name: each for name, each in migrated.items() if not name.startswith(WORDS)}
    assert migrated == shape(made)


def test_alembic_finds_nothing_to_migrate(book: Book) -> None:
    def differs(_c: Any, _inspected: Any, _column: Any, there: Any, ours: Any) -> bool:
        wanted = TEXTS.get(type(ours).__name__, str(ours))
        return str(there) != wanted

    with book.read() as connection:
        opts = {"compare_type": differs, "include_name": lambda name, *_: not str(name).startswith(WORDS)}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_every_table_of_every_room_is_in_the_book() -> None:
    named = {getattr(store.tables, name) for name in store.tables.__all__}
    found = set()
    for module in pkgutil.walk_packages(store.__path__, "store."):
        if module.name.endswith("tables") and module.name != "store.tables":
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, type) and issubclass(value, SQLModel) and hasattr(value, "__table__"):
                    found.add(value)
    assert found == named


def test_every_table_that_people_edit_refuses_a_save_over_a_newer_version() -> None:
    configure_mappers()
    edited = [
        value for value in vars(store.tables).values() if isinstance(value, type) and issubclass(value, Versioned)
    ]
    assert len(edited) >= 10
    for model in edited:
        column = inspect(model).version_id_col
        assert isinstance(column, Column), model
        assert column is table_of(model).c.version


def test_every_time_is_stored_as_one() -> None:
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if column.name.endswith("_at") or column.name in ("at", "as_of", "until", "busy_until", "status_as_of"):
                assert isinstance(column.type, Instant), column
