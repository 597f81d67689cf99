"""What the doctor looks at beside the book: SQLite, the disk, the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from store.book import driver
from tui.cli.doctor_check import Check, size
from tui.words.catalogue import language, tr

ENOUGH = 500_000_000
"""Bytes that should be free: an upgrade copies the book, an import stages a file."""


def machine_checks(path: Path) -> list[Check]:
    """Everything about the machine that a book at `path` depends on."""
    choice = driver.choose(path)
    return [*_sqlite(choice), _disk(path), *_network(choice), _terminal(), Check(tr("language"), language())]


def _sqlite(choice: driver.Choice) -> list[Check]:
    return [
        Check(
            "SQLite",
            f"{choice.version} ({choice.module})",
            not choice.race,
            tr(
                "This SQLite can lose a commit when two write at once; Floorbook works round it, slower. "
                "Install the package pysqlite3, or SQLite 3.51.3."
            )
            if choice.race
            else "",
        ),
        Check(tr("journal"), choice.journal),
    ]


def _network(choice: driver.Choice) -> list[Check]:
    kind = choice.file_system or tr("unknown")
    advice = tr("The book lies on a network disk, which is slow and may break it. Put it on a disk of this machine.")
    return [Check(tr("file system"), kind, not choice.network, advice if choice.network else "")]


def _disk(path: Path) -> Check:
    folder = path.parent
    while not os.path.exists(folder):
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    wanted = max(ENOUGH, 2 * path.stat().st_size if os.path.exists(path) else 0)
    advice = tr("Make room: {wanted} should be free for copies and imports.", wanted=size(wanted))
    return Check(tr("free disk space"), size(free), free >= wanted, "" if free >= wanted else advice)


def _terminal() -> Check:
    encoding = sys.stdout.encoding or ""
    good = encoding.lower().replace("-", "") == "utf8"
    advice = tr("Chinese may come out wrong. Set the terminal to UTF-8, such as: export LANG=zh_CN.UTF-8")
    return Check(tr("terminal encoding"), encoding or tr("unknown"), good, "" if good else advice)
