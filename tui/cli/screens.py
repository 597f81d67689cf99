"""`floorbook`: the screens, and behind them the background jobs if nobody runs them yet."""

from __future__ import annotations

import argparse

from tui.cli.background import start_jobs
from tui.cli.parser import book_of


def run(args: argparse.Namespace) -> int:
    """Open the screens on the book; their exit code."""
    book = book_of(args)
    start_jobs(book)
    from tui.app import run as run_screens

    return run_screens(book, getattr(args, "login", None))
