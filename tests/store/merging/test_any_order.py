"""The files of a day in any order: the book is the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from store.book.clock import Clock
from store.book.opening import open_book
from store.people.commands import enter
from store.shops.commands import by_tag
from tests.exports import number, paid
from tests.store.book import filled
from tests.store.floor import Floor, at, key, rows
from tests.store.merging.test_slices import FILES, everything
from tests.store.staging import Row, take_rows

ONE, TWO, NOBODYS = "73190553102532", "73190553102533", "73190553102599"

DAY: Mapping[str, tuple[str, Mapping[str, Sequence[Row]]]] = {
    "taobao.orders": (
        "2024-06-02 12:00",
        {
            "orders": [
                {
                    "order_no": number(place),
                    "buyer_nick": f"买家{place}",
                    "status": "shipped",
                    "platform_word": "卖家已发货，等待买家确认",
                    "placed_at": "2024-06-01 10:00",
                    "paid_at": "2024-06-01 10:05",
                    "shipped_at": "2024-06-01 18:00",
                    "title": "红茶",
                    "quantity": 1,
                    "contact_digest": f"{place}",
                    "province": "新疆维吾尔自治区",
                }
                for place in (1, 2, 3)
            ]
        },
    ),
    "taobao.items": (
        "2024-06-02 09:00",
        {"items": [{"order_no": number(place), "item_no": str(place), "title": "红茶", "code": "A-1", "quantity": 1}
                   for place in (1, 2, 4)]},
    ),
    "taobao.refunds": (
        "2024-06-02 10:00",
        {"refunds": [{"refund_no": "R1", "order_no": number(2), "status": "waiting_seller", "amount": 900,
                      "applied_at": "2024-06-02 08:00"}]},
    ),
    "erp.slips": (
        "2024-06-01 17:00",
        {
            "prints": [
                {"order_no": number(1), "slip_printed": 1, "waybill_printed": 1, "tracking_no": ONE, "courier": "ZTO",
                 "courier_word": "中通", "wave": "W1", "more": [number(2)]},
                {"order_no": number(3), "slip_printed": 1, "tracking_no": TWO, "courier": "ZTO",
                 "courier_word": "中通"},
            ]
        },
    ),
    "erp.waves": ("2024-06-01 16:00", {"waves": [{"wave": "W1", "slip_printed": 1, "orders": 2}]}),
    "erp.returns": (
        "2024-06-02 11:00",
        {"returns": [{"package_no": "P1", "order_no": number(3), "tracking_no": TWO, "code": "A-1", "quantity": 1}]},
    ),
    "kuaidi100": (
        "2024-06-02 11:30",
        {
            "scans": [
                {"tracking_no": ONE, "at": "2024-06-01 20:00", "state": "picked_up", "text": "已揽收"},
                {"tracking_no": ONE, "at": "2024-06-02 08:00", "state": "signed", "text": "已签收"},
                {"tracking_no": TWO, "at": "2024-06-01 20:00", "state": "picked_up", "text": "已揽收"},
                {"tracking_no": NOBODYS, "at": "2024-06-01 20:00", "state": "problem", "text": "破损"},
            ]
        },
    ),
}  # fmt: skip
"""Which file names what: the waybills stand in the ERP's list alone."""

KNOWN_BY_ITEMS = ("taobao.items", "erp.slips", "kuaidi100")
KINDS = ["orders", *FILES]

LINKED = {
    "who is in which parcel": "SELECT p.tracking_no, o.order_no FROM parcel_orders AS l"
    " JOIN parcels AS p ON p.id = l.parcel_id JOIN orders AS o ON o.id = l.order_id",
    **{
        f"orders of {table}": f"SELECT {name}, o.order_no FROM {table} AS t JOIN orders AS o ON o.id = t.order_id"
        for table, name in {"refunds": "refund_no", "order_prints": "erp_no", "returned_parcels": "package_no"}.items()
    },
}


def book_of(floor: Floor) -> dict[str, list[dict[str, Any]]]:
    """What the book says. A title that a list of items took back stands only where there was one before."""
    found = {name: sorted(rows(floor.book.path, query), key=repr) for name, query in LINKED.items()}
    found |= everything(floor)
    return found | {"lines": [line for line in found["lines"] if line["withdrawn_at"] is None]}


def take_day(floor: Floor, files: Sequence[str]) -> Floor:
    """The floor after these files of the day came in this order."""
    for source in files:
        as_of, tables = DAY[source]
        take_rows(floor, source, as_of, **tables)
    return floor


def take_kinds(floor: Floor, kinds: Sequence[str]) -> Floor:
    """The floor after files with rows at random came in this order, each of its own hour."""
    for kind in kinds:
        as_of = f"2024-06-02 {8 + KINDS.index(kind):02}:00"
        if kind == "orders":
            floor.take(*(paid(place, title="红茶，绿茶", quantity="2") for place in range(1, 15)), as_of=as_of)
        else:
            take_rows(floor, f"some.{kind}", as_of, **{kind: FILES[kind]})
    return floor


def test_parcels_of_a_list_that_came_before_its_orders(floor: Floor) -> None:
    take_day(floor, ["erp.slips", "kuaidi100", "taobao.orders"])
    found = book_of(floor)
    carried = [(row["tracking_no"], row["order_no"]) for row in found["who is in which parcel"]]
    assert carried == [(ONE, number(1)), (ONE, number(2)), (TWO, number(3))]
    assert floor.order(1)["signed_at"] == at("2024-06-02 08:00")
    assert floor.rows("SELECT * FROM awaited_orders") == []


@pytest.mark.parametrize("seed", range(8))
def test_the_files_of_a_day(seed: int, floor: Floor, floor_again: Callable[[], Floor]) -> None:
    mixed = random.Random(seed).sample(list(DAY), len(DAY))
    assert book_of(take_day(floor_again(), mixed)) == book_of(take_day(floor, list(DAY)))


@pytest.mark.parametrize("files", permutations(KNOWN_BY_ITEMS))
def test_orders_of_which_only_items_are_known(
    files: tuple[str, ...], floor: Floor, floor_again: Callable[[], Floor]
) -> None:
    assert book_of(take_day(floor_again(), files)) == book_of(take_day(floor, KNOWN_BY_ITEMS))


@pytest.mark.parametrize("seed", range(4))
def test_files_with_rows_at_random(seed: int, floor: Floor, floor_again: Callable[[], Floor]) -> None:
    mixed = random.Random(seed).sample(KINDS, len(KINDS))
    assert book_of(take_kinds(floor_again(), mixed)) == book_of(take_kinds(floor, KINDS))


def test_an_upgraded_book_joins_what_lists_tell_from_now_on(tmp_path: Path) -> None:
    path = tmp_path / "floor.db"
    filled.restore("0006", path)
    book = open_book(path, Clock(at("2024-06-03 10:00")))
    lead = enter(book, "lin", key(), "Lin")
    floor = Floor(book, lead, lead, by_tag(book, "茶"), tmp_path)
    take_day(floor, ["erp.slips"])
    waiting = floor.rows("SELECT order_no FROM awaited_orders ORDER BY 1")
    assert [row["order_no"] for row in waiting] == [number(3)], "the others are in the book"
    floor.take(paid(3))
    carried = floor.rows("SELECT tracking_no FROM parcels JOIN parcel_orders ON parcel_id=id WHERE order_id=?", 3)
    assert (carried, floor.order_id(3)) == ([{"tracking_no": TWO}], 3)
    book.close()
