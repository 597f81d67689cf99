"""What is wrong with a parcel, in the words of the floor; live and at any moment that is looked back at."""

from __future__ import annotations

import pytest

from store.book.clock import Moment
from store.book.transactions import Book
from store.parcels.queries import ParcelRow, parcel_window
from store.parcels.rules import Deadline, Flag
from store.parcels.views import FLAGS, VIEWS
from store.shops.commands import change_settings
from store.shops.rules import ShopSettings
from tests.exports import FINISHED, SHIPPED, Line, line, paid
from tests.store.floor import Floor, at, key
from tests.store.plans import page_plans
from tests.store.staging import Row, take_rows

NO = "73190553102532"
CLICKED = "2024-06-02 18:00:00"


def number(place: int) -> str:
    """The tracking number of the `place`-th parcel."""
    return str(int(NO) + place)


def sent(place: int, shipped: str = CLICKED, **cells: str) -> Line:
    """An order that was clicked as shipped, and its parcel."""
    said = {"status": SHIPPED, "shipped_at": shipped, "tracking_no": number(place), "courier": "中通快递", **cells}
    return line(place, total="59.00", paid_at="2024-06-01 15:59:30", **said)


def scan(place: int, when: str, state: str, text: str = "") -> Row:
    """A scan of the `place`-th parcel."""
    return {"tracking_no": number(place), "at": when, "state": state, "text": text or f"{state} {when}"}


def scanned(floor: Floor, *rows: Row, as_of: str = "2024-06-20 10:00") -> None:
    take_rows(floor, "kuaidi100", as_of, scans=rows)


def listed(book: Book, view: str, moment: Moment) -> list[ParcelRow]:
    """The rows of a view, which is what it counts."""
    window = parcel_window(book, moment, view)
    rows = list(window.first(100).rows)
    assert window.count(None).number == len(rows)
    return rows


def places(floor: Floor, view: str, when: str) -> list[int]:
    """Which parcels a view has at a moment; live and looked back at it is the same, as long as nothing came later."""
    found = []
    for replay in (False, True):
        rows = listed(floor.book, view, Moment(at(when), replay))
        found.append(sorted(int(row.tracking_no) - int(NO) for row in rows))
    assert found[0] == found[1]
    return found[0]


def then(floor: Floor, view: str, when: str) -> list[int]:
    """Which parcels a view had at a moment, whatever came later."""
    return sorted(int(row.tracking_no) - int(NO) for row in listed(floor.book, view, Moment(at(when), True)))


def flags(floor: Floor, place: int, when: str) -> tuple[Flag, ...]:
    """The flags that the list of the flagged shows on a parcel."""
    rows = listed(floor.book, "flagged", Moment(at(when)))
    return next((row.flags for row in rows if row.tracking_no == number(place)), ())


def test_nobody_picked_it_up_for_a_day(floor: Floor) -> None:
    floor.take(sent(1), sent(2))
    scanned(floor, scan(2, "2024-06-02 20:10", "picked_up"))
    assert places(floor, Flag.NO_PICKUP, "2024-06-03 17:59") == []
    assert places(floor, Flag.NO_PICKUP, "2024-06-03 18:00") == [1]
    assert flags(floor, 1, "2024-06-03 18:00") == (Flag.NO_PICKUP,)


def test_a_number_that_was_only_ordered_is_no_pickup(floor: Floor) -> None:
    floor.take(sent(1))
    scanned(floor, scan(1, "2024-06-02 18:10", "accepted"))
    assert places(floor, Flag.NO_PICKUP, "2024-06-03 18:00") == [1]


def test_yesterdays_shipments_without_a_scan_are_asked_for_in_the_morning(floor: Floor) -> None:
    floor.take(sent(1), sent(2), sent(3, "2024-06-03 00:10:00"), sent(4, "2024-05-28 10:00:00"))
    scanned(floor, scan(2, "2024-06-02 20:10", "picked_up"))
    assert places(floor, "no_scan", "2024-06-03 09:00") == [1, 4]
    rows = listed(floor.book, "no_scan", Moment(at("2024-06-03 09:00")))
    assert [row.tracking_no for row in rows] == [number(4), number(1)], "the oldest first"


def test_it_does_not_move_for_three_days(floor: Floor) -> None:
    floor.take(sent(1))
    scanned(floor, scan(1, "2024-06-02 20:00", "picked_up"), scan(1, "2024-06-03 06:00", "in_transit"))
    assert places(floor, Flag.STUCK, "2024-06-06 05:59") == []
    assert places(floor, Flag.STUCK, "2024-06-06 06:00") == [1]
    scanned(floor, scan(1, "2024-06-07 08:00", "arrived"))
    assert places(floor, Flag.STUCK, "2024-06-07 09:00") == []
    assert then(floor, Flag.STUCK, "2024-06-07 07:59") == [1], "what came later does not hide it"
    assert places(floor, Flag.STUCK, "2024-06-10 08:00") == [1]


@pytest.mark.parametrize(
    ("address", "courier", "due"),
    [
        ("浙江省 杭州市 西湖区 某街道1号", "中通快递", "2024-06-05 20:00"),
        ("新疆维吾尔自治区 喀什地区 喀什市 某街道1号", "中通快递", "2024-06-09 20:00"),
        ("内蒙古自治区 包头市 昆都仑区 某街道1号", "中通快递", "2024-06-07 20:00"),
        ("浙江省 杭州市 西湖区 某街道1号", "EMS", "2024-06-08 20:00"),
        ("新疆维吾尔自治区 喀什地区 喀什市 某街道1号", "EMS", "2024-06-14 20:00"),
        ("西藏自治区 拉萨市 城关区 某街道1号", "顺丰速运", None),
    ],
)
def test_it_is_not_signed_for_longer_than_courier_and_region_allow(
    floor: Floor, address: str, courier: str, due: str | None
) -> None:
    days = {**ShopSettings().sign_days, "EMS": 6, "EMS/新疆": 12, "SF/西藏": 0}
    change_settings(floor.book, floor.lead.actor, key(), floor.shop.tag, ShopSettings(sign_days=days), 1)
    floor.take(sent(1, address=address, courier=courier, receiver="张某"))
    scanned(floor, scan(1, "2024-06-02 20:00", "picked_up"), scan(1, "2024-06-15 20:00", "in_transit"))
    if due is None:
        assert places(floor, Flag.UNSIGNED, "2024-06-25 20:00") == []
        return
    assert then(floor, Flag.UNSIGNED, due) == [1]
    assert then(floor, Flag.UNSIGNED, due[:-2].replace("20:", "19:") + "59") == []


def test_a_signed_parcel_has_no_flags_but_had_them(floor: Floor) -> None:
    floor.take(sent(1))
    scanned(floor, scan(1, "2024-06-02 20:00", "picked_up"), scan(1, "2024-06-08 09:00", "signed"))
    for view in VIEWS:
        assert places(floor, view, "2024-06-20 12:00") == []
    assert then(floor, Flag.UNSIGNED, "2024-06-08 08:59") == [1]
    assert then(floor, "flagged", "2024-06-08 08:59") == [1]


def test_the_window_opens_three_days_before_the_platform_confirms(floor: Floor) -> None:
    floor.take(sent(1), sent(2), sent(3))
    floor.take(sent(3, status=FINISHED, finished_at="2024-06-08 10:00:00"), as_of="2024-06-08 11:00")
    scanned(floor, scan(2, "2024-06-05 09:00", "signed"))
    assert places(floor, Flag.WINDOW, "2024-06-09 17:59") == []
    assert places(floor, Flag.WINDOW, "2024-06-09 18:00") == [1]
    (row,) = listed(floor.book, Flag.WINDOW, Moment(at("2024-06-09 18:00")))
    assert (row.due, row.due_at, row.due_estimated) == (Deadline.CONFIRM, at("2024-06-12 18:00"), True)


def test_one_that_comes_back_is_flagged_until_we_have_it_whatever_became_of_the_order(floor: Floor) -> None:
    floor.take(sent(1))
    scanned(floor, scan(1, "2024-06-02 20:00", "picked_up"), scan(1, "2024-06-05 09:00", "refused"))
    floor.take(sent(1, status="交易关闭", closed_reason="退款"), as_of="2024-06-06 11:00")
    assert places(floor, Flag.COMING_BACK, "2024-06-30 09:00") == [1]
    assert flags(floor, 1, "2024-06-30 09:00") == (Flag.COMING_BACK,)
    scanned(floor, scan(1, "2024-07-01 09:00", "signed"))
    assert places(floor, Flag.COMING_BACK, "2024-07-01 09:00") == []
    assert then(floor, Flag.COMING_BACK, "2024-06-30 09:00") == [1]


def test_a_problem_is_one_until_a_later_scan_says_otherwise(floor: Floor) -> None:
    floor.take(sent(1), sent(2))
    scanned(floor, scan(1, "2024-06-03 09:00", "problem"), scan(2, "2024-06-03 09:00", "lost"))
    assert places(floor, Flag.TROUBLE, "2024-06-03 10:00") == [1, 2]
    scanned(floor, scan(1, "2024-06-04 09:00", "out_for_delivery"))
    assert places(floor, Flag.TROUBLE, "2024-06-04 10:00") == [2]
    assert then(floor, Flag.TROUBLE, "2024-06-04 08:00") == [1, 2]


def test_a_finished_order_needs_no_watching(floor: Floor) -> None:
    floor.take(sent(1), sent(2))
    floor.take(sent(1, status=FINISHED, finished_at="2024-06-08 10:00:00"), as_of="2024-06-08 11:00")
    assert places(floor, "flagged", "2024-06-20 10:00") == [2]
    assert then(floor, "flagged", "2024-06-08 09:00") == [1, 2]


def test_a_parcel_of_two_orders_is_watched_until_both_are_over(floor: Floor) -> None:
    floor.take(sent(1), {**sent(2, "2024-06-02 19:00:00"), "tracking_no": number(1)})
    floor.take({**sent(2), "tracking_no": number(1), "status": FINISHED}, as_of="2024-06-05 10:00")
    assert places(floor, "no_scan", "2024-06-06 10:00") == [1]
    (row,) = listed(floor.book, "no_scan", Moment(at("2024-06-06 10:00")))
    assert row.shipped_at == at(CLICKED[:16]), "the first click counts"
    floor.take({**sent(1), "status": FINISHED}, as_of="2024-06-06 12:00")
    assert places(floor, "no_scan", "2024-06-06 13:00") == []


def test_a_parcel_without_an_order_raises_no_flag(floor: Floor) -> None:
    scanned(floor, scan(1, "2024-06-02 20:00", "picked_up"))
    assert places(floor, "flagged", "2024-06-20 10:00") == []
    floor.take(sent(1))
    assert Flag.UNSIGNED in flags(floor, 1, "2024-06-20 10:00"), "its order came"


def test_other_settings_move_the_deadlines(floor: Floor) -> None:
    floor.take(sent(1))
    scanned(floor, scan(1, "2024-06-02 20:00", "picked_up"))
    assert places(floor, Flag.STUCK, "2024-06-05 20:00") == [1]
    settings = ShopSettings(no_movement_days=5, unsigned_days=6, auto_confirm_days=15)
    change_settings(floor.book, floor.lead.actor, key(), floor.shop.tag, settings, 1)
    assert places(floor, "flagged", "2024-06-07 19:59") == []
    assert places(floor, Flag.STUCK, "2024-06-07 20:00") == [1]
    assert places(floor, Flag.UNSIGNED, "2024-06-08 20:00") == [1]
    assert places(floor, Flag.WINDOW, "2024-06-14 18:00") == [1]


def test_the_flagged_are_those_with_any_flag_at_every_hour(floor: Floor) -> None:
    floor.take(*(sent(place, f"2024-06-02 {10 + place}:00:00") for place in range(1, 8)))
    ways = {
        1: [("2024-06-02 20:00", "picked_up"), ("2024-06-04 09:00", "signed")],
        2: [("2024-06-02 20:00", "picked_up"), ("2024-06-07 09:00", "arrived"), ("2024-06-09 09:00", "signed")],
        3: [("2024-06-05 20:00", "picked_up"), ("2024-06-06 09:00", "problem"), ("2024-06-06 19:00", "in_transit")],
        4: [("2024-06-02 20:00", "picked_up"), ("2024-06-04 09:00", "refused"), ("2024-06-08 09:00", "returned")],
        5: [("2024-06-03 12:00", "lost")],
        6: [("2024-06-03 12:00", "unknown")],
    }
    scanned(floor, *(scan(place, *each) for place, way in ways.items() for each in way))
    seen: set[Flag] = set()
    for hour in range(0, 14 * 24, 5):
        day, rest = divmod(hour, 24)
        when = f"2024-06-{2 + day:02} {rest:02}:00"
        each = [then(floor, flag, when) for flag in FLAGS]
        assert then(floor, "flagged", when) == sorted(set().union(*each)), when
        seen.update(flag for flag, found in zip(FLAGS, each, strict=True) if found)
    assert seen == set(FLAGS)
    last = Moment(at("2024-06-20 12:00"))
    live = {row.id for flag in FLAGS for row in listed(floor.book, flag, last)}
    assert {row.id for row in listed(floor.book, "flagged", last)} == live


def test_a_click_that_no_file_dates_was_not_after_the_pick_up(floor: Floor) -> None:
    floor.take(sent(1, ""), sent(2, "2024-06-05 18:00:00"), as_of="2024-06-05 20:00")
    assert places(floor, "window", "2024-06-12 20:00") == [1, 2]
    scanned(floor, *(scan(place, "2024-06-03 20:00", "picked_up") for place in (1, 2)))
    assert places(floor, "window", "2024-06-10 19:59") == []
    assert places(floor, "window", "2024-06-10 20:00") == [1], "seven days after the pick-up"
    assert places(floor, "window", "2024-06-12 18:00") == [1, 2], "whoever clicks later says so herself"


def test_what_the_courier_reports_is_flagged_also_where_no_order_is_known(floor: Floor) -> None:
    """An order list of JD has no tracking numbers: its parcels are known from the courier alone."""
    floor.take(sent(1))
    ways = {1: "lost", 2: "lost", 3: "refused", 4: "returning", 5: "in_transit"}
    scanned(floor, *(scan(place, "2024-06-03 12:00", state) for place, state in ways.items()))
    assert places(floor, Flag.TROUBLE, "2024-06-04 12:00") == [1, 2]
    assert places(floor, "flagged", "2024-06-04 12:00") == [1, 2, 3, 4]
    assert places(floor, "flagged", "2024-06-15 12:00") == [1, 2, 3, 4], "of the last one nobody waits for a scan"
    scanned(floor, scan(2, "2024-06-05 12:00", "signed"), scan(3, "2024-06-05 12:00", "returned"))
    assert places(floor, "flagged", "2024-06-05 12:00") == [1, 4]
    assert then(floor, "flagged", "2024-06-04 12:00") == [1, 2, 3, 4]


@pytest.mark.parametrize("view", VIEWS)
def test_every_page_is_read_from_an_index_in_its_order(floor: Floor, view: str) -> None:
    floor.take(*(sent(place) for place in range(1, 9)))
    moment = Moment(at("2024-06-20 10:00"))
    window = parcel_window(floor.book, moment, view)
    for _, steps in page_plans(floor.book, window):
        assert not [step for step in steps if step.startswith("SCAN ")], steps
        assert "parcels USING" in steps[0], steps
        assert "ix_parcels_" in steps[0], steps


def test_a_row_says_where_it_goes_but_not_to_whom(floor: Floor) -> None:
    floor.take(sent(1, receiver="张某某", address="浙江省 杭州市 西湖区 某街道1号", phone="13800000000"))
    (row,) = listed(floor.book, "no_scan", Moment(at("2024-06-04 10:00")))
    assert (row.tag, row.to, row.courier) == (floor.shop.tag, "浙江省 杭州市", "ZTO")
    assert row.order_id == floor.order_id(1)
    assert "张" not in repr(row)
    assert "138" not in repr(row)


@pytest.mark.parametrize("state", ["lost", "problem", "refused", "returning"])
def test_what_the_courier_reports_is_flagged_however_little_is_known_of_its_shipping(floor: Floor, state: str) -> None:
    printed = paid(1, tracking_no=number(1), courier="中通快递")
    floor.take(printed, {**sent(2, ""), "status": SHIPPED}, as_of="2024-06-02 12:00")
    scanned(floor, *(scan(place, "2024-06-03 09:00", state) for place in (1, 2)), as_of="2024-06-03 10:00")
    assert floor.order(1)["shipped_at"] is None, "the platform does not know that it was sent"
    assert places(floor, "flagged", "2024-06-03 12:00") == [1, 2]
    raised = Flag.TROUBLE if state in ("lost", "problem") else Flag.COMING_BACK
    assert flags(floor, 1, "2024-06-03 12:00") == (raised,)


def test_what_was_reported_before_its_order_came_stays_flagged_until_that_is_over(floor: Floor) -> None:
    scanned(floor, *(scan(place, "2024-06-03 09:00", "lost") for place in (1, 2)), as_of="2024-06-03 10:00")
    orders = [paid(place, tracking_no=number(place), courier="中通快递") for place in (1, 2)]
    floor.take(*orders, as_of="2024-06-03 11:00")
    assert places(floor, "flagged", "2024-06-03 12:00") == [1, 2]
    floor.take({**orders[0], "status": "交易关闭", "closed_reason": "退款"}, orders[1], as_of="2024-06-04 11:00")
    assert places(floor, "flagged", "2024-06-04 12:00") == [2]
