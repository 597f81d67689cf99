"""Parcels that came back to the warehouse."""

from __future__ import annotations

from tests.exports import number, paid
from tests.store.floor import Floor
from tests.store.staging import Row, counts, take_rows

NOON, LATER = "2024-06-02 12:00", "2024-06-02 15:00"


def back(no: str, place: int | None = 1, **more: object) -> Row:
    """A row of the warehouse's list."""
    order_no = None if place is None else number(place)
    return {
        "package_no": no,
        "order_no": order_no,
        "tracking_no": "73190553102532",
        "code": "A-1",
        "quantity": 1,
        **more,
    }


def test_a_parcel_with_several_items_is_one(floor: Floor) -> None:
    floor.take(paid(1))
    rows = [back("P1"), back("P1", code="A-2", quantity=2), back("P2", None, phone="13800000000", buyer_nick="买家一")]
    assert counts(take_rows(floor, "erp.returns", NOON, returns=rows)) == (2, 0, 0, 1, 0)
    parcels = floor.rows("SELECT * FROM returned_parcels ORDER BY package_no")
    assert [(row["order_id"], row["state_word"]) for row in parcels] == [(floor.order_id(), None), (None, None)]
    (contact,) = floor.rows("SELECT * FROM contacts WHERE id=?", parcels[1]["contact_id"])
    assert contact["phone"] == "13800000000"
    contents = floor.rows("SELECT code, quantity FROM returned_items ORDER BY returned_id, code")
    assert contents == [{"code": "A-1", "quantity": 1}, {"code": "A-2", "quantity": 2}, {"code": "A-1", "quantity": 1}]
    assert counts(take_rows(floor, "erp.returns", NOON, returns=rows)) == (0, 0, 2, 1, 0)
    assert floor.rows("SELECT * FROM returned_parcels ORDER BY package_no") == parcels


def test_nobodys_parcel_finds_its_order_when_that_comes(floor: Floor) -> None:
    take_rows(floor, "erp.returns", NOON, returns=[back("P1", 1)])
    floor.take(paid(1), as_of=LATER)
    assert floor.rows("SELECT order_id FROM returned_parcels") == [{"order_id": floor.order_id()}]


def test_a_newer_list_says_that_it_was_unpacked(floor: Floor) -> None:
    take_rows(floor, "erp.returns", NOON, returns=[back("P1", state_word="未验收")])
    run = take_rows(floor, "erp.returns", LATER, returns=[back("P1", state_word="已验收", got_at="2024-06-02 14:00")])
    assert counts(run) == (0, 1, 0, 0, 0)
    assert counts(take_rows(floor, "erp.returns", NOON, returns=[back("P1", state_word="未验收")])) == (0, 0, 1, 0, 0)
    assert floor.rows("SELECT state_word FROM returned_parcels") == [{"state_word": "已验收"}]
