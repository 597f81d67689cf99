"""A book of the revision before the deadlines gets those that the rule of today makes of what it knows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from store.book.clock import Clock
from store.book.columns import to_ms
from store.book.opening import open_book
from store.parcels.deadlines import parcels, reckon_parcels
from store.shops.rules import ShopSettings
from tests.store.book import filled
from tests.store.floor import at, rows


@pytest.mark.parametrize("picked_up", [None, "2024-06-02 08:00"])
def test_the_upgrade_reckons_what_the_rule_reckons(tmp_path: Path, picked_up: str | None) -> None:
    path = tmp_path / "floor.db"
    filled.restore("0004", path)
    if picked_up is not None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE orders SET estimated='shipped_at,'")
            connection.execute("UPDATE parcels SET picked_up_at=?", (to_ms(at(picked_up)),))
    book = open_book(path, Clock(at("2024-06-03 10:00")))
    upgraded = rows(path, "SELECT * FROM parcels")
    assert [row for row in upgraded if row["shipped_at"] and row["flagged_at"] and row["confirm_at"]]
    if picked_up is not None:
        assert [row["shipped_at"] for row in upgraded] == [to_ms(at(picked_up))]
    with book._writers.begin() as writing:
        reckon_parcels(writing, ShopSettings(), select(parcels.c.id))
    assert rows(path, "SELECT * FROM parcels") == upgraded
    book.close()


def test_the_upgrade_flags_what_a_courier_reports_of_parcels_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    filled.restore("0004", path)
    since = to_ms(at("2024-06-02 08:00"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO parcels(version, shop_id, tracking_no, state, state_at, returning_since) VALUES"
            " (1, 1, '88001', 'lost', :since, NULL), (1, 1, '88002', 'refused', :since, :since),"
            " (1, 1, '88003', 'in_transit', :since, NULL)",
            {"since": since},
        )
    open_book(path, Clock(at("2024-06-03 10:00"))).close()
    found = rows(path, "SELECT tracking_no, flagged_at FROM parcels WHERE tracking_no LIKE '8800%' ORDER BY 1")
    assert [row["flagged_at"] for row in found] == [since, since, None]
