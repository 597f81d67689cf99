"""Notices that the book moved, whoever moved it."""

from __future__ import annotations

from pathlib import Path

from store.book import driver


class Watch:
    """Polls `PRAGMA data_version` on a connection of its own (7.5 microseconds); made after any fork."""

    def __init__(self, path: Path) -> None:
        self._connection = driver.connect(path, journal=driver.choose(path).journal, read_only=True)
        self._seen = self._version()

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def moved(self) -> bool:
        """Whether anything was committed since the last call, by this process or another."""
        version = self._version()
        if version == self._seen:
            return False
        self._seen = version
        return True

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()
