"""One line that tells how far an import has come, on a terminal only."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

from tui.cli.text import shortened, width
from tui.words.catalogue import tr

_PAUSE = 0.1
"""Seconds between two drawings."""


class ProgressLine:
    """A line that is rewritten and at the end cleared. Says nothing into a pipe or a file.

    Args:
        out: standard error.
        ticks: a clock in seconds.
    """

    def __init__(self, out: TextIO, ticks: Callable[[], float] = time.monotonic) -> None:
        self._out, self._ticks = out, ticks
        self._shown = out.isatty()
        self._drawn_at, self._cells = float("-inf"), 0
        self._phase, self._began, self._first = "", 0.0, 0

    def staging(self, rows: int, done: int, of: int) -> None:
        """So many rows are checked; `done` of `of` bytes of the file are read."""
        self._tell("staging", rows, done, of)

    def merging(self, line: int, of: int) -> None:
        """The file is in the book up to `line` of `of` lines."""
        self._tell("merging", line, line, of)

    def clear(self) -> None:
        """Leave the line as it was found."""
        if self._cells:
            self._out.write("\r" + " " * self._cells + "\r")
            self._out.flush()
            self._cells = 0

    def _tell(self, phase: str, rows: int, done: int, of: int) -> None:
        now = self._ticks()
        if phase != self._phase:
            self._phase, self._began, self._first = phase, now, 0 if phase == "staging" else rows
        if not self._shown or now - self._drawn_at < _PAUSE:
            return
        self._drawn_at = now
        self._draw(self._words(phase, rows, done * 100 // max(of, 1), self._speed(rows, now)))

    def _speed(self, rows: int, now: float) -> int:
        passed = now - self._began
        return int((rows - self._first) / passed) if passed > 0 else 0

    @staticmethod
    def _words(phase: str, rows: int, percent: int, speed: int) -> str:
        numbers = {"rows": f"{rows:,}", "percent": percent, "speed": f"{speed:,}"}
        if phase == "staging":
            return tr("checking: {rows} rows, {percent} %, {speed} rows a second", **numbers)
        return tr("merging: {rows} rows, {percent} %, {speed} rows a second", **numbers)

    def _draw(self, words: str) -> None:
        words = shortened(words, shutil.get_terminal_size().columns - 1)
        cells = width(words)
        self._out.write("\r" + words + " " * max(0, self._cells - cells))
        self._out.flush()
        self._cells = cells
