"""Ends from outside: the system stops us, the line is cut."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

HUNG_UP = 128 + signal.SIGHUP
"""The exit code when the terminal is gone, with or without a signal."""
PATIENCE = 5.0
"""Seconds in which an end from outside must have come about."""


def install(loop: asyncio.AbstractEventLoop, on_end: Callable[[int], None], on_signal: Callable[[int], None]) -> None:
    """Let SIGTERM and SIGHUP (and SIGINT from outside; ctrl+c is a key) end the app.

    Args:
        loop: the app's loop.
        on_end: called on the loop with the exit code.
        on_signal: called with it at once, in the main thread, between any two instructions.
    """

    def ended(number: int, frame: FrameType | None) -> None:
        code = 128 + number
        if loop.is_closed():
            os._exit(code)
        on_signal(code)
        loop.call_soon_threadsafe(on_end, code)

    # Not `loop.add_signal_handler`: it waits for its turn on the loop, which does not come while the app waits
    # for a terminal that takes nothing (a closed laptop).
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, ended)


def insist(code: int, restore: Callable[[], None]) -> None:
    """End the process with `code` if it still runs after `PATIENCE`: a thread of it may hang.

    The book is safe from this: to SQLite it looks like a power cut.
    """

    def end() -> None:
        restore()
        os._exit(code)

    timer = threading.Timer(PATIENCE, end)
    timer.daemon = True
    timer.start()
