"""What is worth keeping but not worth a place in the book: drafts, and who has what open.

A file of its own beside the book (synchronous NORMAL): a power cut may lose the last second of a draft, never a
confirmed change. Times are the real ones, also when the book's clock was set.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import NamedTuple

from store.book import driver
from store.book.paths import live_path

STALE = 90.0
"""Seconds after which somebody who gave no sign of life is gone."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS drafts (
    login TEXT NOT NULL, what TEXT NOT NULL, about INTEGER NOT NULL, text TEXT NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (login, what, about)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS presence (
    process TEXT NOT NULL PRIMARY KEY, login TEXT NOT NULL, name TEXT NOT NULL, what TEXT NOT NULL,
    about INTEGER, at REAL NOT NULL) WITHOUT ROWID;
"""


class Draft(NamedTuple):
    """What somebody had typed and not saved yet."""

    what: str
    about: int
    text: str
    at: float
    """Seconds since 1970, real time."""


class Live:
    """Drafts and presence of one process."""

    def __init__(self, book: Path, login: str, name: str) -> None:
        path = live_path(book)
        driver.make_private(path)
        self._connection = driver.connect(path, journal=driver.choose(path).journal, synchronous="NORMAL")
        self._connection.executescript(SCHEMA)
        self._lock = threading.Lock()
        self._seen = 0
        self._login, self._name = login, name
        self._process = f"{login}:{os.getpid()}:{time.time_ns()}"

    def keep_draft(self, what: str, about: int, text: str) -> None:
        """Keep what is being typed; an empty text forgets it."""
        if not text:
            self.drop_draft(what, about)
            return
        with self._lock:
            self._connection.execute(
                "INSERT INTO drafts VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET text=excluded.text, at=excluded.at",
                (self._login, what, about, text, time.time()),
            )

    def drop_draft(self, what: str, about: int) -> None:
        """Forget a draft: it was saved, or thrown away on purpose."""
        with self._lock:
            self._connection.execute(
                "DELETE FROM drafts WHERE login=? AND what=? AND about=?", (self._login, what, about)
            )

    def draft(self, what: str, about: int) -> Draft | None:
        """The draft of this person for that record, or None."""
        with self._lock:
            row = self._connection.execute(
                "SELECT what, about, text, at FROM drafts WHERE login=? AND what=? AND about=?",
                (self._login, what, about),
            ).fetchone()
        return None if row is None else Draft(*row)

    def be(self, what: str, about: int | None = None) -> None:
        """Say where this process is: a screen, and the record that is open there."""
        with self._lock:
            self._connection.execute(
                "INSERT INTO presence VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                "what=excluded.what, about=excluded.about, at=excluded.at",
                (self._process, self._login, self._name, what, about, time.time()),
            )

    def others(self, what: str, about: int) -> tuple[str, ...]:
        """The names of the other people who have this record open."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT DISTINCT name FROM presence WHERE what=? AND about=? AND process<>? AND at>? ORDER BY name",
                (what, about, self._process, time.time() - STALE),
            ).fetchall()
        return tuple(row[0] for row in rows)

    def moved(self) -> bool:
        """Whether another process has written here since this was last asked."""
        with self._lock:
            version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        seen, self._seen = self._seen, version
        return bool(version != seen)

    def leave(self) -> None:
        """Take this process out of the list and give the connection back."""
        with self._lock:
            self._connection.execute("DELETE FROM presence WHERE process=?", (self._process,))
            self._connection.close()


def anybody_there(book: Path, within: float = STALE) -> bool:
    """Whether any Floorbook has the book open and gave a sign of life in the last `within` seconds."""
    path = live_path(book)
    if not path.exists():
        return False
    connection = driver.connect(path, journal=driver.choose(path).journal, synchronous="NORMAL")
    try:
        connection.executescript(SCHEMA)
        row = connection.execute("SELECT 1 FROM presence WHERE at>? LIMIT 1", (time.time() - within,)).fetchone()
    finally:
        connection.close()
    return row is not None
