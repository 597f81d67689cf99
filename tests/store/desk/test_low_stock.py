"""What is nearly sold out of what sells."""

from __future__ import annotations

from store.book.clock import Moment
from store.desk.low_stock import StockRow, stock_window
from store.shops.commands import change_settings
from store.shops.rules import ShopSettings
from tests.exports import SHIPPED, line, number, paid
from tests.store.floor import Floor, at, key
from tests.store.plans import page_plans
from tests.store.staging import take_rows

MORNING = "2024-06-03 09:00"


def low(floor: Floor, when: str = MORNING, replay: bool = False) -> list[StockRow]:
    window = stock_window(floor.book, Moment(at(when), replay))
    found = list(window.first(50).rows)
    assert window.count(None).number == len(found)
    return found


def furnish(floor: Floor) -> None:
    """Two orders wait, one was sent, one is of last winter."""
    old = line(4, status=SHIPPED, placed_at="2024-01-05 10:00:00", shipped_at="2024-01-06 10:00:00")
    sent = line(3, status=SHIPPED, shipped_at="2024-06-02 10:00:00")
    floor.take(paid(1), paid(2), sent, old)
    wanted = [(1, "A", 2), (2, "A", None), (2, "B", 1), (3, "C", 1), (4, "D", 1), (1, "E", 1)]
    lines = [
        {"order_no": number(place), "item_no": f"{place}{code}", "title": code, "code": code, "quantity": pieces}
        for place, code, pieces in wanted
    ]
    take_rows(floor, "taobao.items", "2024-06-02 11:00", items=lines)
    there = {"A": 5, "B": 0, "C": 3, "D": 1, "E": 6, "F": 0}
    rows = [{"code": code, "quantity": pieces, "title": f"茶{code}"} for code, pieces in there.items()]
    take_rows(floor, "stock", "2024-06-03 07:30", stock=rows)


def test_few_pieces_of_what_was_ordered_lately(floor: Floor) -> None:
    furnish(floor)
    assert [(row.code, row.quantity, row.waiting) for row in low(floor)] == [("B", 0, 1), ("C", 3, 0), ("A", 5, 3)]
    assert low(floor)[0].title == "茶B"


def test_a_shop_says_how_few_are_few(floor: Floor) -> None:
    furnish(floor)
    change_settings(floor.book, floor.lead.actor, key(), floor.shop.tag, ShopSettings(low_stock=2), 1)
    assert [row.code for row in low(floor)] == ["B"]


def test_what_waits_counts_however_old_it_is(floor: Floor) -> None:
    furnish(floor)
    assert [row.code for row in low(floor, "2024-08-03 09:00")] == ["B", "A"]


def test_a_list_that_comes_later_is_not_known_yet(floor: Floor) -> None:
    furnish(floor)
    assert low(floor, "2024-06-03 07:00", replay=True) == []


def test_its_pages_come_in_order_from_an_index(floor: Floor) -> None:
    furnish(floor)
    window = stock_window(floor.book, Moment(at(MORNING)))
    for _, steps in page_plans(floor.book, window, 2):
        assert any("ix_stock_items_quantity" in step for step in steps), steps
        assert not [step for step in steps if step.startswith(("SCAN order_lines", "SCAN orders"))], steps
