"""What a job is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from store.book.leases import Lease
from store.book.transactions import Book


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is looked at again and again; running it twice must do no harm.

    Attributes:
        name: one word, as it stands in the history of runs.
        every: real time between two runs; the first is at the scheduler's start.
        run: does it, under the lease of the scheduler. May raise any `FloorbookError`.
    """

    name: str
    every: timedelta
    run: Callable[[Book, Lease], None]
