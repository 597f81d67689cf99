"""Files go in by slices: whatever their width, the book and the counts are those of the whole file."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from store.imports import merging
from store.imports.beginning import begin_run
from store.imports.merging import finish_pending
from store.imports.parent import Staged
from store.imports.queries import RunView
from tests.exports import number, paid
from tests.store.floor import Floor, rows
from tests.store.staging import Row, counts, stage_rows, take_rows

TABLES = (
    "order_lines",
    "refunds",
    "order_prints",
    "waves",
    "parcels",
    "parcel_scans",
    "stock_items",
    "returned_parcels",
)
IDS = ("id", "parcel_id", "order_id", "buyer_id", "contact_id", "version", "import_id", "title_id")

chosen = random.Random(3)


def some(most: int) -> str:
    return number(chosen.randint(1, most))


FILES: Mapping[str, Sequence[Row]] = {
    "items": [
        {"order_no": some(14), "item_no": str(chosen.randint(1, 25)), "title": chosen.choice("红绿白黑"), "quantity": 1}
        for _ in range(40)
    ],
    "refunds": [
        {
            "refund_no": f"R{chosen.randint(1, 15)}",
            "order_no": some(14),
            "status": status,
            "platform_word": status,
            "amount": chosen.randint(1, 9),
        }
        for status in chosen.choices(["waiting_seller", "closed", "succeeded"], k=40)
    ],
    "prints": [
        {
            "order_no": some(14),
            "slip_printed": chosen.choice([0, 1, None]),
            "waybill_printed": chosen.choice([0, 1]),
            "wave": chosen.choice(["W1", "W2", None]),
            "more": [some(20)] if chosen.random() < 0.2 else (),
        }
        for _ in range(40)
    ],
    "waves": [{"wave": f"W{chosen.randint(1, 9)}", "slip_printed": chosen.choice([0, 1])} for _ in range(20)],
    "scans": [
        {
            "tracking_no": f"7319055310{chosen.randint(1, 5):04}",
            "at": f"2024-06-01 {chosen.randint(8, 12):02}:00",
            "state": chosen.choice(["accepted", "picked_up", "in_transit", "signed"]),
            "text": chosen.choice(["甲", "乙"]),
        }
        for _ in range(40)
    ],
    "stock": [
        {
            "code": f"A-{chosen.randint(1, 9)}",
            "quantity": chosen.randint(0, 9),
            "warehouse": chosen.choice(["杭州", "成都"]),
        }
        for _ in range(40)
    ],
    "returns": [
        {
            "package_no": f"P{chosen.randint(1, 9)}",
            "order_no": some(14),
            "code": f"A-{chosen.randint(1, 3)}",
            "quantity": 1,
        }
        for _ in range(40)
    ],
}


def everything(floor: Floor) -> dict[str, list[dict[str, Any]]]:
    """What the subjects have, but for numbers that are given out in turn."""
    orders_of = "SELECT o.order_no AS its, l.* FROM order_lines AS l JOIN orders AS o ON o.id = l.order_id"
    found = {"lines": rows(floor.book.path, orders_of)}
    found |= {table: rows(floor.book.path, f"SELECT * FROM {table}") for table in TABLES if table != "order_lines"}
    found["orders"] = rows(floor.book.path, "SELECT * FROM orders")
    return {
        table: sorted(({k: v for k, v in row.items() if k not in IDS} for row in every), key=repr)
        for table, every in found.items()
    }


def three_lines_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, width in {"WHOLE": 2, "SLICE": 3, "FIRST": 3, "LEAST": 3}.items():
        monkeypatch.setattr(merging, name, width)


def taken(floor: Floor, kind: str) -> RunView:
    """The file on top of orders that are there."""
    floor.take(*(paid(place, title="红茶，绿茶") for place in range(1, 10)))
    return take_rows(floor, f"some.{kind}", "2024-06-02 10:00", **{kind: FILES[kind]})


@pytest.mark.parametrize("kind", FILES)
def test_in_slices_as_whole(
    kind: str, floor: Floor, floor_again: Callable[[], Floor], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = taken(floor, kind)
    three_lines_at_a_time(monkeypatch)
    sliced = floor_again()
    assert counts(taken(sliced, kind)) == counts(whole)
    assert everything(sliced) == everything(floor)


@pytest.mark.parametrize("kind", FILES)
def test_whoever_opens_the_book_next_finishes_every_kind(
    kind: str, floor: Floor, floor_again: Callable[[], Floor], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = taken(floor, kind)
    half = floor_again()
    half.take(*(paid(place, title="红茶，绿茶") for place in range(1, 10)))
    staged = stage_rows(half, f"some.{kind}", "2024-06-02 10:00", **{kind: FILES[kind]})
    _leave_half_way(half, staged, monkeypatch)
    assert finish_pending(half.book, half.agent.actor) == 1
    (run,) = half.rows("SELECT added, changed, same, repeated, refused FROM import_runs WHERE source LIKE 'some%'")
    assert tuple(run.values()) == counts(whole)
    assert everything(half) == everything(floor)


def _leave_half_way(floor: Floor, staged: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    """Merge two slices of three lines as a process that is not there any more."""
    three_lines_at_a_time(monkeypatch)
    steps: list[object] = []

    class Dead(Exception):
        """The process died here."""

    def step(done: object) -> None:
        steps.append(done)
        if len(steps) == 2:
            raise Dead

    run_id = begin_run(floor.book, floor.lead.actor, staged, floor.shop.id, "begin")
    with pytest.raises(Dead):
        merging.merge_run(floor.book, floor.lead.actor, run_id, step)
    monkeypatch.setattr(merging, "is_dead", lambda holder: True)


@pytest.mark.parametrize(
    ("seconds", "width"),
    [(0.8, 1000), (0.3, 1333), (0.1, 3000), (0.01, 4000)],
    ids=[
        "never narrower than that",
        "half again as long",
        "half as long: wider by half of the way",
        "never wider than that",
    ],
)
def test_a_slice_that_kept_the_book_too_long_makes_the_next_one_narrower_at_once(seconds: float, width: int) -> None:
    assert merging._next_width(2000, seconds) == width
