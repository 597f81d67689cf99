"""What fits what a buyer asks about stands in the order of how surely it is meant."""

from __future__ import annotations

import pytest

from store.book.clock import Moment
from store.desk.asked_goods import asked_for
from tests.store.floor import Floor, at
from tests.store.staging import take_rows

NOW = "2024-06-03 09:00"
GOODS = (
    ("A-1", "毛衣 女", "白色"),
    ("B-1", "半高领针织毛衣", "白色"),
    ("C-1", "安哥拉 毛衣", "黑色"),
    ("MY-1", "被套", ""),
)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("my", ["MY-1", "C-1", "A-1", "B-1"]),
        ("毛衣", ["C-1", "A-1", "B-1"]),
        ("my 白", ["A-1", "B-1"]),
        ("白色 毛衣", ["A-1", "B-1"]),
        ("zzmy", ["B-1"]),
    ],
)
def test_codes_then_words_that_begin_so_then_those_with_it_inside(floor: Floor, typed: str, codes: list[str]) -> None:
    stock = [{"code": c, "title": t, "properties": p, "quantity": 9} for c, t, p in GOODS]
    take_rows(floor, "stock", "2024-06-03 07:30", stock=stock)
    hits = asked_for(floor.book, Moment(at(NOW)), typed).hits
    assert [hit.goods.code for hit in hits if hit.goods] == codes
