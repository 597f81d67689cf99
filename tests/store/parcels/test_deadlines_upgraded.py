"""A book of the revision before the deadlines gets those that the rule of today makes of what it knows."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from store.book.clock import Clock
from store.book.opening import open_book
from store.parcels.deadlines import parcels, reckon_parcels
from store.shops.rules import ShopSettings
from tests.store.book import filled
from tests.store.floor import at, rows


def test_the_upgrade_reckons_what_the_rule_reckons(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    filled.restore("0004", path)
    book = open_book(path, Clock(at("2024-06-03 10:00")))
    upgraded = rows(path, "SELECT * FROM parcels")
    assert [row for row in upgraded if row["shipped_at"] and row["flagged_at"] and row["confirm_at"]]
    with book._writers.begin() as connection:
        reckon_parcels(connection, ShopSettings(), select(parcels.c.id))
    assert rows(path, "SELECT * FROM parcels") == upgraded
    book.close()
