"""The queue in front of the book: writers of all processes line up here before they ask SQLite for the lock.

SQLite's own waiting is unfair: with 200 writers one in a hundred waited five times as long as with this line. The
queue is courtesy only. `BEGIN IMMEDIATE` is the lock, and whoever has waited two seconds goes on without its turn.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 2.0
"""Seconds after which a writer goes on without its turn."""

if sys.platform == "win32":

    @contextmanager
    def turn(path: Path, patience: float = PATIENCE) -> Iterator[bool]:
        """No queue on Windows: yields False, and SQLite's own waiting has to do."""
        yield False

else:
    import fcntl

    @contextmanager
    def turn(path: Path, patience: float = PATIENCE) -> Iterator[bool]:
        """Wait for our turn in the queue file at `path`; yields whether it came within `patience` seconds."""
        place = _Place(path)
        try:
            yield place.wait(patience)
        finally:
            place.leave()

    class _Place:
        """A place in the queue. Waiting without polling keeps the kernel's order, which is first come, first served."""

        def __init__(self, path: Path) -> None:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._came = threading.Event()
            self._left = False
            self._mutex = threading.Lock()

        def wait(self, patience: float) -> bool:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                threading.Thread(target=self._stand, name="book-queue", daemon=True).start()
                return self._came.wait(patience)
            except OSError:  # a file system without locks: the queue is courtesy only
                return False
            self._came.set()
            return True

        def _stand(self) -> None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX)
            except OSError:
                return
            with self._mutex:
                if self._left:
                    os.close(self._file)
                else:
                    self._came.set()

        def leave(self) -> None:
            with self._mutex:
                self._left = True
                if self._came.is_set():
                    os.close(self._file)
