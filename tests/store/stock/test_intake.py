"""Lists of stock."""

from __future__ import annotations

from tests.store.floor import Floor
from tests.store.staging import counts, take_rows

EARLIER, NOON, LATER = "2024-06-02 09:00", "2024-06-02 12:00", "2024-06-02 15:00"


def stock(floor: Floor) -> dict[str, int | None]:
    """What lies on the shelves, by code."""
    return {row["code"]: row["quantity"] for row in floor.rows("SELECT code, quantity FROM stock_items")}


def test_the_newest_list_says_how_many_there_are(floor: Floor) -> None:
    rows = [{"code": "A-1", "quantity": 7, "title": "红茶"}, {"code": "A-2", "quantity": 0}]
    assert counts(take_rows(floor, "stock", NOON, stock=rows)) == (2, 0, 0, 0, 0)
    assert counts(take_rows(floor, "stock", NOON, stock=rows)) == (0, 0, 2, 0, 0)
    assert counts(take_rows(floor, "stock", LATER, stock=[{"code": "A-1", "quantity": 3}])) == (0, 1, 0, 0, 0)
    older = [{"code": "A-1", "quantity": 9}, {"code": "A-3", "quantity": 1}]
    assert counts(take_rows(floor, "stock", EARLIER, stock=older)) == (1, 0, 1, 0, 0)
    assert stock(floor) == {"A-1": 3, "A-2": 0, "A-3": 1}


def test_several_warehouses_are_added_up(floor: Floor) -> None:
    rows = [
        {"code": "A-1", "quantity": 7, "warehouse": "杭州"},
        {"code": "A-1", "quantity": 5, "warehouse": "成都"},
        {"code": "A-1", "quantity": 6, "warehouse": "杭州"},
        {"code": "A-2", "quantity": 2, "warehouse": "杭州"},
    ]
    assert counts(take_rows(floor, "stock", NOON, stock=rows)) == (2, 0, 0, 2, 0)
    assert stock(floor) == {"A-1": 11, "A-2": 2}
    assert floor.rows("SELECT warehouse FROM stock_items ORDER BY code") == [{"warehouse": None}, {"warehouse": "杭州"}]
