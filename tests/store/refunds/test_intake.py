"""Refunds of the platform: what a list says of them, and the flag of their orders."""

from __future__ import annotations

from typing import Any

from store.book.columns import from_ms
from tests.exports import SHIPPED, line, number, paid
from tests.store.floor import Floor, at
from tests.store.staging import Row, counts, take_rows

EARLIER, NOON, LATER = "2024-06-02 09:00", "2024-06-02 12:00", "2024-06-02 15:00"
WORDS = {
    "waiting_seller": "等待卖家同意",
    "refused": "卖家拒绝退款",
    "closed": "退款关闭",
    "succeeded": "退款成功",
}


def refund(no: str = "R1", place: int = 1, status: str = "waiting_seller", **more: object) -> Row:
    """A row of a list of refunds."""
    said = {"platform_word": WORDS[status], "status": status, "applied_at": "2024-06-02 08:00"}
    return {"refund_no": no, "order_no": number(place), **said, **more}


def of_book(floor: Floor, no: str = "R1") -> dict[str, Any]:
    """A refund as it stands in the book, its times readable."""
    (row,) = floor.rows("SELECT * FROM refunds WHERE refund_no=?", no)
    return row | {name: from_ms(value) for name, value in row.items() if name.endswith("_at") and value is not None}


def test_a_refund_on_an_order_raises_its_flag_and_takes_it_down_when_it_is_over(floor: Floor) -> None:
    floor.take(paid(1), paid(2))
    run = take_rows(floor, "taobao.refunds", NOON, refunds=[refund(step_due_at="2024-06-04 08:00")])
    assert counts(run) == (1, 0, 0, 0, 0)
    assert floor.order(1)["refund_open_since"] == floor.rows("SELECT opened_at FROM refunds")[0]["opened_at"]
    assert of_book(floor)["step_due_at"] == at("2024-06-04 08:00")
    assert floor.order(2)["refund_open_since"] is None
    over = refund(status="closed", ended_at="2024-06-02 14:00", step_due_at=None)
    assert counts(take_rows(floor, "taobao.refunds", LATER, refunds=[over])) == (0, 1, 0, 0, 0)
    assert floor.order(1)["refund_open_since"] is None
    assert (of_book(floor)["over_at"], of_book(floor)["paid_out_at"]) == (at("2024-06-02 14:00"), None)
    assert of_book(floor)["step_due_at"] is None


def test_one_that_succeeded_says_since_when_the_buyer_has_the_money(floor: Floor) -> None:
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund(status="succeeded"), refund("R2", status="refused")])
    assert of_book(floor)["paid_out_at"] == at(NOON), "not later than the file"
    assert of_book(floor, "R2")["over_at"] is None, "the buyer may come back to it"
    take_rows(floor, "taobao.refunds", EARLIER, refunds=[refund(status="succeeded")])
    assert of_book(floor)["paid_out_at"] == at(EARLIER), "an older file had it already"


def test_an_older_file_that_still_waits_does_not_move_the_end_forward(floor: Floor) -> None:
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund(status="succeeded")])
    run = take_rows(floor, "taobao.refunds", EARLIER, refunds=[refund()])
    assert counts(run) == (0, 0, 1, 0, 0)
    assert (of_book(floor)["status"], of_book(floor)["paid_out_at"]) == ("succeeded", at(NOON))


def test_the_refund_is_there_before_its_order(floor: Floor) -> None:
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund(), refund("R2", 2)])
    assert of_book(floor)["order_id"] is None
    floor.take(paid(1), as_of=LATER)
    assert of_book(floor)["order_id"] == floor.order_id(1)
    assert floor.order(1)["refund_open_since"] is not None
    assert of_book(floor, "R2")["order_id"] is None
    take_rows(floor, "taobao.items", LATER, items=[{"order_no": number(2), "item_no": "21", "title": "红茶"}])
    assert of_book(floor, "R2")["order_id"] == floor.order_id(2)


def test_the_same_file_again_changes_nothing(floor: Floor) -> None:
    floor.take(paid(1))
    rows = [refund(buyer_nick="买家一", amount=5900, memo="急"), refund("R2", status="succeeded"), refund()]
    take_rows(floor, "taobao.refunds", NOON, refunds=rows)
    before = floor.rows("SELECT * FROM refunds"), floor.snapshot()
    assert counts(take_rows(floor, "taobao.refunds", NOON, refunds=rows)) == (0, 0, 2, 1, 0)
    assert (floor.rows("SELECT * FROM refunds"), floor.snapshot()) == before


def test_of_a_refund_that_stands_twice_the_last_row_counts(floor: Floor) -> None:
    rows = [refund(amount=100), refund("R2"), refund(amount=200)]
    assert counts(take_rows(floor, "erp.refunds", NOON, refunds=rows)) == (2, 0, 0, 1, 0)
    assert of_book(floor)["amount"] == 200


def test_the_newest_file_wins_field_by_field(floor: Floor) -> None:
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund(amount=200, memo="新")])
    erp = {"refund_no": "R1", "order_no": number(1), "amount": 100, "code": "A-1"}
    assert counts(take_rows(floor, "erp.refunds", EARLIER, refunds=[erp])) == (0, 1, 0, 0, 0)
    assert (of_book(floor)["amount"], of_book(floor)["code"]) == (200, "A-1")
    erp |= {"amount": 150, "code": "A-2"}
    take_rows(floor, "erp.refunds", "2024-06-02 11:00", refunds=[erp])
    assert (of_book(floor)["amount"], of_book(floor)["code"]) == (200, "A-2"), "of the code it is the newest"
    take_rows(floor, "erp.refunds", LATER, refunds=[erp])
    assert of_book(floor)["amount"] == 150
    assert of_book(floor)["memo"] == "新", "a file without the column says nothing of it"


def test_an_empty_cell_of_a_newer_file_empties_what_may_be_empty(floor: Floor) -> None:
    take_rows(floor, "taobao.refunds", NOON, refunds=[refund(step_due_at="2024-06-04 08:00", memo="急", reason="破损")])
    take_rows(floor, "taobao.refunds", LATER, refunds=[refund(step_due_at=None, memo=None, reason=None)])
    row = of_book(floor)
    assert (row["step_due_at"], row["memo"], row["reason"]) == (None, None, "破损")


def test_the_oldest_open_refund_is_what_the_order_says(floor: Floor) -> None:
    floor.take(paid(1), line(2, status=SHIPPED))
    rows = [refund("R1", applied_at="2024-06-02 09:00"), refund("R2", applied_at="2024-06-02 07:00"), refund("R3", 2)]
    take_rows(floor, "taobao.refunds", NOON, refunds=rows)
    assert from_ms(floor.order(1)["refund_open_since"]) == at("2024-06-02 07:00")
    take_rows(floor, "taobao.refunds", LATER, refunds=[refund("R2", status="closed", applied_at="2024-06-02 07:00")])
    assert from_ms(floor.order(1)["refund_open_since"]) == at("2024-06-02 09:00")
