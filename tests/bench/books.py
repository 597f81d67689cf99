"""The books that are measured: an invented shop's export of so many orders, taken in as anybody would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.taking import LOGIN, Taken, take
from tui.cli.demo.orders import write_order_export

LAST_ITEMS = ("Files not imported today", "Trucks to come", "Hand-over written and read")
"""The last items of a lead's lists, drawn together with their numbers: the time of the day decides which list it is."""

FIRST = 200
"""Orders in the book before the import that a colleague works beside."""


@dataclass(frozen=True, slots=True)
class Site:
    """A book of `rows` orders and the export it was made of."""

    rows: int
    folder: Path
    book: Path
    export: Path
    taken: Taken | None
    """The import that made it; None where the book was kept from an earlier run."""

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
    """The book that is there from an earlier run, or a fresh one: an export is written and taken in."""
    folder = root / str(rows)
    export, book = folder / "ExportOrderList.csv", folder / "book.db"
    whole = folder / "whole"
    if whole.exists():
        return Site(rows, folder, book, export, None)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    write_order_export(export, rows, datetime.now(UTC))
    site = Site(rows, folder, book, export, take("tests.bench.taking", book, export))
    whole.touch()
    return site


@contextmanager
def beside(site: Site, name: str) -> Iterator[Path]:
    """Another book for one import, gone afterwards with all that lies beside it."""
    folder = site.folder / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder / "book.db"
    finally:
        shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class Beside:
    """The waits of a colleague while a file was merged."""

    taken: Taken
    waits: tuple[float, ...]
    """Seconds of each save that was under way during the merge."""


def take_beside_colleague(site: Site, book: Path) -> Beside:
    """Take the same export into `book` while a colleague saves a note twenty times a second."""
    first = book.with_name("ExportOrderList-first.csv")
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
