"""Ends from outside: the system stops us, the line is cut."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable

HUNG_UP = 128 + signal.SIGHUP
"""The exit code when the terminal is gone, with or without a signal."""
PATIENCE = 5.0
"""Seconds in which an end from outside must have come about."""


def install(loop: asyncio.AbstractEventLoop, on_end: Callable[[int], None]) -> None:
    """Let SIGTERM and SIGHUP (and SIGINT from outside; ctrl+c is a key) call `on_end` with the exit code."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        loop.add_signal_handler(number, on_end, 128 + number)


def insist(code: int, restore: Callable[[], None]) -> threading.Timer:
    """End the process with `code` if it still runs after `PATIENCE`: a thread of it may hang.

    The book is safe from this: to SQLite it looks like a power cut.
    """

    def end() -> None:
        restore()
        os._exit(code)

    timer = threading.Timer(PATIENCE, end)
    timer.daemon = True
    timer.start()
    return timer
