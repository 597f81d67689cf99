"""Short reads that block nobody, and one transaction for one intent."""

from __future__ import annotations

import fcntl
import functools
import os
import threading
from typing import Any

import pytest
from sqlalchemy import text

from store.book import driver, transactions
from store.book.audit import Intent
from store.book.errors import Refusal, Unavailable
from store.book.interest import Interest, Interrupted
from store.book.queue import turn
from store.book.transactions import Book
from store.orders.commands import save_note
from store.people.commands import Colleague, change
from store.people.rules import Role
from tests.exports import paid
from tests.store.floor import Floor, key, recorded, rows
from tests.store.processes import run

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def rename(book: Book, who: Colleague, name: str, op_key: str | None = None) -> None:
    """The smallest of all commands."""
    change(book, who.actor, who.login, op_key or key(), name=name, role=None)


def names(book: Book) -> list[str]:
    """The people's names as the file has them."""
    return [row["name"] for row in rows(book.path, "SELECT name FROM people ORDER BY id")]


def test_a_reader_sees_the_book_as_it_stood_at_his_first_query(book: Book, lead: Colleague) -> None:
    with book.read() as connection:
        assert connection.scalar(text("SELECT name FROM people")) == "Lin"
        rename(book, lead, "Lin Wei")
        assert connection.scalar(text("SELECT name FROM people")) == "Lin"
    with book.read() as connection:
        assert connection.scalar(text("SELECT name FROM people")) == "Lin Wei"


def test_a_reader_cannot_write(book: Book, lead: Colleague) -> None:
    with pytest.raises(Refusal) as caught, book.read() as connection:
        connection.execute(text("UPDATE people SET name='x'"))
    assert caught.value.reason.code == "book.read_only"
    assert names(book) == ["Lin"]


def test_a_command_that_fails_half_way_leaves_nothing(book: Book, lead: Colleague) -> None:
    entries = rows(book.path, "SELECT count(*) AS n FROM audit_entries")

    def fail() -> None:
        with book.write(Intent("test", lead.actor, key(), "person")) as work:
            work.connection.execute(text("UPDATE people SET name='x'"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(book) == ["Lin"]
    assert rows(book.path, "SELECT count(*) AS n FROM audit_entries") == entries


def test_the_same_intent_twice_is_carried_out_once(book: Book, lead: Colleague) -> None:
    rename(book, lead, "Wei", "once")
    before = rows(book.path, "SELECT * FROM people")
    rename(book, lead, "Lan", "once")
    assert rows(book.path, "SELECT * FROM people") == before
    assert len(rows(book.path, "SELECT id FROM audit_entries WHERE op_key='once'")) == 1


def test_the_same_note_twice_tells_what_it_told_the_first_time(floor: Floor) -> None:
    floor.take(paid(1))
    saved = [
        save_note(floor.book, floor.agent.actor, "once", floor.order_id(), "急", seen_version=0, before="")
        for _ in range(2)
    ]
    assert saved == [1, 1]
    assert floor.card().note.version == 1


def commit_fails(monkeypatch: pytest.MonkeyPatch, book: Book, *, after: bool) -> None:
    """The next COMMIT reports an error: after it took place, or instead."""
    dialect = book._writers.dialect
    commit = dialect.do_commit

    def failing(connection: Any) -> None:
        monkeypatch.setattr(dialect, "do_commit", commit)
        if after:
            commit(connection)
        raise driver.sqlite().OperationalError("disk I/O error")

    monkeypatch.setattr(dialect, "do_commit", failing)


def test_an_error_at_commit_is_looked_up_and_not_believed(
    book: Book, lead: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_fails(monkeypatch, book, after=True)
    rename(book, lead, "Wei", "doubtful")
    assert names(book) == ["Wei"]
    assert recorded(book.path, "doubtful")


def test_an_error_at_commit_that_is_one_leaves_the_book_usable(
    book: Book, lead: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_fails(monkeypatch, book, after=False)
    with pytest.raises(Exception, match="disk I/O"):
        rename(book, lead, "Wei", "failed")
    assert names(book) == ["Lin"]
    assert not recorded(book.path, "failed")
    rename(book, lead, "Wei", "failed")
    assert names(book) == ["Wei"]


def test_a_reader_who_lost_interest_does_not_run_to_the_end(book: Book) -> None:
    interest = Interest()
    begun = threading.Event()
    ended: list[BaseException] = []

    def read() -> None:
        try:
            with book.read(interest) as connection:
                begun.set()
                connection.execute(text(ENDLESS)).all()
        except Interrupted as error:
            ended.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    begun.wait()
    while reader.is_alive():  # dropped before the query began it does not end: drop as a screen would, again
        interest.drop()
        reader.join(0.01)
    assert len(ended) == 1
    with pytest.raises(Interrupted), book.read(interest):
        pass
    with book.read() as connection:
        assert connection.scalar(text("SELECT 1")) == 1


def test_a_full_disk_loses_nothing_and_says_so(
    book: Book, agent: Colleague, lead: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(book.path, "SELECT * FROM people")

    def fill() -> None:
        with book.write(Intent("test", lead.actor, key(), "person")) as work:
            (pages,) = work.connection.exec_driver_sql("PRAGMA page_count").one()
            work.connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
            work.connection.execute(text("UPDATE people SET name='x'"))
            work.connection.execute(text("UPDATE people SET name=hex(zeroblob(500000))"))

    with pytest.raises(Unavailable) as caught:
        fill()
    assert caught.value.reason.code == "book.full"
    assert rows(book.path, "SELECT * FROM people") == before
    with book.write(Intent("test", lead.actor, key(), "person")) as work:
        work.connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    rename(book, agent, "Mei")
    assert names(book) == ["Lin", "Mei"]


FULL = """
import resource, signal, sys
from pathlib import Path
from store.book.audit import Actor
from store.book.errors import Refusal, Unavailable
from store.book.opening import open_book
from store.people.commands import change
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
book = open_book(Path(sys.argv[1]))
change(book, Actor("lin", 1), "lin", "before", name="before", role=None)
size = Path(sys.argv[1] + "-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 5000, size + 5000))
try:
    for step in range(1000):
        change(book, Actor("lin", 1), "lin", f"step-{step}", name="x" * 2000 + str(step), role=None)
        print("saved", step, flush=True)
except Unavailable as error:
    print(error.reason.code, flush=True)
"""


def test_a_disk_that_takes_no_more_keeps_what_was_confirmed(book: Book, lead: Colleague) -> None:
    *saved, said = run(FULL, book.path).splitlines()
    # The bundled driver tells no more than "I/O error"; the standard module says that it was a write.
    assert said in ("book.gone", "book.full")
    expected = f"{'x' * 2000}{len(saved) - 1}" if saved else "before"
    assert names(book) == [expected]
    rename(book, lead, "Wei")
    assert rows(book.path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_a_queue_that_never_moves_holds_nobody_up(book: Book, lead: Colleague, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "turn", functools.partial(turn, patience=0.01))
    stuck = os.open(book.queue_path, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(stuck, fcntl.LOCK_EX)
        rename(book, lead, "Wei")
    finally:
        os.close(stuck)
    assert names(book) == ["Wei"]
    with turn(book.queue_path, patience=60) as came:
        assert came, "who gave up must have left the queue"


COUNTING = """
import sys, threading
from pathlib import Path
from sqlalchemy import text
from store.book.audit import Actor, Intent
from store.book.opening import open_book
book, name = open_book(Path(sys.argv[1])), sys.argv[2]
faults = []
def count(thread):
    try:
        for step in range(10):
            intent = Intent("test", Actor("lin", 1), f"{name}-{thread}-{step}", "person")
            with book.write(intent) as work:
                seen = work.connection.scalar(text("SELECT CAST(name AS INTEGER) FROM people WHERE id=1"))
                work.connection.execute(text("UPDATE people SET name=:n WHERE id=1"), {"n": str(seen + 1)})
    except BaseException as fault:
        faults.append(repr(fault))
threads = [threading.Thread(target=count, args=(place,)) for place in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(faults)
"""


def test_two_processes_of_eight_threads_read_and_then_write_without_losing_one(book: Book, lead: Colleague) -> None:
    rename(book, lead, "0")
    said: list[str] = []
    workers = [
        threading.Thread(target=lambda name=name: said.append(run(COUNTING, book.path, name).strip()))
        for name in ("one", "two")
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert said == ["[]", "[]"]
    assert names(book) == ["160"]


def test_a_role_outside_the_list_is_a_fault_and_not_stored(book: Book, lead: Colleague) -> None:
    with pytest.raises(ValueError, match="boss"):
        Role("boss")
    assert rows(book.path, "SELECT role FROM people") == [{"role": "lead"}]
