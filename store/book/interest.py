"""Reads that somebody waits for: ended where they stand when nobody does any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from store.book.errors import FloorbookError


class Interrupted(FloorbookError):
    """The reader lost interest: its `Interest` was dropped while the query ran."""


class Interest:
    """Held by whoever waits for a read; `drop` ends the query where it stands."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: set[Any] = set()
        self._dropped = False

    def drop(self) -> None:
        """End the queries that run under this interest; one that has not begun never will."""
        with self._lock:
            self._dropped = True
            for raw in self._running:
                raw.interrupt()

    @contextmanager
    def held(self, connection: Connection) -> Iterator[None]:
        """Let `drop` reach the query that runs on `connection`."""
        raw = connection.connection.driver_connection
        with self._lock:
            if self._dropped:
                raise Interrupted("read.dropped")
            self._running.add(raw)
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(raw)
