"""kill -9 of the process that imports: what it had merged stands, the rest comes with whoever opens the book next."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from store.book.opening import open_book
from store.imports import merging
from store.imports.commands import import_file
from store.imports.merging import finish_pending
from store.people.commands import enter
from store.shops.commands import open_shop
from store.shops.rules import Platform, ShopSettings
from tests.exports import Line, line, number, paid, write_export
from tests.store.floor import Floor, at
from tests.store.processes import heard, kill, running

AS_OF = "2024-06-02 10:00"

IMPORTER = """
import sys
from datetime import datetime
from pathlib import Path
from store.book.audit import Actor
from store.book.opening import open_book
from store.imports import merging
from store.imports.commands import Hearing, import_file
merging.WHOLE, merging.SLICE = 5, 7
book, file, as_of, stop = Path(sys.argv[1]), Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]), int(sys.argv[4])
seen = []
def step(done):
    seen.append(done)
    if len(seen) == stop:
        print("here", flush=True)
        sys.stdin.read()
book = open_book(book)
import_file(book, Actor("lin", 1), file, as_of=as_of, hearing=Hearing(merging=step))
"""

IN_A_SLICE = IMPORTER.replace(
    "seen = []",
    """
from store.parcels import intake
whole, calls = intake.merge, []
def merge(connection, shop_id):
    whole(connection, shop_id)
    calls.append(shop_id)
    if len(calls) == stop:
        print("here", flush=True)
        sys.stdin.read()
intake.merge = merge
seen = [None] * 1000
""",
)
"""The same, but it stops inside the transaction of its `stop`-th slice."""


def lines() -> list[Line]:
    """Forty orders, some twice, one that nobody understands."""
    chosen = random.Random(7)
    made = [
        paid(place, memo=chosen.choice(["急", ""]), nick=f"买家{place % 9}", tracking_no=f"9000000{place % 30:05}")
        for place in chosen.choices(range(1, 41), k=60)
    ]
    return [*made, line(99, total="?")]


@pytest.mark.parametrize(
    ("script", "stop"),
    [(IMPORTER, 1), (IMPORTER, 8), (IN_A_SLICE, 1), (IN_A_SLICE, 5)],
    ids=["after the first slice", "before the last", "inside the first slice", "in the middle"],
)
def test_a_killed_import_ends_as_if_nothing_had_happened(
    floor: Floor, tmp_path: Path, script: str, stop: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_export(tmp_path / "orders.csv", lines())
    floor.take(paid(1, memo="旧"), paid(50))
    with running(script, floor.book.path, path, at(AS_OF).isoformat(), stop) as process:
        heard(process, "here")
        kill(process)
    (left,) = floor.rows("SELECT * FROM import_runs WHERE state='merging'")
    assert left["next_line"] == 7 * (stop if script is IMPORTER else stop - 1)

    monkeypatch.setattr(merging, "WHOLE", 5)
    monkeypatch.setattr(merging, "SLICE", 11)
    assert finish_pending(floor.book, floor.agent.actor) == 1

    whole = Whole(tmp_path / "whole" / "floor.db")
    whole.take(write_export(tmp_path / "first.csv", [paid(1, memo="旧"), paid(50)]))
    whole.take(path)
    assert floor.snapshot("id", "buyer_id", "order_id", "parcel_id") == whole.snapshot()
    counts = "SELECT rows, added, changed, same, repeated, refused FROM import_runs ORDER BY id DESC LIMIT 1"
    assert floor.rows(counts) == whole.floor.rows(counts)
    assert [row["line"] for row in floor.rows("SELECT line FROM refused_rows")] == [62]


class Whole:
    """A book in which nobody is ever disturbed."""

    def __init__(self, path: Path) -> None:
        book = open_book(path)
        lead = enter(book, "lin", "lin")
        shop = open_shop(
            book, lead.actor, "shop", tag="茶", name="茶行", platform=Platform.TMALL, settings=ShopSettings()
        )
        self.floor = Floor(book, lead, lead, shop, path.parent)

    def take(self, path: Path) -> None:
        import_file(self.floor.book, self.floor.lead.actor, path, as_of=at(AS_OF))

    def snapshot(self) -> dict[str, list[dict[str, object]]]:
        return self.floor.snapshot("id", "buyer_id", "order_id", "parcel_id")


def test_two_processes_take_the_same_file_in_at_the_same_time(floor: Floor, tmp_path: Path) -> None:
    path = write_export(tmp_path / "orders.csv", lines())
    with (
        running(IMPORTER, floor.book.path, path, at(AS_OF).isoformat(), 1000) as one,
        running(IMPORTER, floor.book.path, path, at(AS_OF).isoformat(), 1000) as other,
    ):
        ended = [process.wait() for process in (one, other)]
    assert ended == [0, 0]
    runs = floor.rows("SELECT * FROM import_runs")
    assert [each["state"] for each in runs] == ["done", "done"]
    orders = floor.rows("SELECT order_no, version FROM orders")
    assert len({order["order_no"] for order in orders}) == len(orders) == sum(each["added"] for each in runs)
    assert {order["version"] for order in orders} == {1}


def test_a_run_of_a_living_process_is_left_alone(floor: Floor, tmp_path: Path) -> None:
    path = write_export(tmp_path / "orders.csv", [paid(place) for place in range(1, 30)])
    with running(IMPORTER, floor.book.path, path, at(AS_OF).isoformat(), 1) as process:
        heard(process, "here")
        assert finish_pending(floor.book, floor.agent.actor) == 0
        process.communicate("go on")
        assert process.returncode == 0
    assert floor.order(29)["order_no"] == number(29)
