"""However many Floorbooks are started, one scheduler works, and only while somebody is there."""

from __future__ import annotations

import os
import signal
import stat
import time
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import update

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.leases import is_held
from store.book.live import Live
from store.book.paths import logs_folder
from store.book.tables import JobLease
from store.book.transactions import Book
from tests.cli.floorbook import PATIENCE, wait_until
from tests.jobs.processes import jobs, lease_row


def works(book: Book) -> bool:
    return is_held(book, "scheduler")


def wait_for_renewals(book: Book, times: int) -> None:
    """Wait until the lease was renewed so often: the scheduler lives and has looked round."""
    for _ in range(times):
        wait_until(partial(_was_renewed, book, lease_row(book)["until"]), "the lease is renewed")


def _was_renewed(book: Book, before: int) -> bool:
    return bool(lease_row(book)["until"] > before)


def test_of_two_started_at_once_one_works_and_one_leaves(book: Book) -> None:
    with jobs(book.path) as first, jobs(book.path) as second:
        wait_until(lambda: None not in (first.poll(), second.poll()) or works(book), "one works")
        wait_until(lambda: (first.poll() is None) != (second.poll() is None), "one leaves")
        gone, stays = (first, second) if first.poll() is not None else (second, first)
        assert gone.returncode == 0
        assert lease_row(book)["holder"].endswith(f":{stays.pid}")
        stays.send_signal(signal.SIGTERM)
        assert stays.wait(PATIENCE) == 0
    assert not works(book), "the lease was given back"


def test_after_a_kill_the_next_one_takes_over_once_the_lease_has_run_out(book: Book) -> None:
    with jobs(book.path, lease=2) as killed:
        wait_until(lambda: works(book), "the first works")
        killed.send_signal(signal.SIGKILL)
        killed.wait(PATIENCE)
    before = lease_row(book)
    end = time.monotonic() + PATIENCE
    while True:
        assert time.monotonic() < end, "nobody took over"
        with jobs(book.path) as next_one:
            wait_until(lambda: next_one.poll() is not None or lease_row(book)["token"] > before["token"], "an answer")
            if next_one.poll() is None:
                break
            assert next_one.returncode == 0, "one that is not needed leaves without a fuss"
    assert lease_row(book)["token"] == before["token"] + 1


def test_it_stays_while_a_floorbook_is_open_and_leaves_some_time_after_the_last(book: Book) -> None:
    live = Live(book.path, "lin", "Lin")
    live.be("today")
    with jobs(book.path, lease=3, stay=0.4) as process:
        wait_until(lambda: works(book), "it works")
        wait_for_renewals(book, 8)
        assert process.poll() is None
        live.leave()
        assert process.wait(PATIENCE) == 0
    assert not works(book)
    assert "nobody is there" in (logs_folder(book.path) / "jobs.log").read_text(encoding="utf-8")


def test_a_closed_terminal_does_not_end_it(book: Book) -> None:
    with jobs(book.path, lease=1.5) as process:
        wait_until(lambda: works(book), "it works")
        process.send_signal(signal.SIGHUP)
        wait_for_renewals(book, 2)
        assert process.poll() is None


def test_one_that_lost_its_lease_stops_and_leaves_its_successor_alone(book: Book) -> None:
    with jobs(book.path, lease=3) as process:
        wait_until(lambda: works(book), "it works")
        leases = table_of(JobLease)
        until = book.clock.real() + timedelta(minutes=5)
        with book.write(Intent("test.take", Actor("other"), "take", "job")) as work:
            row = {"holder": "other", "token": leases.c.token + 1, "until": until}
            work.connection.execute(update(leases).values(row))
        assert process.wait(PATIENCE) == 0
    assert (lease_row(book)["holder"], lease_row(book)["until"]) == ("other", until)


def test_one_whose_book_is_gone_leaves(book: Book) -> None:
    with jobs(book.path, lease=1.5) as process:
        wait_until(lambda: works(book), "it works")
        for each in book.path.parent.glob(book.path.name + "*"):
            each.unlink()
        assert process.wait(PATIENCE) == 0


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_its_log_is_private(book: Book) -> None:
    with jobs(book.path, lease=1.5):
        wait_until(lambda: (logs_folder(book.path) / "jobs.log").exists(), "it logs")
        folder = logs_folder(book.path)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}


def test_a_file_that_is_no_book_is_left_alone(book: Book) -> None:
    other = book.path.with_name("diary.db")
    other.write_text("dear diary, " * 100, encoding="utf-8")
    with jobs(other) as process:
        assert process.wait(PATIENCE) == 2
        assert process.stderr is not None
        assert process.stderr.read() == "book.not_a_book\n"
