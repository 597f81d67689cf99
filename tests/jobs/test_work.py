"""What the jobs do, and what becomes of a job that fails."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from jobs.job import Job
from jobs.missing_files import JOB as MISSING_FILES
from jobs.registry import JOBS
from jobs.running import run_job
from jobs.scheduler import NAME, Scheduler
from store.book.columns import table_of
from store.book.errors import Refusal, Unavailable
from store.book.leases import Lease, take
from store.book.tables import JobRun
from store.book.transactions import Book
from store.imports.commands import import_file
from store.imports.side_tables import MissingFile
from store.people.commands import Colleague
from store.shops.queries import ShopView
from tests.jobs.processes import jobs_once
from tui.cli.demo.orders import write_order_export

missing, runs = table_of(MissingFile), table_of(JobRun)
SECRET = "13800000000"


@pytest.fixture
def lease(book: Book) -> Lease:
    """The right to run jobs."""
    found = take(book, NAME, "here:1", timedelta(minutes=5))
    assert found is not None
    return found


def notices(book: Book) -> list[tuple[str, bool]]:
    """Day and whether it is over, of every notice."""
    with book.read() as connection:
        return [(row.day, row.came_at is not None) for row in connection.execute(select(missing))]


def outcomes(book: Book) -> list[tuple[str, str]]:
    with book.read() as connection:
        return [(row.name, row.outcome) for row in connection.execute(select(runs).order_by(runs.c.id))]


def never() -> None:
    raise AssertionError("the lease was not lost")


def take_in_todays_file(book: Book, who: Colleague, shop: ShopView, folder: Path) -> None:
    now = book.clock.now()
    stamp = now.astimezone(ZoneInfo(shop.settings.zone))
    path = folder / f"ExportOrderList{stamp:%Y%m%d%H%M}.csv"
    write_order_export(path, 5, now)
    import_file(book, who.actor, path)


def test_a_file_that_has_not_come_is_noticed_once(book: Book, shop: ShopView) -> None:
    jobs_once(book.path)
    first = notices(book)
    assert first == [(shop.settings.day_of(book.clock.now()).isoformat(), False)]
    jobs_once(book.path)
    assert notices(book) == first
    assert outcomes(book) == [("missing_files", "done")] * 2


def test_the_notice_is_over_by_itself_when_the_file_came(
    book: Book, lead: Colleague, shop: ShopView, lease: Lease, tmp_path: Path
) -> None:
    run_job(book, lease, MISSING_FILES, never)
    take_in_todays_file(book, lead, shop, tmp_path)
    run_job(book, lease, MISSING_FILES, never)
    assert [over for _, over in notices(book)] == [True]
    run_job(book, lease, MISSING_FILES, never)
    assert [over for _, over in notices(book)] == [True]


def test_nothing_is_noticed_where_todays_file_is_in(
    book: Book, lead: Colleague, shop: ShopView, lease: Lease, tmp_path: Path
) -> None:
    take_in_todays_file(book, lead, shop, tmp_path)
    run_job(book, lease, MISSING_FILES, never)
    assert notices(book) == []


def test_every_job_has_a_name_of_its_own_and_an_interval() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert all(job.every >= timedelta(minutes=1) for job in JOBS)


def _failing(error: Exception) -> Job:
    def fail(_book: Book, _lease: Lease) -> None:
        raise error

    return Job("failing", timedelta(minutes=1), fail)


def test_a_fault_gets_a_number_and_tells_nothing_about_buyers(
    book: Book, lease: Lease, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        run_job(book, lease, _failing(KeyError(SECRET)), never)
    ((name, outcome),) = outcomes(book)
    assert (name, outcome.split()[0]) == ("failing", "fault")
    assert outcome.split()[1] in caplog.text
    assert "KeyError at test_work.py:" in caplog.text
    assert SECRET not in caplog.text


def test_a_refusal_is_kept_by_its_code(book: Book, lease: Lease) -> None:
    run_job(book, lease, _failing(Refusal("shops.bad_setting", field="zone", value=SECRET)), never)
    assert outcomes(book) == [("failing", "shops.bad_setting")]


def test_a_busy_book_is_tried_again_and_is_no_failure(
    book: Book, lease: Lease, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        run_job(book, lease, _failing(Unavailable("book.busy")), never)
    assert "book.busy" in caplog.text
    assert outcomes(book) == []


def test_a_job_under_a_lost_lease_says_so(book: Book, lease: Lease) -> None:
    told: list[bool] = []
    newer = Lease(lease.name, lease.holder, lease.token - 1)
    run_job(book, newer, MISSING_FILES, lambda: told.append(True))
    assert told == [True]
    assert outcomes(book) == []


def test_one_job_that_fails_does_not_keep_the_others_from_running(book: Book, shop: ShopView) -> None:
    scheduler = Scheduler(book, "here:2", jobs=(_failing(ValueError("x")), MISSING_FILES))
    assert scheduler.run_once()
    assert [name for name, _ in outcomes(book)] == ["failing", "missing_files"]


def test_a_second_scheduler_runs_nothing(book: Book, lease: Lease, shop: ShopView) -> None:
    assert not Scheduler(book, "here:2").run_once()
    with book.read() as connection:
        assert connection.scalar(select(func.count()).select_from(runs)) == 0
