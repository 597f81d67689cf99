"""Starts the background jobs: a process of its own that outlives this one and finds out itself whether it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
"""Where `jobs` lies: a checkout or site-packages."""

SWITCH = "FLOORBOOK_JOBS"
"""`off` in the environment: somebody else runs the jobs (a service of the machine), or nobody shall."""


def start_jobs(book: Path) -> None:
    """Start `python -m jobs` for `book`, detached, in a few milliseconds.

    Whether another one works already is a question to the book, and asking it would delay the first screen: the new
    process asks, and leaves if so. A machine that cannot start it still shows the screens.
    """
    if os.environ.get(SWITCH, "").lower() == "off":
        return
    # `-P` keeps the folder in which somebody works out of the path: a `jobs.py` lying there must not be run.
    paths = [os.fspath(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        subprocess.Popen(
            [sys.executable, "-P", "-m", "jobs", "--book", os.fspath(book)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            start_new_session=True,
            cwd="/" if os.name == "posix" else None,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except OSError:
        return
