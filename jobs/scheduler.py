"""Runs the jobs while somebody works: one scheduler at a time, whoever starts how many.

The lease in the book decides which one (design 7). It is renewed three times before it runs out; a scheduler that
was killed blocks its successor only until then. Times of the scheduler are real ones; what a job calls today is what
the book's clock says.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from jobs.job import Job
from jobs.registry import JOBS
from jobs.running import log, run_job
from store.book.errors import Unavailable
from store.book.leases import Lease, give_back, take
from store.book.live import anybody_there
from store.book.transactions import Book

NAME = "scheduler"


@dataclass(frozen=True, slots=True)
class Times:
    """How long a scheduler waits for what."""

    lease: timedelta = timedelta(seconds=90)
    """After so long without a sign of life another one takes over."""
    stay: timedelta = timedelta(minutes=5)
    """So long it stays after the last open Floorbook has left."""

    @property
    def step(self) -> float:
        """Seconds between two looks round."""
        return min(self.lease / 3, self.stay / 4).total_seconds()


class Scheduler:
    """One scheduler of one book.

    Args:
        book: an open book; it stays the caller's to close.
        holder: the name of this process.
        times: how long it waits.
        jobs: what it runs.
    """

    def __init__(self, book: Book, holder: str, times: Times | None = None, jobs: tuple[Job, ...] = JOBS) -> None:
        self._book, self._holder = book, holder
        self._times, self._jobs = times or Times(), jobs
        self._file = self._identity()
        self._stop = threading.Event()
        self._lost = False

    def stop(self) -> None:
        """Ask it to end; safe in a signal handler and from any thread."""
        self._stop.set()

    def run(self, began: Callable[[], None] = lambda: None) -> bool:
        """Work until nobody is there any more, or until `stop`; False at once where another scheduler works.

        `began` is told once the lease is taken.
        """
        lease = take(self._book, NAME, self._holder, self._times.lease)
        if lease is None:
            return False
        began()
        log.info("took over with token %d", lease.token)
        timer = self._timer(lease)
        timer.start()
        try:
            self._watch(lease)
        finally:
            # A job in the middle of its work is not waited for: its fence refuses what comes too late.
            timer.shutdown(wait=False)
            self._leave(lease)
        return True

    def run_once(self) -> bool:
        """Run every job once; False where another scheduler works."""
        lease = take(self._book, NAME, self._holder, self._times.lease)
        if lease is None:
            return False
        for job in self._jobs:
            run_job(self._book, lease, job, self._lose)
        self._leave(lease)
        return True

    def _timer(self, lease: Lease) -> Any:
        from apscheduler.executors.pool import ThreadPoolExecutor
        from apscheduler.schedulers.background import BackgroundScheduler

        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        timer = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(1)},
            # A machine that slept comes back hours late: what was missed runs once, not never and not often.
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        for job in self._jobs:
            timer.add_job(
                run_job,
                "interval",
                args=(self._book, lease, job, self._lose),
                seconds=job.every.total_seconds(),
                id=job.name,
                next_run_time=datetime.now(UTC),
            )
        return timer

    def _watch(self, lease: Lease) -> None:
        """Keep the lease and look whether somebody is there, until it is time to go."""
        held_until = seen = time.monotonic()
        held_until += self._times.lease.total_seconds()
        while not self._stop.wait(self._times.step):
            now = time.monotonic()
            if self._identity() != self._file:
                self._lose()
            elif self._renew(lease):
                held_until = now + self._times.lease.total_seconds()
            elif now >= held_until:
                self._lose()
            if self._lost:
                log.warning("the lease is lost")
                return
            if anybody_there(self._book.path):
                seen = now
            elif now - seen >= self._times.stay.total_seconds():
                log.info("nobody is there")
                return

    def _identity(self) -> tuple[int, int] | None:
        """Which file the book is: an open connection goes on working on one that was removed or replaced."""
        try:
            about = self._book.path.stat()
        except OSError:
            return None
        return about.st_dev, about.st_ino

    def _renew(self, lease: Lease) -> bool:
        """Whether the lease is ours for its whole length again; a busy book may be asked once more before it ends."""
        try:
            renewed = take(self._book, NAME, self._holder, self._times.lease)
        except Unavailable as error:
            log.warning("the lease was not renewed: %s", error.reason.code)
            return False
        if renewed is None or renewed.token != lease.token:
            self._lose()
            return False
        return True

    def _lose(self) -> None:
        self._lost = True
        self._stop.set()

    def _leave(self, lease: Lease) -> None:
        if self._lost:
            return
        try:
            give_back(self._book, lease)
        except Unavailable as error:
            log.warning("the lease was not given back, it runs out by itself: %s", error.reason.code)
