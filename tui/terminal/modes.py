"""The terminal's modes: what they were, and putting them back without anybody's help."""

from __future__ import annotations

import os
import select
import termios
from contextlib import suppress
from typing import Any

LEAVE = (
    b"\x1b[?2026l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?7h"
    b"\x1b[<u\x1b[?1049l\x1b[0m\x1b[?25h\x1b[?1004l"
)
"""Everything that gives a screen back, in the order in which Textual does it."""


def modes_of(fileno: int) -> list[Any] | None:
    """The modes of the terminal `fileno`, or None if it has none."""
    try:
        return termios.tcgetattr(fileno)
    except termios.error:
        return None


def put_back(modes: list[Any] | None, *, screen: bool) -> None:
    """Put back the line's `modes`, and the screen if it is still ours; never waits for the terminal."""
    with suppress(OSError, termios.error):
        if screen and select.select([], [2], [], 0.2)[1]:
            os.write(2, LEAVE)
        if modes is not None:
            termios.tcsetattr(0, termios.TCSANOW, modes)
