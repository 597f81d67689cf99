"""One line that tells how far an import has come, on a terminal only."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

from tui.cli.text import shortened, width
from tui.words.how_far import HowFar

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
        self._far = HowFar(ticks)

    def staging(self, rows: int, done: int, of: int) -> None:
        """So many rows are checked; `done` of `of` bytes of the file are read."""
        self._tell(self._far.staging(rows, done, of))

    def merging(self, line: int, of: int) -> None:
        """The file is in the book up to `line` of `of` lines."""
        self._tell(self._far.merging(line, of))

    def say(self, words: str) -> None:
        """These words, at once."""
        if self._shown:
            self._draw(words)

    def clear(self) -> None:
        """Leave the line as it was found."""
        if self._cells:
            self._out.write("\r" + " " * self._cells + "\r")
            self._out.flush()
            self._cells = 0

    def _tell(self, words: str) -> None:
        now = self._ticks()
        if self._shown and now - self._drawn_at >= _PAUSE:
            self._drawn_at = now
            self._draw(words)

    def _draw(self, words: str) -> None:
        words = shortened(words, shutil.get_terminal_size().columns - 1)
        cells = width(words)
        self._out.write("\r" + words + " " * max(0, self._cells - cells))
        self._out.flush()
        self._cells = cells
