"""What Today counts among many thousand rows is read from indexes alone: no row of the table is fetched."""

from __future__ import annotations

from typing import Any

import pytest

from store.book.clock import Moment
from store.desk.sources import SOURCES
from store.shops.queries import all_shops
from tests.store.desk.test_sources import NOW, furnish
from tests.store.floor import Floor, at
from tests.store.plans import asked, plan

ITEMS = {
    "orders.cut_off_unprinted": "orders",
    "orders.late": "orders",
    "orders.today": "orders",
    "orders.unprinted": "orders",
    "orders.unshipped": "orders",
    "parcels.no_scan": "parcels",
}


def sent(floor: Floor, code: str, table: str, *, replay: bool = False) -> list[tuple[str, Any]]:
    """The statements by which an item is counted that read the rows of a table."""
    with asked(floor.book) as statements, floor.book.read() as connection:
        found = SOURCES[code].query(connection, all_shops(connection), Moment(at(NOW), replay))
    assert found.left
    return [(sql, values) for sql, values in statements if f"FROM {table}" in sql]


def fetched(floor: Floor, statement: str, values: Any, table: str) -> list[Any]:
    """The steps of SQLite's program that take a column from a row of the table and not from an index."""
    with floor.book.read() as connection:
        root = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name=?", (table,)).scalar_one()
        steps = connection.exec_driver_sql(f"EXPLAIN {statement}", values).all()
    cursors = {step.p1 for step in steps if step.opcode == "OpenRead" and step.p2 == root}
    return [step for step in steps if step.opcode == "Column" and step.p1 in cursors]


@pytest.mark.parametrize(("code", "table"), ITEMS.items(), ids=ITEMS)
def test_a_count_fetches_no_row_and_sorts_none(floor: Floor, code: str, table: str) -> None:
    furnish(floor)
    counts = [each for each in sent(floor, code, table) if "count(*)" in each[0]]
    assert counts
    for statement, values in counts:
        assert fetched(floor, statement, values, table) == []
        assert "USE TEMP B-TREE FOR GROUP BY" not in plan(floor.book, statement, values)


@pytest.mark.parametrize(("code", "walks"), [("orders.late", 1), ("orders.unshipped", 1), ("parcels.flagged", 2)])
def test_a_replay_walks_a_table_once_and_once_more_for_all_flags(floor: Floor, code: str, walks: int) -> None:
    furnish(floor)
    assert len(sent(floor, code, code.partition(".")[0], replay=True)) == walks
