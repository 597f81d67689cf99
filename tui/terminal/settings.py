"""How a terminal app is started, and what of the user's environment it does not listen to."""

from __future__ import annotations

import os
import select
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from textual import constants

from tui.words.catalogue import tr

if TYPE_CHECKING:
    from tui.terminal.base import TerminalApp

NO_TERMINAL = 2
"""The exit code when there is no terminal to work on."""

LEAVE = (
    b"\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l"
    b"\x1b[?7h\x1b[<u\x1b[?1049l\x1b[0m\x1b[?25h"
)
"""Everything that puts a terminal back, for when nobody else has."""

_IGNORED: dict[str, tuple[str, object]] = {
    "TEXTUAL": ("", None),
    "TEXTUAL_ALLOW_SIGNALS": ("", None),
    "TEXTUAL_ANIMATIONS": ("TEXTUAL_ANIMATIONS", "none"),
    "TEXTUAL_DEBUG": ("DEBUG", False),  # writes every key into a file
    "TEXTUAL_DRIVER": ("DRIVER", None),
    "TEXTUAL_FILTERS": ("FILTERS", ""),
    "TEXTUAL_LOG": ("LOG_FILE", None),  # writes what is on screen into a file
    "TEXTUAL_PRESS": ("PRESS", ""),  # presses keys by itself
    "TEXTUAL_SCREENSHOT": ("SCREENSHOT_DELAY", -1),
    "TEXTUAL_SHOW_RETURN": ("SHOW_RETURN", False),
}
"""Variables that change what the app does or write down what it shows; the constants made from them."""


def ignore_environment() -> None:
    """Forget the variables that harm. Textual may have read them already, so its constants are set too."""
    for variable, (constant, value) in _IGNORED.items():
        os.environ.pop(variable, None)
        if constant:
            setattr(constants, constant, value)


def wants_mouse() -> bool:
    """Whether the user asked for the mouse: over SSH every movement is traffic, so it is off by itself."""
    return os.environ.get("FLOORBOOK_MOUSE") == "1"


def run(app: TerminalApp) -> int:
    """Run `app` on this process's terminal; its exit code. The terminal is left as it was found."""
    if not _on_terminal():
        _say(tr("Floorbook needs a terminal: run it in one, or over SSH with ssh -t."))
        return NO_TERMINAL
    with _terminal_kept():
        app.run(mouse=wants_mouse())
    code = app.return_code or app.return_value or 0
    _quiet_exit()
    return code


def _on_terminal() -> bool:
    streams = (sys.__stdin__, sys.__stderr__)
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def _say(sentence: str) -> None:
    if sys.__stderr__ is not None:
        with suppress(OSError):
            sys.__stderr__.write(sentence + "\n")
            sys.__stderr__.flush()


@contextmanager
def _terminal_kept() -> Iterator[None]:
    modes = modes_of(0)
    try:
        yield
    except BaseException:
        put_back(modes)
        raise


def modes_of(fileno: int) -> list[Any] | None:
    """The modes of the terminal `fileno`, or None if it has none."""
    try:
        return termios.tcgetattr(fileno)
    except termios.error:
        return None


def put_back(modes: list[Any] | None) -> None:
    """Put the terminal back without anybody's help and without waiting for it."""
    with suppress(OSError, termios.error):
        if select.select([], [2], [], 0.2)[1]:
            os.write(2, LEAVE)
        if modes is not None:
            termios.tcsetattr(0, termios.TCSANOW, modes)


def _quiet_exit() -> None:
    """Let the interpreter flush into nothing if the terminal is gone, instead of complaining about it."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
