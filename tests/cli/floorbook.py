"""The `floorbook` script as people start it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from store.book.clock import Clock
from store.book.transactions import Book
from tui.cli.reads import PendingImport, pending_imports

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds after which a condition that does not come is a failure; a loaded machine gets there later, not never."""

MODULE = ("-m", "tui.cli.main")
IMPATIENT = (
    "-c",
    "import sys; from datetime import timedelta; from store.imports import merging; "
    "merging.HELD = timedelta(seconds=1); from tui.cli.main import main; sys.exit(main())",
)
"""The script with a second instead of a minute until an abandoned import is anybody's."""


def environment(**more: str) -> dict[str, str]:
    """What a process gets: English, UTF-8, no jobs behind it, nothing of the developer's own book."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FLOORBOOK_")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "FLOORBOOK_LANG": "en", "FLOORBOOK_JOBS": "off", **more}


def floorbook(*arguments: object, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the script to its end."""
    return subprocess.run(
        [sys.executable, *MODULE, *map(str, arguments)],
        env=environment(**env),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE * 2,
        check=False,
    )


def start(code: tuple[str, ...], *arguments: object, **env: str) -> subprocess.Popen[str]:
    """Start the script and go on."""
    return subprocess.Popen(
        [sys.executable, *code, *map(str, arguments)],
        env=environment(**env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Wait for a condition, bounded."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"it never happened: {what}"
        time.sleep(0.02)


def pending(path: Path) -> tuple[PendingImport, ...]:
    """The imports of a book that are half-way."""
    book = Book(path, Clock())
    try:
        return pending_imports(book)
    finally:
        book.close()


def counts(output: str) -> Mapping[str, int]:
    """The table of counts in what an import printed."""
    found = {}
    for line in output.splitlines():
        words, _, number = line.strip().rpartition("  ")
        if line.startswith("  ") and number.replace(",", "").isdigit():
            found[words.strip()] = int(number.replace(",", ""))
    return found


def at(text: str) -> datetime:
    """An aware time."""
    return datetime.fromisoformat(text)
