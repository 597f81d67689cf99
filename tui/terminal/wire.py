"""The way to the terminal, which may be gone at any moment."""

from __future__ import annotations

import os
import select
from collections.abc import Callable

ENOUGH = 1 << 16
"""Characters that are held back at most before they are written."""


class Wire:
    """What Textual's writer thread writes to: one system call a frame, and no exception when the line is cut.

    An exception would end the writer thread, and the app would wait for ever for room in its queue.
    """

    def __init__(self, fileno: int, encoding: str, on_lost: Callable[[], None]) -> None:
        self._fileno = fileno
        self._encoding = encoding
        self._on_lost = on_lost
        self._held: list[str] = []
        self._size = 0
        self._lost = False

    def fileno(self) -> int:
        """The descriptor written to."""
        return self._fileno

    def write(self, text: str) -> None:
        """Hold `text` for the next `flush`."""
        self._held.append(text)
        self._size += len(text)
        if self._size > ENOUGH:
            self.flush()

    def flush(self) -> None:
        """Write what is held; once the terminal is gone, drop it."""
        data = memoryview("".join(self._held).encode(self._encoding, "replace"))
        self._held.clear()
        self._size = 0
        while data and not self._lost:
            try:
                data = data[os.write(self._fileno, data) :]
            except BlockingIOError:  # a program before us left the terminal non-blocking
                select.select([], [self._fileno], [], 1.0)
            except OSError:
                self._lost = True
                self._on_lost()
