"""Something is odd, and somebody asks the doctor."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.book.transactions import Book
from tests.cli.floorbook import floorbook


def test_a_healthy_book(book: Book) -> None:
    done = floorbook("doctor", "--book", book.path)
    assert done.returncode == 0, done.stdout
    assert all(line.startswith(("ok", " ")) for line in done.stdout.splitlines())
    assert "quick check" in done.stdout


def test_looking_makes_no_book(tmp_path: Path) -> None:
    done = floorbook("doctor", "--book", tmp_path / "deep" / "b.db")
    assert done.returncode == 0
    assert "none yet" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_a_book_that_others_can_read(book: Book) -> None:
    book.path.chmod(0o644)
    done = floorbook("doctor", "--book", book.path)
    assert done.returncode == 1
    assert "chmod go=" in done.stdout
    assert "!! permissions" in done.stdout


def test_a_damaged_book_is_found_and_is_no_reason_to_fall_over(book: Book) -> None:
    path = book.path
    book.close()
    with path.open("r+b") as file:
        file.seek(4_096)
        file.write(os.urandom(40_960))
    done = floorbook("doctor", "--book", path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "!!" in done.stdout


def test_a_file_that_is_no_book(tmp_path: Path) -> None:
    (tmp_path / "b.db").write_text("dear diary, " * 500, encoding="utf-8")
    done = floorbook("doctor", "--book", tmp_path / "b.db")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_terminal_that_is_not_utf8(book: Book) -> None:
    done = floorbook("doctor", "--book", book.path, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "!! terminal encoding ascii" in done.stdout


def test_a_search_index_that_does_not_fit_is_found_and_made_anew(book: Book) -> None:
    with book.keep_house() as connection:
        connection.exec_driver_sql("INSERT INTO titles(id, text) VALUES (1, '毛衣 白色'), (2, '围巾 灰色')")
    done = floorbook("doctor", "--book", book.path)
    assert done.returncode == 1
    assert "!! search index" in done.stdout
    assert "2 texts do not fit" in done.stdout
    assert "floorbook doctor --rebuild-search" in done.stdout
    mended = floorbook("doctor", "--rebuild-search", "--book", book.path)
    assert mended.returncode == 0, mended.stdout
    assert "search knows 2 texts" in mended.stdout
