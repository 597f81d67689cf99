"""What is opened, what is made and what is refused."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store.book import clock
from store.book.errors import FloorbookError, Refusal, Unavailable
from store.book.opening import open_book
from store.book.transactions import Book
from store.people.commands import Colleague
from store.shops.queries import all_shops
from tests.store.floor import rows
from tests.store.processes import run, running

OPEN = """
import os, sys
from pathlib import Path
from store.book.errors import FloorbookError
from store.book.opening import open_book
if len(sys.argv) > 2:
    os.setgid(65534)
    os.setuid(65534)
try:
    open_book(Path(sys.argv[1])).close()
    print("open")
except FloorbookError as error:
    print(type(error).__name__, error.reason.code)
"""

as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs to become somebody else")


def refused(path: Path) -> str:
    """The code with which a file is refused, which must be left as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(FloorbookError) as caught:
        open_book(path, clock.Clock())
    assert isinstance(caught.value, Refusal | Unavailable)
    assert (path.read_bytes() if path.is_file() else None) == before
    return caught.value.reason.code


def test_a_new_book_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "floor.db"
    open_book(path, clock.Clock()).close()
    assert rows(path, "SELECT count(*) AS n FROM people") == [{"n": 0}]


def test_an_empty_file_becomes_a_book(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    path.touch()
    open_book(path, clock.Clock()).close()
    assert rows(path, "SELECT count(*) AS n FROM orders") == [{"n": 0}]


def test_a_book_that_is_open_can_be_opened_again(book: Book, lead: Colleague) -> None:
    again = open_book(book.path)
    with again.read() as connection:
        assert all_shops(connection) == ()
    again.close()


def test_opening_a_book_of_this_version_writes_nothing(book_path: Path) -> None:
    before = book_path.read_bytes()
    open_book(book_path).close()
    assert book_path.read_bytes() == before
    assert {file.name for file in book_path.parent.iterdir()} <= {"floor.db", "floor.db-wal", "floor.db-shm"}


def test_a_newer_book_is_refused(book_path: Path) -> None:
    with closing(sqlite3.connect(book_path)) as connection, connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("UPDATE alembic_version SET version_num='9999'")
    assert refused(book_path) == "book.newer"


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE x(y)"],
        ["CREATE TABLE alembic_version(version_num TEXT)"],
    ],
    ids=["another database", "a book without a version"],
)
def test_somebody_elses_database_is_refused(tmp_path: Path, statements: list[str]) -> None:
    path = tmp_path / "floor.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    assert refused(path) == "book.not_a_book"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    path.write_bytes("订单编号,总金额\n".encode("gb18030") * 400)
    assert refused(path) == "book.not_a_book"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == "book.is_folder"


def test_a_file_in_the_way_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refused(tmp_path / "file" / "floor.db") == "book.cannot_make"


def test_a_file_that_may_not_be_written_is_refused(book_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != book_path and access(path, mode))
    assert refused(book_path) == "book.read_only"


@as_root
def test_what_belongs_to_somebody_else_is_refused_in_words(book_path: Path, tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and folder != Path("/tmp") and folder.is_relative_to("/tmp"):
            folder.chmod(0o755)
    assert run(OPEN, book_path, "nobody").strip() == "Refusal book.no_folder"
    book_path.parent.chmod(0o755)
    book_path.chmod(0o644)
    assert run(OPEN, book_path, "nobody").strip() == "Refusal book.read_only"
    assert run(OPEN, tmp_path / "new" / "floor.db", "nobody").strip() == "Refusal book.no_folder"


def test_several_may_open_a_new_book_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "floor.db"
    with running(OPEN, path) as one, running(OPEN, path) as two, running(OPEN, path) as three:
        said = [process.communicate()[0].strip() for process in (one, two, three)]
    assert said == ["open"] * 3
    assert rows(path, "SELECT count(*) AS n FROM alembic_version") == [{"n": 1}]


def test_a_file_made_by_a_quicker_process_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floor.db"
    exists = Path.exists
    seen: list[Path] = []

    def too_late(self: Path) -> bool:
        there = exists(self)
        if self == path and not seen:
            seen.append(self)
            self.touch(mode=0o600)
        return there

    monkeypatch.setattr(Path, "exists", too_late)
    open_book(path, clock.Clock()).close()
    assert rows(path, "SELECT count(*) AS n FROM people") == [{"n": 0}]
