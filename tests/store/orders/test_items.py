"""A list of items: the lines of orders as the platform has them."""

from __future__ import annotations

from datetime import timedelta

from tests.exports import number, paid
from tests.store.floor import Floor, at
from tests.store.staging import Row, counts, take_rows

EARLIER, NOON, LATER = "2024-06-02 09:00", "2024-06-02 12:00", "2024-06-02 15:00"


def item(place: int, item_no: str | None, title: str, **more: object) -> Row:
    """A row of a list of items."""
    return {"order_no": number(place), "item_no": item_no, "title": title, "quantity": 1, **more}


def lines(floor: Floor, place: int = 1) -> list[dict[str, object]]:
    """The lines of an order that stand."""
    query = "SELECT * FROM order_lines WHERE order_id=? AND withdrawn_at IS NULL ORDER BY position"
    return floor.rows(query, floor.order_id(place))


def titles(floor: Floor, place: int = 1) -> list[object]:
    """Their titles."""
    return [line["title"] for line in lines(floor, place)]


def test_items_take_the_place_of_titles_and_keep_their_ids(floor: Floor) -> None:
    floor.take(paid(1, title="红茶，绿茶，赠品"))
    before = [line["id"] for line in lines(floor)]
    run = take_rows(
        floor,
        "taobao.items",
        NOON,
        items=[item(1, "11", "红茶", code="A-1", price=2900, properties="颜色:红"), item(1, "12", "绿茶")],
    )
    after = lines(floor)
    assert [line["id"] for line in after] == before[:2]
    assert [(line["item_no"], line["title"], line["code"], line["price"]) for line in after] == [
        ("11", "红茶", "A-1", 2900),
        ("12", "绿茶", None, None),
    ]
    assert counts(run) == (0, 2, 0, 0, 0)


def test_each_order_keeps_its_own_titles_and_places(floor: Floor) -> None:
    floor.take(paid(1, title="红茶，绿茶"), paid(2, title="白茶，黑茶，花茶"), paid(3, title="青茶，黄茶"))
    rows = [
        item(3, None, "黄茶"),
        item(2, "21", "白茶"),
        item(1, None, "红茶"),
        item(1, None, "绿茶"),
        item(3, None, "青茶"),
    ]
    take_rows(floor, "by.hand", NOON, items=rows)
    assert [titles(floor, place) for place in (1, 2, 3)] == [["红茶", "绿茶"], ["白茶"], ["黄茶", "青茶"]]
    more = [item(2, None, "白茶", code="A-2"), item(1, None, "红茶", code="A-1"), item(2, None, "红茶", code="A-3")]
    take_rows(floor, "by.hand", LATER, items=more)
    assert [[line["code"] for line in lines(floor, place)] for place in (1, 2)] == [["A-1", None], ["A-2", "A-3"]]


def test_the_same_list_again_changes_not_one_byte(floor: Floor) -> None:
    floor.take(paid(1, title="红茶，绿茶"))
    rows = [item(1, "11", "红茶", code="A-1"), item(1, "12", "绿茶"), item(2, None, "白茶"), item(2, None, "黑茶")]
    assert counts(take_rows(floor, "taobao.items", NOON, items=rows)) == (2, 2, 0, 0, 0)
    before = floor.snapshot()
    assert counts(take_rows(floor, "taobao.items", NOON, items=rows)) == (0, 0, 4, 0, 0)
    assert floor.snapshot() == before


def test_an_item_keeps_its_line_when_the_list_is_sorted_otherwise(floor: Floor) -> None:
    take_rows(floor, "taobao.items", NOON, items=[item(1, "11", "红茶"), item(1, "12", "绿茶")])
    before = {line["item_no"]: line["id"] for line in lines(floor)}
    rows = [item(1, "13", "白茶"), item(1, "12", "绿茶", quantity=3), item(1, "11", "红茶")]
    assert counts(take_rows(floor, "taobao.items", LATER, items=rows)) == (1, 1, 1, 0, 0)
    after = {line["item_no"]: line for line in lines(floor)}
    assert {name: after[name]["id"] for name in before} == before
    assert (after["12"]["quantity"], after["13"]["position"]) == (3, 3)
    assert floor.order()["title"] == "红茶，绿茶，白茶"


def test_an_older_list_fills_only_what_is_empty(floor: Floor) -> None:
    take_rows(floor, "taobao.items", NOON, items=[item(1, "11", "红茶", quantity=2, code=None, price=None)])
    run = take_rows(floor, "taobao.items", EARLIER, items=[item(1, "11", "老红茶", quantity=1, code="A-1", price=100)])
    assert counts(run) == (0, 1, 0, 0, 0)
    (line,) = lines(floor)
    assert (line["title"], line["quantity"], line["code"], line["price"]) == ("红茶", 2, "A-1", 100)
    assert counts(take_rows(floor, "taobao.items", LATER, items=[item(1, "11", "新红茶")])) == (0, 1, 0, 0, 0)
    assert titles(floor) == ["新红茶"]


def test_an_item_that_stands_twice_in_a_file_counts_by_its_last_row(floor: Floor) -> None:
    rows = [item(1, "11", "红茶", quantity=1), item(1, "12", "绿茶"), item(1, "11", "红茶", quantity=5)]
    assert counts(take_rows(floor, "taobao.items", items=rows)) == (2, 0, 0, 1, 0)
    assert {line["item_no"]: line["quantity"] for line in lines(floor)} == {"11": 5, "12": 1}


def test_rows_without_item_numbers_are_known_by_their_place(floor: Floor) -> None:
    take_rows(floor, "jd.orders", NOON, items=[item(1, None, "红茶"), item(1, None, "绿茶")])
    run = take_rows(floor, "jd.orders", LATER, items=[item(1, None, "红茶", quantity=2), item(1, None, "绿茶")])
    assert counts(run) == (0, 1, 1, 0, 0)
    assert titles(floor) == ["红茶", "绿茶"]


def test_a_list_without_numbers_adds_nothing_to_lines_that_have_them(floor: Floor) -> None:
    take_rows(floor, "taobao.items", NOON, items=[item(1, "11", "红茶"), item(1, "12", "绿茶")])
    rows = [item(1, None, "红茶", code="A-1"), item(1, None, "别的")]
    assert counts(take_rows(floor, "by.hand", LATER, items=rows)) == (0, 1, 1, 0, 0)
    assert [(line["title"], line["code"]) for line in lines(floor)] == [("红茶", "A-1"), ("绿茶", None)]


def test_an_item_of_an_order_that_nobody_knew_is_kept_until_the_order_comes(floor: Floor) -> None:
    run = take_rows(floor, "taobao.items", items=[item(1, "11", "红茶", quantity=2)])
    assert counts(run) == (1, 0, 0, 0, 0)
    assert floor.order()["placed_at"] is None
    floor.take(paid(1, title="红茶"), as_of=NOON)
    assert floor.order()["paid_at"] == at("2024-06-01 15:59:30")
    assert titles(floor) == ["红茶"]
    assert len(floor.rows("SELECT id FROM order_lines")) == 1


def test_ship_by_of_the_items_is_the_clock_and_no_estimate_any_more(floor: Floor) -> None:
    floor.take(paid(1))
    assert floor.order()["ship_by_estimated"] == 1
    row = {"order_no": number(1), "ship_by_at": "2024-06-05 15:59", "platform_word": "等待卖家发货", "status": "paid"}
    take_rows(floor, "taobao.items", NOON, items=[item(1, "11", "红茶")], orders=[row])
    order = floor.order()
    assert (order["ship_by_at"], order["ship_by_estimated"]) == (at("2024-06-05 15:59"), 0)
    floor.take(paid(1), as_of=LATER)
    assert floor.order()["ship_by_at"] == at("2024-06-05 15:59")


def test_items_that_are_older_than_the_order_list_leave_its_fields_and_bring_their_own(floor: Floor) -> None:
    floor.take(paid(1, memo="新"), as_of=NOON)
    old = {"order_no": number(1), "memo": "旧", "ship_by_at": "2024-06-05 15:59"}
    take_rows(floor, "taobao.items", EARLIER, items=[item(1, "11", "红茶")], orders=[old])
    order = floor.order()
    assert (order["memo"], order["ship_by_at"]) == ("新", at("2024-06-05 15:59"))
    newer = {**old, "ship_by_at": "2024-06-06 15:59"}
    between = "2024-06-02 10:00"
    take_rows(floor, "taobao.items", between, items=[item(1, "11", "红茶")], orders=[newer])
    order = floor.order()
    assert (order["memo"], order["ship_by_at"]) == ("新", at("2024-06-06 15:59"))
    assert order["due_at"] <= order["ship_by_at"] - timedelta(days=1)
