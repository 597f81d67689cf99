"""Which refunds are work: open, running out, paid out while the goods may still go."""

from __future__ import annotations

from store.book.transactions import Book
from store.orders.commands import see_stage
from store.orders.queries import order_window
from store.orders.rules import Stage
from store.refunds.views import VIEWS
from tests.exports import SHIPPED, line, number, paid
from tests.store.floor import Floor, at, key
from tests.store.refunds.test_intake import refund
from tests.store.staging import take_rows
from tests.store.tallies import refund_tally

NOON = "2024-06-02 12:00"


def numbers(book: Book) -> dict[str, int]:
    """What each view counts."""
    with book.read() as connection:
        return {view: refund_tally(connection, view, book.clock.moment()).number for view in VIEWS}


def test_open_and_running_out(floor: Floor) -> None:
    rows = [
        refund("R1", step_due_at="2024-06-02 18:00"),
        refund("R2", step_due_at="2024-06-05 18:00"),
        refund("R3", status="refused", step_due_at=None),
        refund("R4", status="closed", step_due_at="2024-06-02 18:00"),
    ]
    take_rows(floor, "taobao.refunds", NOON, refunds=rows)
    book = floor.set_to("2024-06-02 13:00")
    counted = numbers(book)
    assert (counted["open"], counted["running_out"], counted["not_stopped"]) == (3, 1, 0)
    with book.read() as connection:
        assert refund_tally(connection, "running_out", book.clock.moment()).worst_at == at("2024-06-02 18:00")
    book.close()


def test_a_refund_on_an_unshipped_order_is_seen_in_its_row_and_on_its_card(floor: Floor) -> None:
    floor.take(paid(1), paid(2), line(3, status=SHIPPED))
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund("R1", 1), refund("R3", 3)])
    moment = floor.book.clock.moment()
    rows = {row.order_no: row.refund_open_since for row in order_window(floor.book, moment, "all").first(9).rows}
    assert rows == {number(1): at("2024-06-02 08:00"), number(2): None, number(3): at("2024-06-02 08:00")}
    card = floor.card(1)
    assert card.refund_open_since == at("2024-06-02 08:00")
    assert [each.refund_no for each in card.refunds] == ["R1"]
    assert "refund.opened" in [each.code for each in card.history]
    assert floor.card(2).refunds == ()


def test_refunded_but_not_stopped_is_what_nobody_proved_to_be_in_the_house(floor: Floor) -> None:
    floor.take(*(paid(place) for place in range(1, 7)), line(7, status=SHIPPED, shipped_at="2024-06-01 20:00:00"))
    done = {"status": "succeeded", "ended_at": "2024-06-02 11:00"}
    rows = [refund(f"R{place}", place, **done) for place in range(1, 8)]
    rows[5] = refund("R6", 6, goods_state="received", **done)
    take_rows(floor, "taobao.refunds", NOON, refunds=rows)
    lists = [{"order_no": number(place), "slip_printed": said} for place, said in ((1, 0), (2, 1))]
    take_rows(floor, "erp.slips", "2024-06-02 11:30", prints=lists)
    take_rows(floor, "erp.slips", "2024-06-02 10:30", prints=[{"order_no": number(3), "slip_printed": 0}])
    book = floor.set_to("2024-06-02 12:30")
    see_stage(book, floor.agent.actor, key(), floor.order_id(4), Stage.UNPRINTED, seen_version=0)
    # 1 and 4 are proved unprinted since; 6 is with the buyer; 7 had left before. 2, 3 and 5 may still go.
    assert numbers(book)["not_stopped"] == 3
    book.close()
    later = floor.set_to("2024-06-10 12:30")
    assert numbers(later)["not_stopped"] == 0, "after a week nobody looks for them any more"
    later.close()
