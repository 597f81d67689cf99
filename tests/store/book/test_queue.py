"""Whose turn it is to write, and who copies the WAL: a file that is taken in keeps no colleague waiting."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from store.book import driver
from store.book.audit import Intent
from store.book.queue import head_of, turn
from store.book.transactions import Book
from store.people.commands import Colleague, change
from tests.store.floor import key, rows


def until_somebody_stands(queue: Path) -> None:
    """Wait until somebody stands at the head of the queue."""
    end = time.monotonic() + 30
    while not _stands(queue):
        assert time.monotonic() < end, "nobody came"


def _stands(queue: Path) -> bool:
    with head_of(queue).open("rb") as head:
        try:
            fcntl.flock(head, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


@pytest.fixture
def queue(tmp_path: Path) -> Path:
    """Where a queue is."""
    return tmp_path / "book.db.queue"


def test_who_comes_back_at_once_goes_behind_who_waits(queue: Path) -> None:
    order: list[str] = []

    def save() -> None:
        with turn(queue, patience=60):
            order.append("colleague")

    colleague = threading.Thread(target=save)
    with turn(queue):
        order.append("import")
        colleague.start()
        until_somebody_stands(queue)
    with turn(queue, patience=60):
        order.append("import")
    colleague.join()
    assert order == ["import", "colleague", "import"]


def test_places_in_the_queue_leave_no_file_open(queue: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    with turn(queue):
        with turn(queue, patience=0) as came:
            assert not came
        until_somebody_stands(queue)
    with turn(queue, patience=60) as came:
        assert came
    for who in threading.enumerate():
        if who.name == "book-queue":
            who.join()
    assert len(os.listdir("/proc/self/fd")) == before


def test_threads_of_one_process_wait_in_the_queue_and_not_for_each_other(book: Book, lead: Colleague) -> None:
    def save(name: str) -> None:
        change(book, lead.actor, lead.login, key(), name=name, role=None)

    colleague = threading.Thread(target=save, args=("Wei",))
    with book.write(Intent("test", lead.actor, key(), "person")):
        colleague.start()
        until_somebody_stands(book.queue_path)
    save("Lan")
    colleague.join()
    assert rows(book.path, "SELECT name FROM people") == [{"name": "Lan"}]


def test_a_wal_begins_anew_though_somebody_saves_whenever_it_is_copied(
    book: Book, lead: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "MERGED_PAGES", 50)
    copy, first = book._copy_wal, threading.Event()

    def save() -> None:
        change(book, lead.actor, lead.login, key(), name=key(), role=None)

    def copy_beside_a_save() -> int:
        if not first.is_set():
            return copy()
        first.clear()
        with book.read() as connection:  # what is saved after this look is not copied
            connection.execute(text("SELECT name FROM people"))
            save()
            return copy()

    monkeypatch.setattr(book, "_copy_wal", copy_beside_a_save)
    for _ in range(60):
        save()
        first.set()
        book.checkpoint()
    pages = book.path.with_name(book.path.name + "-wal").stat().st_size / 4096
    assert pages < 150


def test_a_merge_copies_the_wal_outside_of_its_turns_only(book: Book, lead: Colleague, tmp_path: Path) -> None:
    def copied_by_commits_at() -> int:
        with book.write(Intent("test", lead.actor, key(), "person")) as work:
            return int(work.connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar_one())

    with book.attached("staging", tmp_path / "staged.db"):
        assert copied_by_commits_at() == 0
    assert copied_by_commits_at() == driver.CHECKPOINT_PAGES
