"""One scheduler at a time, and the work of a late one is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from store.book.errors import Unavailable
from store.book.leases import Lease, fenced, give_back, is_held, take
from store.book.transactions import Book
from store.people.commands import Colleague
from tests.store.floor import rows
from tests.store.processes import running

MINUTE = timedelta(minutes=1)


def taken(book: Book, holder: str, length: timedelta = MINUTE) -> Lease:
    """A lease that must be free."""
    lease = take(book, "scheduler", holder, length)
    assert lease is not None
    return lease


def pass_time(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lease runs out."""
    later = book.clock.real() + 2 * MINUTE
    monkeypatch.setattr(type(book.clock), "real", lambda clock: later)


def test_one_of_two_gets_it(book: Book) -> None:
    assert not is_held(book, "scheduler")
    taken(book, "a")
    assert take(book, "scheduler", "b", MINUTE) is None
    assert is_held(book, "scheduler")


def test_the_holder_renews_it_under_the_same_token(book: Book) -> None:
    assert taken(book, "a") == taken(book, "a")


def test_the_token_grows_with_every_holder(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    first = taken(book, "a")
    pass_time(book, monkeypatch)
    assert not is_held(book, "scheduler")
    second = taken(book, "b")
    give_back(book, second)
    third = taken(book, "a")
    assert [lease.token for lease in (first, second, third)] == [1, 2, 3]


def test_a_lease_given_back_is_free_at_once(book: Book) -> None:
    give_back(book, taken(book, "a"))
    assert not is_held(book, "scheduler")
    assert take(book, "scheduler", "b", MINUTE) is not None


def test_a_lease_that_is_no_longer_ones_own_is_not_given_back(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    late = taken(book, "a")
    pass_time(book, monkeypatch)
    taken(book, "b")
    give_back(book, late)
    assert is_held(book, "scheduler")


def test_the_work_of_a_late_holder_is_refused_whole(
    book: Book, lead: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = taken(book, "a")
    pass_time(book, monkeypatch)
    taken(book, "b")

    def work() -> None:
        with fenced(book, late, "rename") as run:
            run.work.connection.execute(text("UPDATE people SET name='x'"))

    with pytest.raises(Unavailable) as caught:
        work()
    assert caught.value.reason.code == "jobs.lease_lost"
    assert rows(book.path, "SELECT name FROM people") == [{"name": "Lin"}]
    assert rows(book.path, "SELECT * FROM job_runs") == []


def test_a_run_leaves_its_row_and_its_entry(book: Book, lead: Colleague) -> None:
    with fenced(book, taken(book, "a"), "rename") as run:
        run.work.connection.execute(text("UPDATE people SET name='x'"))
        run.figures["renamed"] = 1
    (row,) = rows(book.path, "SELECT * FROM job_runs")
    assert (row["name"], row["token"], row["outcome"], row["figures"]) == ("rename", 1, "done", '{"renamed": 1}')
    (entry,) = rows(book.path, "SELECT * FROM audit_entries WHERE intent='jobs.rename'")
    assert (entry["actor"], entry["person_id"], entry["params"]) == ("a", None, '{"renamed": 1}')


def test_a_run_that_fails_leaves_nothing(book: Book, lead: Colleague) -> None:
    lease = taken(book, "a")

    def work() -> None:
        with fenced(book, lease, "rename") as run:
            run.work.connection.execute(text("UPDATE people SET name='x'"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert rows(book.path, "SELECT name FROM people") == [{"name": "Lin"}]
    assert rows(book.path, "SELECT * FROM job_runs") == []


TAKE = """
import sys
from datetime import timedelta
from pathlib import Path
from store.book.leases import take
from store.book.opening import open_book
book = open_book(Path(sys.argv[1]))
print(take(book, "scheduler", sys.argv[2], timedelta(minutes=1)) is not None)
"""


def test_of_two_processes_that_start_together_one_schedules(book: Book) -> None:
    with running(TAKE, book.path, "a") as one, running(TAKE, book.path, "b") as other:
        said = sorted(process.communicate()[0].strip() for process in (one, other))
    assert said == ["False", "True"]
