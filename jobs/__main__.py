"""`python -m jobs --book PATH`: the background jobs of one book, in a process of their own.

Exit codes: 0 done or not needed, 2 the book cannot be opened.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Run the scheduler, or with `--once` every job once."""
    args = _arguments(argv)
    os.umask(0o077)
    if not args.once:
        _step_back()
    # Only now: with several Floorbooks opening, the screens in front have the processor first.
    from jobs.logs import open_log
    from jobs.scheduler import Scheduler, Times
    from store.book.errors import FloorbookError
    from store.book.opening import open_book
    from store.imports.sweeping import this_process

    try:
        book = open_book(args.book)
        try:
            times = Times(timedelta(seconds=args.lease), timedelta(seconds=args.stay))
            scheduler = Scheduler(book, this_process(), times)
            _listen(scheduler.stop)
            if args.once:
                scheduler.run_once()
            else:
                scheduler.run(began=lambda: open_log(args.book))
        finally:
            book.close()
    except FloorbookError as error:
        sys.stderr.write(f"{error.reason.code}\n")
        return 2
    return 0


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m jobs")
    parser.add_argument("--book", type=Path, required=True, metavar="PATH")
    parser.add_argument("--once", action="store_true", help="run every job once and leave")
    parser.add_argument("--lease", type=float, default=90, metavar="SECONDS", help="how long a lease holds")
    parser.add_argument("--stay", type=float, default=300, metavar="SECONDS", help="how long to stay with nobody there")
    return parser.parse_args(argv)


def _step_back() -> None:
    if hasattr(os, "nice"):
        os.nice(5)


def _listen(stop: Callable[[], None]) -> None:
    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), lambda *_: stop())
    with contextlib.suppress(AttributeError):  # Windows has none
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


if __name__ == "__main__":
    code = main()
    logging.shutdown()
    sys.stderr.flush()
    # A job that still works is cut off here as by a power cut, which the book is made for; joining its thread would
    # keep a stopped scheduler alive for minutes.
    os._exit(code)
