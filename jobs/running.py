"""One run of one job, and what becomes of its errors: none of them may end the scheduler."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from jobs.history import record_failure
from jobs.job import Job
from store.book.errors import FloorbookError, Unavailable
from store.book.leases import Lease
from store.book.transactions import Book

log = logging.getLogger("floorbook.jobs")


def run_job(book: Book, lease: Lease, job: Job, lost: Callable[[], None]) -> None:
    """Run `job` once. `lost` is told when another scheduler has taken over."""
    began_at = book.clock.real()
    try:
        job.run(book, lease)
    except Unavailable as error:
        if error.reason.code == "jobs.lease_lost":
            log.warning("%s: the lease is lost", job.name)
            lost()
            return
        log.warning("%s: %s, tried again in %s", job.name, error.reason.code, job.every)
    except FloorbookError as error:
        log.error("%s: %s", job.name, error.reason.code)
        _keep(book, lease, job, began_at, error.reason.code)
    except Exception as error:  # noqa: BLE001 - the scheduler's one boundary: a fault gets a number and stays here
        number = uuid4().hex[:8].upper()
        log.error("%s: fault %s, %s", job.name, number, place_of(error))
        _keep(book, lease, job, began_at, f"fault {number}")
    else:
        log.debug("%s: done", job.name)


def place_of(error: BaseException) -> str:
    """Kind and places of an error. Not its message: that could quote a buyer."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"


def _keep(book: Book, lease: Lease, job: Job, began_at: datetime, outcome: str) -> None:
    try:
        record_failure(book, lease, job.name, began_at, outcome)
    except FloorbookError as error:
        log.warning("%s: the history could not be written, %s", job.name, error.reason.code)
