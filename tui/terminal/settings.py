"""How a terminal app is started, and what of the user's environment it does not listen to."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import constants

from tui.terminal import crash
from tui.words.catalogue import tr

if TYPE_CHECKING:
    from tui.terminal.base import TerminalApp

NO_TERMINAL = 2
"""The exit code when there is no terminal to work on."""

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
    try:
        app.run(mouse=wants_mouse())
        code = app.return_code or app.return_value or 0
    except BaseException as error:  # Textual has handled its own; this one came from its shutting down
        app.release_terminal()
        if not isinstance(error, Exception):
            raise
        _say(crash.record(error, app.logs).sentence())
        code = 1
    quiet_exit()
    return code


def _on_terminal() -> bool:
    streams = (sys.__stdin__, sys.__stderr__)
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def _say(sentence: str) -> None:
    if sys.__stderr__ is not None:
        with suppress(OSError):
            sys.__stderr__.write(sentence + "\n")
            sys.__stderr__.flush()


def quiet_exit() -> None:
    """Let the interpreter flush into nothing if the terminal is gone, instead of complaining about it."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
