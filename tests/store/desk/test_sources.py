"""Every live item: what it counts is what its list has, what was done today is handled and not left."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from store.book.clock import Moment
from store.desk.item_lists import listed
from store.desk.item_rows import Counted
from store.desk.item_window import item_window
from store.desk.sources import SOURCES, Source
from store.handling.commands import mark_done
from store.handling.rules import Done, Subject
from store.shops.commands import open_shop
from store.shops.queries import all_shops, day_at
from store.shops.rules import Platform, ShopSettings
from tests.exports import SHIPPED, Line, line, number, paid
from tests.store.floor import Floor, at, key
from tests.store.plans import asked, plan
from tests.store.refunds.test_intake import refund
from tests.store.staging import take_rows

NOW = "2024-06-03 15:00"
LIVE = {code: source for code, source in SOURCES.items() if source.subject is not None}

every_item = pytest.mark.parametrize("code", LIVE)


def clicked(place: int, when: str, **cells: str) -> Line:
    said = {"status": SHIPPED, "total": "59.00", "paid_at": "2024-06-01 15:59:30", "shipped_at": when, **cells}
    return line(place, **said)


def furnish(floor: Floor) -> None:
    """A day on which every list has rows."""
    carried = [{"tracking_no": f"7319055310253{place}", "courier": "中通快递"} for place in range(10)]
    floor.take(
        *(paid(place, "2024-06-01 12:00:00") for place in range(1, 7)),
        *(paid(place, "2024-06-03 10:00:00") for place in range(7, 10)),
        *(line(place, placed_at="2024-06-02 12:00:00") for place in range(11, 15)),
        *(clicked(20 + place, "2024-05-25 10:00:00", **carried[place]) for place in range(4)),
        *(clicked(20 + place, "2024-06-02 10:00:00", **carried[place]) for place in range(4, 8)),
        *(clicked(30 + place, "2024-06-03 10:00:00") for place in range(3)),
        as_of="2024-06-03 14:00",
    )
    goods = [
        {"order_no": number(place), "item_no": str(place), "title": "茶", "code": code, "quantity": 1}
        for place, code in ((1, "A"), (2, "A"), (3, "B"))
    ]
    take_rows(floor, "taobao.items", "2024-06-03 14:00", items=goods)
    take_rows(floor, "stock", "2024-06-03 14:00", stock=[{"code": "A", "quantity": 0}, {"code": "B", "quantity": 0}])
    unprinted = [{"order_no": number(place), "slip_printed": 0} for place in (1, 2, 3, 7, 8)]
    printed = [{"order_no": number(place), "slip_printed": 1} for place in (4, 5)]
    take_rows(floor, "erp.slips", "2024-06-03 14:00", prints=[*unprinted, *printed])
    refunds = [refund(f"R{place}", place, step_due_at="2024-06-04 08:00") for place in range(1, 6)]
    refunds += [refund(f"S{place}", place, cs_word="客服已介入") for place in (4, 5)]
    refunds += [refund(f"T{place}", place, status="succeeded", ended_at="2024-06-03 11:00") for place in (4, 5, 6)]
    refunds += [refund(f"U{place}", 20 + place, return_tracking_no=f"88{place}") for place in (1, 2)]
    take_rows(floor, "taobao.refunds", "2024-06-03 14:00", refunds=refunds)
    returns = [{"package_no": f"P{place}", "tracking_no": f"77{place}"} for place in range(2)]
    take_rows(floor, "erp.returns", "2024-06-03 14:00", returns=returns)


def counted(floor: Floor, code: str, moment: Moment) -> Counted:
    with floor.book.read() as connection:
        return SOURCES[code].query(connection, all_shops(connection), moment)


def ids(floor: Floor, code: str, moment: Moment) -> tuple[int, ...]:
    """The rows that the list of an item opens with."""
    return item_window(floor.book, code, moment).ids(100)


@pytest.mark.parametrize("replay", [False, True], ids=["live", "replay"])
@every_item
def test_an_item_counts_what_its_list_opens_with(floor: Floor, code: str, replay: bool) -> None:
    furnish(floor)
    moment = Moment(at(NOW), replay)
    found = counted(floor, code, moment)
    assert found.left == len(ids(floor, code, moment)) >= 1
    assert found.handled == 0
    total = sum(part.number for part in found.parts)
    assert total == found.left or code == "parcels.flagged" or not found.parts


@every_item
def test_what_was_done_today_is_handled_and_stays_on_the_list_that_is_open(floor: Floor, code: str) -> None:
    furnish(floor)
    source: Source = LIVE[code]
    book = floor.set_to(NOW)
    moment = book.clock.moment()
    window = item_window(floor.book, code, moment)
    before, rows = counted(floor, code, moment), window.first(100).rows
    assert source.subject is not None
    first = [rows[0].id]
    mark_done(book, floor.agent.actor, key(), subject=source.subject, ids=first, what=source.kinds[0], item=code)
    later = book.clock.moment()
    book.close()
    after = counted(floor, code, later)
    assert (after.left, after.handled) == (before.left - 1, 1)
    assert sum(part.number for part in after.parts) <= sum(part.number for part in before.parts)
    assert ids(floor, code, later) == tuple(row.id for row in rows[1:])
    assert [row.id for row in window.first(100).rows] == [row.id for row in rows]
    assert counted(floor, code, moment).left == before.left, "as it was then"


def test_a_mark_of_another_kind_does_not_handle_an_item(floor: Floor) -> None:
    furnish(floor)
    book = floor.set_to(NOW)
    moment = book.clock.moment()
    (first, *_) = ids(floor, "notices.send", moment)
    mark_done(book, floor.agent.actor, key(), subject=Subject.ORDER, ids=[first], what=Done.WAREHOUSE_ASKED)
    later = book.clock.moment()
    book.close()
    assert counted(floor, "notices.send", later).handled == 0
    assert counted(floor, "orders.no_tracking", later).handled == 1


def tell(floor: Floor, item: str, when: str) -> int:
    """Xiaomei tells the buyer of order 1 something at the moment `when`."""
    book = floor.set_to(when)
    mark = partial(mark_done, book, floor.agent.actor, key(), subject=Subject.ORDER, ids=[floor.order_id(1)])
    number = mark(what=Done.BUYER_TOLD, item=item)
    book.close()
    return number


def test_who_was_told_that_it_is_late_was_not_told_that_it_has_gone(floor: Floor) -> None:
    furnish(floor)
    assert tell(floor, "orders.late", "2024-06-03 09:00") == 1
    floor.take(clicked(1, "2024-06-03 14:30:00"), as_of="2024-06-03 14:40")
    moment = Moment(at("2024-06-03 14:50"))
    before = counted(floor, "notices.send", moment)
    assert floor.order_id(1) in ids(floor, "notices.send", moment)
    assert (before.left, before.handled) == (len(ids(floor, "notices.send", moment)), 0)
    assert tell(floor, "notices.send", "2024-06-03 14:55") == 1, "another deed than this morning's"
    moment = Moment(at(NOW))
    after = counted(floor, "notices.send", moment)
    assert (after.left, after.handled) == (before.left - 1, 1)
    assert floor.order_id(1) not in ids(floor, "notices.send", moment)


def test_a_row_that_left_the_list_after_it_was_done_is_still_handled(floor: Floor) -> None:
    furnish(floor)
    book = floor.set_to(NOW)
    moment = book.clock.moment()
    before = counted(floor, "orders.late", moment)
    mark_done(
        book,
        floor.agent.actor,
        key(),
        subject=Subject.ORDER,
        ids=[floor.order_id(1)],
        what=Done.WAREHOUSE_ASKED,
        item="orders.late",
    )
    moment = book.clock.moment()
    book.close()
    floor.take(clicked(1, "2024-06-03 14:30:00"), as_of="2024-06-03 14:59")
    after = counted(floor, "orders.late", moment)
    assert (after.left, after.handled) == (before.left - 1, 1)


def test_the_parts_say_where_most_of_it_is(floor: Floor) -> None:
    furnish(floor)
    other = ShopSettings(expected_files=())
    open_shop(floor.book, floor.lead.actor, key(), tag="酒", name="酒行", platform=Platform.TMALL, settings=other)
    floor.take(*(paid(place, "2024-06-01 12:00:00") for place in range(50, 70)), tag="酒", as_of="2024-06-03 14:00")
    parts = counted(floor, "orders.unshipped", Moment(at(NOW))).parts
    assert [(part.kind, part.code, part.number) for part in parts] == [("shop", "酒", 20), ("shop", "茶", 9)]
    flags = counted(floor, "parcels.flagged", Moment(at(NOW))).parts
    assert {part.code: part.number for part in flags} == {"no_pickup": 8, "window": 4}
    couriers = counted(floor, "parcels.no_scan", Moment(at(NOW))).parts
    assert [(part.code, part.number) for part in couriers] == [("ZTO", 8)]


def test_the_worst_is_the_one_whose_clock_ran_out_first_of_those_that_are_left(floor: Floor) -> None:
    furnish(floor)
    book = floor.set_to(NOW)
    moment = book.clock.moment()
    rows = item_window(floor.book, "parcels.no_scan", moment).first(100).rows
    assert counted(floor, "parcels.no_scan", moment).worst_at == rows[0].shipped_at
    old = [row.id for row in rows if row.shipped_at == rows[0].shipped_at]
    mark_done(book, floor.agent.actor, key(), subject=Subject.PARCEL, ids=old, what=Done.MOVED)
    moment = book.clock.moment()
    book.close()
    assert counted(floor, "parcels.no_scan", moment).worst_at == at("2024-06-02 10:00")


def test_the_worst_tells_how_old_it_is_where_nothing_is_due_and_else_the_time_that_its_row_shows(floor: Floor) -> None:
    furnish(floor)
    moment = floor.book.clock.moment()
    assert counted(floor, "parcels.no_scan", moment).since
    assert not counted(floor, "orders.late", moment).since
    windows = counted(floor, "parcels.windows", moment)
    assert (windows.since, windows.worst_at) == (False, first_of(floor, "parcels.windows", moment).due_at)
    assert counted(floor, "orders.unprinted", moment).worst_at == first_of(floor, "orders.unprinted", moment).due_at


def first_of(floor: Floor, code: str, moment: Moment) -> Any:
    return item_window(floor.book, code, moment).first(1).rows[0]


@pytest.mark.parametrize("touched", [False, True], ids=["untouched", "touched"])
@every_item
def test_no_count_walks_a_whole_table(floor: Floor, code: str, touched: bool) -> None:
    furnish(floor)
    if touched:
        first, source = ids(floor, code, Moment(at(NOW)))[:1], LIVE[code]
        book = floor.set_to(NOW)
        assert source.subject is not None
        mark_done(book, floor.agent.actor, key(), subject=source.subject, ids=first, what=source.kinds[0], item=code)
        book.close()
    with asked(floor.book) as statements:
        assert counted(floor, code, Moment(at("2024-06-03 15:01"))).handled == touched
    for statement, values in statements:
        for step in plan(floor.book, statement, values):
            whole = step.startswith("SCAN ") and ("USING" not in step or "autoindex_orders" in step)
            assert not whole or step in ("SCAN shops", "SCAN to_receive", "SCAN handled"), (step, statement)


@every_item
def test_a_list_is_narrowed_by_the_tag_of_a_shop(floor: Floor, code: str) -> None:
    furnish(floor)
    source, moment = LIVE[code], Moment(at(NOW))
    day = day_at(floor.book, moment)
    assert listed(source.screen, source.view, moment, day, text="茶")[0].counted is None
    assert item_window(floor.book, code, moment, text=floor.shop.tag).ids(100) == ids(floor, code, moment)
    assert item_window(floor.book, code, moment, text="没有这个").ids(100) == ()
