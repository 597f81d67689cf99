"""The lists of refunds, in the words of those who work through them; what a view counts is what it lists."""

from __future__ import annotations

from functools import partial

import pytest

from store.book.clock import Moment
from store.book.transactions import Book
from store.desk.sources import SOURCES
from store.handling.commands import assign, mark_done
from store.handling.rules import Done, Subject
from store.orders.rules import Stage
from store.refunds.queries import RefundRow, refund_window
from store.refunds.views import SORTS, VIEWS
from store.shops.queries import all_shops
from tests.exports import SHIPPED, Line, line, number, paid
from tests.store.floor import Floor, at, key
from tests.store.plans import asked, page_plans, plan
from tests.store.refunds.test_intake import refund
from tests.store.staging import take_rows
from tests.store.tallies import refund_tally

NOON = "2024-06-02 12:00"
MOMENTS = [Moment(at("2024-06-02 12:30")), Moment(at("2024-06-02 12:30"), replay=True)]
LISTS = [(view.key, sort) for view in VIEWS.values() for sort in view.sorts if view.key != "stop"]

at_every_moment = pytest.mark.parametrize("moment", MOMENTS, ids=["live", "replay"])


def rows(book: Book, view: str, moment: Moment, sort: str | None = None) -> list[RefundRow]:
    """The rows of a view, which is what it counts."""
    window = refund_window(book, moment, view, sort)
    found = list(window.first(100).rows)
    with book.read() as connection:
        assert window.count(None).number == refund_tally(connection, view, moment).number == len(found)
    return found


def listed(floor: Floor, view: str, moment: Moment, sort: str | None = None) -> list[str]:
    """The numbers of the refunds of a view, in its order."""
    return [row.refund_no for row in rows(floor.book, view, moment, sort)]


def clicked(place: int, when: str = "2024-06-02 09:00:00", **cells: str) -> Line:
    """An order that was clicked as shipped."""
    return line(place, status=SHIPPED, total="59.00", paid_at="2024-06-01 15:59:30", shipped_at=when, **cells)


@at_every_moment
def test_open_ones_stand_by_what_is_to_be_done_first(floor: Floor, moment: Moment) -> None:
    said = [
        refund("R1", step_due_at="2024-06-04 18:00"),
        refund("R2", step_due_at="2024-06-05 18:00", evidence_due_at="2024-06-03 09:00"),
        refund("R3", status="refused"),
        refund("R4", status="closed"),
    ]
    take_rows(floor, "taobao.refunds", NOON, refunds=said)
    assert listed(floor, "open", moment) == ["R2", "R1", "R3"], "one without any time is given the usual five days"
    assert sorted(listed(floor, "open", moment, "opened")) == ["R1", "R2", "R3"]


@at_every_moment
def test_the_money_waits_for_our_word(floor: Floor, moment: Moment) -> None:
    said = [
        refund("R1"),
        refund("R2", status="refused"),
        {**refund("R3"), "status": "waiting_seller_receive", "platform_word": "等待卖家确认收货"},
        {**refund("R4"), "status": "waiting_buyer_return", "platform_word": "等待买家退货"},
        refund("R5", status="succeeded"),
    ]
    take_rows(floor, "taobao.refunds", NOON, refunds=said)
    assert sorted(listed(floor, "review", moment)) == ["R1", "R3"]


@at_every_moment
def test_a_dispute_is_to_be_phoned(floor: Floor, moment: Moment) -> None:
    said = [
        refund("R1", cs_word="未介入"),
        refund("R2", cs_word="客服已介入"),
        refund("R3", evidence_due_at="2024-06-03 09:00"),
        refund("R4", status="refused", cs_word="未介入"),
        refund("R5", status="closed", cs_word="客服已介入"),
        refund("R6"),
    ]
    take_rows(floor, "taobao.refunds", NOON, refunds=said)
    assert sorted(listed(floor, "phone", moment)) == ["R2", "R3", "R4"]


@at_every_moment
def test_open_and_still_in_the_house(floor: Floor, moment: Moment) -> None:
    floor.take(*(paid(place) for place in (1, 2, 3, 4)), clicked(5), clicked(6), line(7, title="补差价"))
    for place, stage in ((2, Stage.UNPRINTED), (3, Stage.PACKED), (4, Stage.LEFT), (6, Stage.PACKED)):
        floor.see(place, stage, "2024-06-02 11:00")
    said = [refund(f"R{place}", place) for place in range(1, 8)]
    said += [refund("R8", 80, goods_state="not_shipped"), refund("R9", 90), refund("R10", 1, status="closed")]
    take_rows(floor, "taobao.refunds", NOON, refunds=said)
    # 4 has left, 5 was clicked; 6 was clicked too, but somebody saw it on the floor since; of 8 only the refund speaks.
    assert sorted(listed(floor, "unshipped", moment)) == ["R1", "R2", "R3", "R6", "R8"]


@at_every_moment
def test_slips_and_parcels_to_bring_back(floor: Floor, moment: Moment) -> None:
    carried = {"tracking_no": "73190553102532", "courier": "中通快递"}
    floor.take(*(paid(place) for place in (1, 2, 3, 4)), clicked(5), clicked(6, **carried), clicked(7), clicked(8))
    take_rows(floor, "kuaidi100", "2024-06-02 11:00", scans=[_pick_up(carried["tracking_no"])])
    for place, stage in ((2, Stage.PRINTED), (3, Stage.PACKED), (4, Stage.UNPRINTED)):
        floor.see(place, stage, "2024-06-02 11:00")
    said = [refund(f"R{place}", place) for place in range(1, 8)]
    said[2] = refund("R3", 3, status="succeeded", ended_at="2024-06-02 11:30")
    said[6] = refund("R7", 7, goods_state="received")
    said.append(refund("R8", 8, status="closed"))
    take_rows(floor, "taobao.refunds", NOON, refunds=said)
    # 1 nobody knows, 4 is not printed; 6 the courier has, 7 the buyer.
    assert sorted(listed(floor, "stop", moment)) == ["R2", "R3", "R5"]
    found = {row.refund_no: row.stage for row in rows(floor.book, "stop", moment)}
    assert found == {"R2": Stage.PRINTED, "R3": Stage.PACKED, "R5": Stage.CLICKED}


def _pick_up(tracking_no: str) -> dict[str, object]:
    return {"tracking_no": tracking_no, "at": "2024-06-02 10:30", "state": "picked_up", "text": "已揽收"}


def test_what_was_clicked_a_week_ago_is_not_looked_for_on_the_floor(floor: Floor) -> None:
    floor.take(clicked(1, "2024-05-25 09:00:00"), clicked(2, "2024-05-27 09:00:00"))
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund("R1", 1), refund("R2", 2)])
    assert listed(floor, "stop", MOMENTS[0]) == ["R2"]


def test_a_replay_does_not_know_what_came_later(floor: Floor) -> None:
    floor.take(paid(1))
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund("R1", cs_word="客服已介入")])
    take_rows(floor, "taobao.refunds", "2024-06-03 12:00", refunds=[refund("R1", status="closed")])
    floor.see(1, Stage.PRINTED, "2024-06-02 20:00")
    then = Moment(at("2024-06-02 12:30"), replay=True)
    (row,) = rows(floor.book, "unshipped", then)
    assert (row.stage, row.status, row.platform_word) == (Stage.UNKNOWN, None, "")
    assert listed(floor, "open", then) == ["R1"]
    assert listed(floor, "stop", then) == listed(floor, "phone", then) == []
    assert listed(floor, "stop", Moment(at("2024-06-02 21:00"), replay=True)) == ["R1"]
    assert listed(floor, "open", Moment(at("2024-06-04 09:00"))) == []


def test_a_row_shows_what_was_done_and_whose_it_is(floor: Floor) -> None:
    floor.take(paid(1, nick="买家一"))
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund("R1", buyer_nick="买家一", amount=5900), refund("R2", 2)])
    (first,) = [row for row in rows(floor.book, "open", MOMENTS[0]) if row.refund_no == "R1"]
    due = at("2024-06-02 16:00")
    moment = floor.book.clock.moment()
    agent = floor.agent.actor
    mark = partial(mark_done, floor.book, agent, subject=Subject.REFUND, ids=[first.id])
    mark(key(), what=Done.AGREED)
    mark(key(), what=Done.BUYER_PHONED, note="没接")
    give = partial(assign, floor.book, floor.lead.actor, subject=Subject.REFUND, ids=[first.id])
    give(key(), owner_id=agent.person_id, due_at=due)
    moment = floor.book.clock.moment()
    found = {row.refund_no: row for row in rows(floor.book, "open", moment)}
    row = found["R1"]
    assert row.done is not None
    assert (row.done.what, row.done.who, row.done.note) == (Done.BUYER_PHONED, floor.agent.name, "没接")
    assert (row.owner, row.owner_due_at) == (floor.agent.name, due)
    assert (row.nick, row.amount, row.order_no, row.tag) == ("买**", 5900, number(1), floor.shop.tag)
    assert (found["R2"].done, found["R2"].owner) == (None, "")


def test_it_is_found_by_its_number_the_orders_and_the_shop(floor: Floor) -> None:
    floor.take(paid(1))
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund("R100", 1), refund("R200", 2)])

    def count(text: str) -> int:
        return refund_window(floor.book, MOMENTS[0], "open", text=text).count(None).number

    assert [count(text) for text in ("R1", "200", number(1)[-5:], floor.shop.tag, "酒", "")] == [1, 1, 1, 2, 0, 2]


@pytest.mark.parametrize(("view", "sort"), LISTS)
def test_every_page_is_read_from_an_index_in_its_order(floor: Floor, view: str, sort: str) -> None:
    floor.take(*(paid(place) for place in range(1, 9)))
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund(f"R{place}", place) for place in range(1, 9)])
    window = refund_window(floor.book, MOMENTS[0], view, sort)
    plans = page_plans(floor.book, window)
    assert len(plans) >= 3
    for statement, steps in plans:
        assert not [step for step in steps if step.startswith("SCAN ") and "USING" not in step], steps
        index = next(step for step in steps if "refunds USING" in step)
        assert "ix_refunds_" in index
        if "ORDER BY" in statement:
            name = index.split("INDEX ")[1].split()[0]
            (first, *_) = floor.rows(f"PRAGMA index_info({name})")
            assert first["name"] == SORTS[sort].column.name


def test_what_is_to_be_brought_back_is_walked_in_its_order_among_what_is_open_or_was_paid_out_this_week(
    floor: Floor,
) -> None:
    floor.take(*(paid(place) for place in range(1, 9)))
    for place in range(1, 9):
        floor.see(place, Stage.PRINTED, "2024-06-02 11:00")
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund(f"R{place}", place) for place in range(1, 9)])
    window = refund_window(floor.book, MOMENTS[0], "stop")
    with asked(floor.book) as statements:
        page = window.first(3)
        window.after(page.rows[-1], 3)
        window.last(3)
        window.count(None)
    assert len(statements) == 4
    for statement in statements:
        steps = plan(floor.book, *statement)
        assert "SEARCH refunds USING INDEX ix_refunds_running (<expr>>?)" in steps, steps
        assert not [step for step in steps if "TEMP B-TREE" in step], steps


@at_every_moment
def test_of_what_is_to_be_brought_back_that_whose_money_is_gone_stands_first(floor: Floor, moment: Moment) -> None:
    floor.take(*(paid(place) for place in range(1, 6)))
    for place in range(1, 6):
        floor.see(place, Stage.PRINTED, "2024-06-02 11:00")
    said = [
        refund("R1", 1, applied_at="2024-06-02 09:00"),
        refund("R2", 2, applied_at="2024-06-01 17:00"),
        refund("R3", 3, status="succeeded", applied_at="2024-06-02 07:00", ended_at="2024-06-02 10:30"),
        refund("R4", 4, status="succeeded", applied_at="2024-06-02 09:30", ended_at="2024-06-02 10:00"),
        refund("R5", 5, status="succeeded", applied_at="2024-05-20 09:30", ended_at="2024-05-26 10:00"),
    ]
    take_rows(floor, "taobao.refunds", NOON, refunds=said)
    assert listed(floor, "stop", moment) == ["R4", "R3", "R2", "R1"]
    with floor.book.read() as connection:
        counted = SOURCES["parcels.stop"].query(connection, all_shops(connection), moment)
    assert (counted.left, counted.worst_at) == (4, at("2024-06-01 17:00")), "the oldest application"


@pytest.mark.parametrize("view", ["open", "running_out", "review", "phone", "unshipped"])
def test_what_is_open_is_counted_without_walking_the_refunds_that_are_over(floor: Floor, view: str) -> None:
    window = refund_window(floor.book, MOMENTS[0], view)
    with asked(floor.book) as statements:
        window.count(None)
    (steps,) = [plan(floor.book, *statement) for statement in statements]
    assert "INDEX ix_refunds_open_" in steps[0], steps
