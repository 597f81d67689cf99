"""`floorbook`: the screens, and behind them the background jobs if nobody runs them yet."""

from __future__ import annotations

import argparse
import gc

from tui.cli.background import start_jobs
from tui.cli.parser import book_of


def run(args: argparse.Namespace) -> int:
    """Open the screens on the book; their exit code."""
    book = book_of(args)
    start_jobs(book)
    # What is imported now lives as long as the process: looking for garbage in it is a tenth of the start. The app
    # turns it on again when the book is open.
    gc.disable()
    from tui.app import run as run_screens

    return run_screens(book, getattr(args, "login", None))
