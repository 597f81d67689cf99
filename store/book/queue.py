"""The queue in front of the book: writers of all processes line up here before they ask SQLite for the lock.

SQLite's own waiting is unfair: with 200 writers one in a hundred waited five times as long as with this line. The
queue is courtesy only. `BEGIN IMMEDIATE` is the lock, and whoever has waited two seconds goes on without its turn.

Two locks make the line: the turn itself, and the place at its head, which is kept until the turn has come. A lock that
is let go stays free until a waiting process runs: with one lock alone an import took the next turn, and the next,
before the colleague behind it was awake.
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


def head_of(path: Path) -> Path:
    """The file whose lock is the place at the head of the queue at `path`."""
    return path.with_name(path.name + "-head")


if sys.platform == "win32":

    @contextmanager
    def turn(path: Path, patience: float = PATIENCE) -> Iterator[bool]:
        """No queue on Windows: yields False, and SQLite's own waiting has to do."""
        yield False

else:
    import fcntl

    @contextmanager
    def turn(path: Path, patience: float = PATIENCE) -> Iterator[bool]:
        """Wait for our turn in the queue file at `path`; yields whether it came within `patience` seconds. Threads of
        one process wait as processes do."""
        place = _Place(path)
        try:
            yield place.wait(patience)
        finally:
            place.leave()

    def _opened(path: Path) -> int:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    class _Place:
        """A place in the queue. Waiting without polling keeps the kernel's order, which is first come, first served."""

        def __init__(self, path: Path) -> None:
            self._turn, self._head = _opened(path), _opened(head_of(path))
            self._came = threading.Event()
            self._standing = self._left = False
            self._mutex = threading.Lock()

        def wait(self, patience: float) -> bool:
            try:
                self._line_up(fcntl.LOCK_NB)
            except BlockingIOError:
                self._standing = True
                threading.Thread(target=self._stand, name="book-queue", daemon=True).start()
                return self._came.wait(patience)
            except OSError:  # a file system without locks: the queue is courtesy only
                return False
            self._came.set()
            return True

        def _line_up(self, how: int = 0) -> None:
            """Come to the head of the line, from there to our turn, and leave the head to the next."""
            fcntl.flock(self._head, fcntl.LOCK_EX | how)
            fcntl.flock(self._turn, fcntl.LOCK_EX | how)
            fcntl.flock(self._head, fcntl.LOCK_UN)

        def _stand(self) -> None:
            came = True
            try:
                self._line_up()
            except OSError:
                came = False
            with self._mutex:
                self._standing = False
                if self._left:
                    self._close()
                elif came:
                    self._came.set()

        def leave(self) -> None:
            with self._mutex:
                self._left = True
                if not self._standing:  # else whoever still stands there closes them
                    self._close()

        def _close(self) -> None:
            os.close(self._turn)
            os.close(self._head)
