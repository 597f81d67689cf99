"""What the warehouse is to receive: the ERP's returned parcels and what buyers have sent back."""

from __future__ import annotations

from store.book.clock import Moment
from store.book.undo import undo_last
from store.desk.item_window import item_rows, item_window
from store.desk.returning import ReturnRow, return_window
from store.desk.sources import SOURCES
from store.handling.commands import assign, mark_done
from store.handling.rules import Done, Subject
from store.refunds.returns_intake import REFUNDS_FROM
from store.shops.queries import all_shops
from tests.exports import number, paid
from tests.store.floor import Floor, at, key
from tests.store.plans import asked, plan
from tests.store.refunds.test_intake import refund
from tests.store.staging import Row, take_rows

NOON = "2024-06-02 12:00"


def parcel(no: str, **more: object) -> Row:
    """A row of the ERP's list of returned parcels."""
    return {"package_no": no, "tracking_no": f"7700{no}", "order_no": number(1), **more}


def sent_back(no: str, **more: object) -> Row:
    """A refund whose buyer has sent the goods."""
    said = {"status": "waiting_seller_receive", "platform_word": "等待卖家确认收货", "return_tracking_no": f"8800{no}"}
    return {**refund(no), **said, **more}


def rows(floor: Floor, moment: Moment | None = None) -> tuple[ReturnRow, ...]:
    window = return_window(floor.book, moment or floor.book.clock.moment())
    found = window.first(50).rows
    assert window.count(None).number == len(found)
    return found


def test_listed_parcels_until_they_are_received_and_shipments_until_they_are_listed(floor: Floor) -> None:
    floor.take(paid(1))
    listed = [
        parcel("P1", state_word="待收货"),
        parcel("P2", state_word="已收货", got_at="2024-06-02 09:00"),
        parcel("P3", state_word="已作废"),
        parcel("P4", tracking_no="8800R2"),
        parcel("P5", tracking_no="8800R3", got_at="2024-06-02 09:00"),
    ]
    take_rows(floor, "erp.returns", NOON, returns=listed)
    refunds = [sent_back("R1"), sent_back("R2"), sent_back("R3"), refund("R4"), sent_back("R5", status="closed")]
    take_rows(floor, "taobao.refunds", NOON, refunds=refunds)
    found = rows(floor)
    assert sorted(row.tracking_no for row in found) == ["7700P1", "8800R1", "8800R2"]
    assert [row.since_at for row in found] == sorted(row.since_at for row in found), "the longest known first"
    by_number = {row.tracking_no: row for row in found}
    assert by_number["8800R2"].id < REFUNDS_FROM < by_number["8800R1"].id
    assert (by_number["8800R1"].refund_no, by_number["7700P1"].order_no) == ("R1", number(1))
    assert by_number["7700P1"].order_id == floor.order_id(1)


def test_a_listed_parcel_tells_how_long_the_platform_waits_for_its_refund(floor: Floor) -> None:
    due, closed = "2024-06-03 18:00", {"status": "closed", "ended_at": "2024-06-02 09:00"}
    refunds = [sent_back("R1", step_due_at=due), sent_back("R2", step_due_at=due, **closed)]
    take_rows(floor, "taobao.refunds", NOON, refunds=refunds)
    listed = [parcel("P1", refund_no="R1"), parcel("P2", refund_no="R2"), parcel("P3")]
    take_rows(floor, "erp.returns", NOON, returns=listed)
    found = {row.tracking_no: row.step_due_at for row in rows(floor)}
    assert (found["7700P1"], found["7700P2"], found["7700P3"]) == (at(due), None, None)


def test_a_replay_waits_for_what_was_received_later(floor: Floor) -> None:
    take_rows(floor, "erp.returns", "2024-06-01 12:00", returns=[parcel("P1", got_at="2024-06-02 09:00")])
    assert [row.tracking_no for row in rows(floor, Moment(at("2024-06-01 13:00"), True))] == ["7700P1"]
    assert rows(floor, Moment(at("2024-06-02 10:00"), True)) == ()
    assert rows(floor, Moment(at("2024-06-01 11:00"), True)) == ()


def test_both_kinds_are_marked_as_received_and_counted(floor: Floor) -> None:
    take_rows(floor, "erp.returns", NOON, returns=[parcel("P1", courier="ZTO"), parcel("P2", courier="YTO")])
    take_rows(floor, "taobao.refunds", NOON, refunds=[sent_back("R1", return_courier="ZTO"), sent_back("R2")])
    ids = {row.tracking_no: row.id for row in rows(floor)}
    done = [ids["7700P1"], ids["8800R1"]]
    mark_done(floor.book, floor.agent.actor, key(), subject=Subject.RETURN, ids=done, what=Done.RECEIVED)
    found = {row.tracking_no: row.done for row in rows(floor)}
    assert {number for number, mark in found.items() if mark} == {"7700P1", "8800R1"}
    with floor.book.read() as connection:
        counted = SOURCES["returns.receive"].query(connection, all_shops(connection), floor.book.clock.moment())
    assert (counted.left, counted.handled) == (2, 2)
    assert [(part.kind, part.code, part.number) for part in counted.parts] == [
        ("courier", "", 1),
        ("courier", "YTO", 1),
    ]


def test_what_was_received_by_its_refund_is_not_asked_for_again_when_the_warehouse_lists_it(floor: Floor) -> None:
    take_rows(floor, "taobao.refunds", NOON, refunds=[sent_back("R1"), sent_back("R2", return_tracking_no="8800R1")])
    ids, lead = [row.id for row in rows(floor)], floor.lead
    assign(
        floor.book, lead.actor, key(), subject=Subject.RETURN, ids=ids, owner_id=lead.id, due_at=at("2024-06-02 18:00")
    )
    mark_done(floor.book, floor.agent.actor, key(), subject=Subject.RETURN, ids=ids[:1], what=Done.RECEIVED)
    listed = [parcel("P1", tracking_no="8800R1", state_word="待收货"), parcel("P2")]
    take_rows(floor, "erp.returns", "2024-06-02 13:00", returns=listed)
    found = {row.tracking_no: row for row in rows(floor)}
    assert {number: row.done and row.done.what for number, row in found.items()} == {
        "8800R1": Done.RECEIVED,
        "7700P2": None,
    }
    assert (found["8800R1"].owner, found["7700P2"].owner) == ("Lin", "")
    assert to_receive(floor) == (1, 1)
    undo_last(floor.book, floor.agent.actor, key())
    assert to_receive(floor) == (2, 0)


def to_receive(floor: Floor) -> tuple[int, int]:
    """How many are left to be received, and how many were."""
    with floor.book.read() as connection:
        counted = SOURCES["returns.receive"].query(connection, all_shops(connection), floor.book.clock.moment())
    return counted.left, counted.handled


def test_what_an_import_receives_stays_on_the_list_that_is_open(floor: Floor) -> None:
    take_rows(floor, "erp.returns", NOON, returns=[parcel("P1"), parcel("P2")])
    take_rows(floor, "taobao.refunds", NOON, refunds=[sent_back("R1"), sent_back("R2")])
    window = item_window(floor.book, "returns.receive", floor.book.clock.moment())
    before = window.first(9).rows
    later = "2024-06-02 13:00"
    take_rows(floor, "erp.returns", later, returns=[parcel("P1", got_at="2024-06-02 12:30")])
    take_rows(floor, "taobao.refunds", later, refunds=[sent_back("R2", status="closed")])
    with asked(floor.book) as statements:
        after = window.first(9).rows
    assert [row.id for row in after] == [row.id for row in before]
    assert {row.tracking_no for row in after if not row.still} == {"7700P1", "8800R2"}
    seen = window.seen_by(item_rows(floor.book, "returns.receive", floor.book.clock.moment())).first(9).rows
    assert [(row.id, row.still) for row in seen] == [(row.id, row.still) for row in after]
    (steps,) = [plan(floor.book, *statement) for statement in statements]
    assert not [step for step in steps if step.startswith("SCAN ") and "to_receive" not in step], steps


def test_its_pages_come_in_order_from_the_indexes_of_both(floor: Floor) -> None:
    take_rows(floor, "erp.returns", NOON, returns=[parcel(f"P{place}") for place in range(8)])
    take_rows(floor, "taobao.refunds", NOON, refunds=[sent_back(f"R{place}") for place in range(8)])
    window = return_window(floor.book, floor.book.clock.moment())
    with asked(floor.book) as statements:
        page = window.first(5)
        window.after(page.rows[-1], 5)
        window.last(5)
    for statement, values in statements:
        steps = plan(floor.book, statement, values)
        assert not [step for step in steps if step.startswith("SCAN ") and "INDEX" not in step], steps
        assert "MERGE (UNION ALL)" in steps
        assert "USE TEMP B-TREE FOR ORDER BY" not in steps, steps
