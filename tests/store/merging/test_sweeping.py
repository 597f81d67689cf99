"""kill -9 while a file is being staged: what it left behind goes with the next import, and nothing else does."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from store.book.paths import staging_folder
from store.imports import sweeping
from store.imports.merging import finish_pending
from store.imports.sweeping import new_staging, sweep
from tests.exports import paid, write_export
from tests.store.floor import Floor, at
from tests.store.merging.test_killed import IMPORTER
from tests.store.processes import heard, kill, running

STAGER = """
import sys
from datetime import datetime
from pathlib import Path
from store.book.audit import Actor
from store.book.opening import open_book
from store.imports.commands import Hearing, Told, stage_file
book = open_book(Path(sys.argv[1]))
stage_file(book, Actor("lin", 1), Told(Path(sys.argv[2])), Hearing())
print("here", flush=True)
sys.stdin.read()
"""


def staged(floor: Floor) -> list[Path]:
    """The staging files that lie beside the book."""
    return sorted(staging_folder(floor.book.path).glob("*.db"))


def test_what_a_killed_process_staged_is_swept_by_the_next_import(floor: Floor, tmp_path: Path) -> None:
    path = write_export(tmp_path / "orders.csv", [paid(1), paid(2)])
    with running(STAGER, floor.book.path, path) as process:
        heard(process, "here")
        assert len(staged(floor)) == 1
        assert sweep(floor.book) == 0, "its process is alive"
        assert len(staged(floor)) == 1
        kill(process)
    assert finish_pending(floor.book, floor.agent.actor) == 0
    assert staged(floor) == []


def test_what_a_half_way_import_needs_stays_until_it_is_finished(floor: Floor, tmp_path: Path) -> None:
    path = write_export(tmp_path / "orders.csv", [paid(place) for place in range(1, 30)])
    with running(IMPORTER, floor.book.path, path, at("2024-06-02 10:00").isoformat(), 1) as process:
        heard(process, "here")
        kill(process)
    assert sweep(floor.book) == 0
    assert len(staged(floor)) == 1
    assert finish_pending(floor.book, floor.agent.actor) == 1
    assert staged(floor) == []
    assert floor.rows("SELECT count(*) AS n FROM orders") == [{"n": 29}]


def test_a_file_of_another_machine_is_left_alone_for_a_week(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "this_process", lambda: "elsewhere:1")
    path = new_staging(floor.book)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    assert sweep(floor.book) == 0
    old = (floor.book.clock.real() - timedelta(days=8)).timestamp()
    os.utime(path, (old, old))
    assert sweep(floor.book) == 1
    assert not path.exists()
