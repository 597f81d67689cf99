"""The books that are measured: an invented shop's export of so many orders, taken in as anybody would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.taking import LOGIN, Taken, take
from tui.cli.demo.orders import write_order_export

FIRST = 200
"""Orders in the book before the import that a colleague works beside."""


@dataclass(frozen=True, slots=True)
class Site:
    """A book of `rows` orders and the export it was made of."""

    rows: int
    folder: Path
    book: Path
    export: Path
    taken: Taken

    @property
    def env(self) -> dict[str, str]:
        """Variables under which the screens are measured: no background jobs beside them."""
        return {"FLOORBOOK_DB": os.fspath(self.book), "FLOORBOOK_LANG": "en", "FLOORBOOK_JOBS": "off"}

    def remove(self) -> None:
        """Take the book and its export away."""
        shutil.rmtree(self.folder, ignore_errors=True)


def floorbook() -> list[str]:
    """The command that a person types."""
    return [os.fspath(Path(sys.executable).with_name("floorbook")), "--as", LOGIN]


def build(root: Path, rows: int) -> Site:
    """Write an export, take it into a fresh book (which is the import that is measured)."""
    folder = root / str(rows)
    folder.mkdir()
    now, export, book = datetime.now(UTC), folder / "ExportOrderList.csv", folder / "book.db"
    write_order_export(export, rows, now)
    return Site(rows, folder, book, export, take("tests.bench.taking", book, export))


@dataclass(frozen=True, slots=True)
class Beside:
    """The waits of a colleague while a file was merged."""

    taken: Taken
    waits: tuple[float, ...]
    """Seconds of each save that was under way during the merge."""


def take_beside_colleague(site: Site) -> Beside:
    """Take the same export into another book while a colleague saves a note twenty times a second."""
    book, first = site.folder / "beside.db", site.folder / "ExportOrderList-first.csv"
    write_order_export(first, FIRST, datetime.now(UTC), seed=2)
    take("tests.bench.taking", book, first)
    command = [sys.executable, "-m", "tests.bench.colleague", os.fspath(book)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as colleague:
        assert colleague.stdout is not None
        colleague.stdout.readline()  # she is at work
        taken = take("tests.bench.taking", book, site.export)
        said, _ = colleague.communicate("stop\n")
    saves = [(began, ended) for began, ended in json.loads(said) if ended >= taken.merge_from]
    return Beside(taken, tuple(ended - began for began, ended in saves if began <= taken.merge_to))
