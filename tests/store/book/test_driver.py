"""Which SQLite a process uses, and how its connections are set up."""

from __future__ import annotations

import importlib
import stat
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest

from store.book import clock, driver
from store.book.live import Live
from store.book.opening import open_book
from store.book.transactions import Book
from store.imports.commands import import_file
from store.people.commands import Colleague, enter
from tests.exports import paid, write_export
from tests.store.floor import key, rows

EVERY = {
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "temp_store": 2,
    "busy_timeout": driver.BUSY_MS,
}


@pytest.mark.parametrize(
    ("version", "race"),
    [
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 44, 9), False),
        ((3, 45, 0), True),
        ((3, 49, 9), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_versions_that_can_lose_a_commit(version: tuple[int, int, int], race: bool) -> None:
    assert driver.has_wal_race(version) is race


def test_the_deepest_mount_tells_the_file_system(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    book = Path("/srv/floor books/tea/floor.db")
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv nfs4 rw 0 0\nshort\n"
        "//nas/y /srv/floor\\040books cifs rw 0 0\n/dev/sdb /srv/floor\\040books/te xfs rw 0 0\n",
        encoding="utf-8",
    )
    assert driver.file_system(book, mounts) == "cifs"
    assert driver.file_system(Path("/srv/x.db"), mounts) == "nfs4"
    assert driver.file_system(Path("/var/x.db"), mounts) == "ext4"
    assert driver.file_system(book, tmp_path / "none") == ""


@pytest.mark.parametrize(("kind", "journal"), [("ext4", "wal"), ("nfs4", "delete"), ("fuse.sshfs", "delete")])
def test_over_a_network_the_journal_is_the_old_one(
    book_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, journal: str
) -> None:
    monkeypatch.setattr(driver, "file_system", lambda path: kind)
    monkeypatch.setattr(driver, "has_wal_race", lambda version: False)
    book = open_book(book_path)
    enter(book, "lin", "lin")
    book.close()
    assert rows(book_path, "PRAGMA journal_mode") == [{"journal_mode": journal}]
    assert rows(book_path, "SELECT login FROM people") == [{"login": "lin"}]


def test_every_connection_is_set_up(book: Book) -> None:
    for engine, own in (
        (book._writers, {"query_only": 0, "synchronous": 2}),
        (book._readers, {"query_only": 1}),
    ):
        with engine.connect() as one, one.begin():
            for name, value in {**EVERY, **own}.items():
                assert one.exec_driver_sql(f"PRAGMA {name}").scalar() == value, name
    journal = book.choice.journal.lower()
    assert rows(book.path, "PRAGMA journal_mode") == [{"journal_mode": journal}]


def test_the_second_reader_is_set_up_like_the_first(book: Book) -> None:
    with book.read() as one, book.read() as other:
        for connection in (one, other):
            assert connection.exec_driver_sql("PRAGMA query_only").scalar() == 1


def test_drafts_are_kept_with_less_waiting_for_the_disk(book: Book) -> None:
    live = Live(book.path, "lin", "Lin")
    with closing(live._connection) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (1,)


def test_nobody_else_can_read_what_we_make(tmp_path: Path) -> None:
    path = tmp_path / "new" / "floor.db"
    book = open_book(path, clock.Clock())
    enter(book, "lin", "lin")
    Live(path, "lin", "Lin").leave()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    book.close()


@pytest.fixture
def without_bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine for which there is no wheel of the bundled SQLite."""
    real = importlib.import_module

    def module(name: str, package: str | None = None) -> ModuleType:
        if name == "pysqlite3":
            raise ImportError(name)
        return real(name, package)

    monkeypatch.setattr(importlib, "import_module", module)


@pytest.mark.usefixtures("without_bundled")
def test_the_interpreters_own_sqlite_keeps_a_book_too(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    book = open_book(path, clock.Clock())
    assert book.choice.module == "sqlite3"
    lead: Colleague = enter(book, "lin", key(), "Lin")
    run = import_file(book, lead.actor, write_export(tmp_path / "x.csv", [paid(1), paid(2)]))
    assert run.added == 2
    again = import_file(book, lead.actor, write_export(tmp_path / "x.csv", [paid(1, memo="急"), paid(2)]))
    assert (again.changed, again.same) == (1, 1)
    book.close()
    journal = "delete" if book.choice.race else "wal"
    assert rows(path, "PRAGMA journal_mode") == [{"journal_mode": journal}]


@pytest.mark.usefixtures("without_bundled")
def test_a_book_of_the_bundled_sqlite_opens_with_the_interpreters_own(book_path: Path) -> None:
    book = open_book(book_path)
    assert book.choice.module == "sqlite3"
    enter(book, "lin", key())
    book.close()
    assert rows(book_path, "SELECT login FROM people") == [{"login": "lin"}]
