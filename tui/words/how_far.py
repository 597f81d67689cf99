"""How far an import has come, in words: the phase, rows, percent, and the speed of the phase."""

from __future__ import annotations

import time
from collections.abc import Callable

from tui.words.catalogue import tr, trn


class HowFar:
    """The words for one import after another.

    Args:
        ticks: a clock in seconds.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._phase, self._began, self._first = "", 0.0, 0

    def staging(self, rows: int, done: int, of: int) -> str:
        """So many rows are checked; `done` of `of` bytes of the file are read."""
        numbers = self._numbers("staging", rows, done, of)
        return tr("checking: {rows}, {percent} %, {speed} a second", **numbers)

    def merging(self, line: int, of: int) -> str:
        """The file is in the book up to `line` of `of` lines."""
        numbers = self._numbers("merging", line, line, of)
        return tr("merging: {rows}, {percent} %, {speed} a second", **numbers)

    def _numbers(self, phase: str, rows: int, done: int, of: int) -> dict[str, object]:
        now = self._ticks()
        if phase != self._phase or rows < self._first:
            self._phase, self._began, self._first = phase, now, 0 if phase == "staging" else rows
        passed = now - self._began
        speed = int((rows - self._first) / passed) if passed > 0 else 0
        return {"rows": _rows(rows), "percent": done * 100 // max(of, 1), "speed": _rows(speed)}


def _rows(number: int) -> str:
    return trn("{n} row", "{n} rows", number)
