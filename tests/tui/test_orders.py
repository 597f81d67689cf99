"""The list of orders: views, sorting, typing to narrow, marks, and finding one order by its number."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book.columns import to_ms
from store.buyers.rules import masked_nick
from store.shops.commands import open_shop
from store.shops.rules import Platform, ShopSettings
from tests.exports import SHIPPED, line, number, paid
from tests.store.floor import rows
from tests.tui.floor import NOW, Desk, at_work, audit, key, moment, opened, person, take_lines

AT = to_ms(moment(NOW))


def ids(path: Path, where: str, *values: object) -> set[int]:
    """The orders that a query of its own finds."""
    join = "FROM orders o LEFT JOIN buyers b ON b.id=o.buyer_id LEFT JOIN shops s ON s.id=o.shop_id"
    return {row["id"] for row in rows(path, f"SELECT o.id {join} WHERE {where}", *values)}


async def on_orders(desk: Desk) -> Desk:
    """Open the list of orders."""
    await desk.press("f3")
    assert desk.where == "orders"
    return desk


VIEWS = {
    "1": f"placed_at <= {AT}",
    "3": f"paid_at <= {AT} AND shipped_at IS NULL AND settled_at IS NULL AND money_only = 0",
    "5": f"refunded_at <= {AT}",
}


@pytest.mark.parametrize("digit", VIEWS)
async def test_a_digit_shows_a_saved_view(floor_path: Path, digit: str) -> None:
    wanted = ids(floor_path, VIEWS[digit])
    assert wanted
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("3" if digit == "1" else "1", digit)
        assert set(await desk.all_ids()) == wanted
        assert str(len(wanted)) in desk.lines()[1].split("refunded")[1].split()


async def test_sorting_keeps_the_cursor_on_its_order(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("j", "j", "j")
        row = desk.listing.row
        assert row is not None
        assert "newest first" in desk.text()
        await desk.press("S")
        assert "Sorted: " in desk.said
        assert "oldest first" in desk.text()
        assert desk.listing.row is not None
        assert desk.listing.row.id == row.id
        placed = [each["placed_at"] for each in rows(floor_path, "SELECT placed_at FROM orders ORDER BY placed_at")]
        await desk.press("g")
        assert to_ms(desk.listing.row.placed_at) == placed[0]


async def test_typing_narrows_at_once_and_esc_takes_the_filter_away(floor_path: Path) -> None:
    everything = ids(floor_path, VIEWS["1"])
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("slash")
        await desk.type("毛衣")
        assert desk.listing.total is not None
        assert desk.listing.total.number == len(ids(floor_path, VIEWS["1"] + " AND title LIKE '%毛衣%'"))
        assert desk.where == "orders"
        await desk.press("escape")
        assert not desk.field.display
        assert "毛衣" not in desk.lines()[1]
        assert desk.listing.total.number == len(everything)
        await desk.press("escape")
        assert desk.where == "today"


async def test_enter_in_the_filter_goes_to_the_list_and_keeps_it(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("slash")
        await desk.type("毛衣")
        await desk.press("enter", "j", "k", "enter")
        assert desk.where == "order"
        assert "毛衣" in desk.text()
        await desk.press("escape")
        assert "毛衣" in desk.lines()[1], "the filter is still there, and said"
        await desk.press("escape")
        assert desk.where == "orders"
        assert "毛衣" not in desk.lines()[1]


@pytest.mark.parametrize("end", ["head", "tail"])
async def test_digits_find_the_beginning_and_the_end_of_a_number(floor_path: Path, end: str) -> None:
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("j", "j")
        row = desk.listing.row
        assert row is not None
        part = row.order_no[:12] if end == "head" else row.order_no[-6:]
        await desk.press("slash")
        await desk.type(part)
        like = f"{part}%" if end == "head" else f"%{part}"
        assert set(await desk_ids(desk)) == ids(floor_path, VIEWS["1"] + " AND order_no LIKE ?", like)


async def desk_ids(desk: Desk) -> list[int]:
    """The rows of the list, from the filter's field."""
    await desk.press("enter")
    return await desk.all_ids()


@pytest.mark.parametrize("typed", ["%", "_", "*", "'", '"; DROP TABLE orders', "\\", "[/b]", "[", "；"])
async def test_signs_are_looked_for_as_they_are(floor_path: Path, typed: str) -> None:
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("slash")
        await desk.type(typed)
        found = await desk_ids(desk)
        titles = rows(floor_path, "SELECT o.id, title, nick FROM orders o LEFT JOIN buyers b ON b.id=o.buyer_id")
        assert set(found) == {
            row["id"] for row in titles if typed in (row["title"] or "") or (row["nick"] or "").startswith(typed)
        }
        if not found:
            assert f"Nothing here fits “{typed}”." in desk.text()
            assert "Esc takes the filter away." in desk.text()


async def test_the_keys_of_the_list_are_letters_while_one_types(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        before = audit(floor_path)
        await desk.press("slash")
        await desk.type("s1 uiy?:")
        assert desk.field.value == "s1 uiy?:"
        assert desk.where == "orders"
        assert audit(floor_path) == before


async def test_marks_one_range_all_none(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        all_ids = await desk.all_ids()
        await desk.press("g", "space", "space")
        assert desk.listing.marks.named == tuple(all_ids[:2])
        assert "2 marked" in desk.lines()[1]
        assert desk.listing.row is not None
        assert desk.listing.row.id == all_ids[2]
        await desk.press("v", "j", "j", "v")
        assert set(desk.listing.marks.named) == set(all_ids[:5])
        await desk.press("asterisk")
        assert f"{len(all_ids)} marked" in desk.lines()[1]
        await desk.press("asterisk")
        assert "marked" not in desk.lines()[1]
        await desk.press("space", "v", "escape")
        assert desk.where == "orders"
        assert "marked" in desk.lines()[1] or not desk.listing.marks
        await desk.press("escape", "escape")
        assert desk.where == "today"


async def test_a_view_without_rows_says_why(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("4", "slash")
        await desk.type("zzz")
        await desk.press("escape", "escape")
        assert desk.where in ("orders", "today")


async def test_nicks_are_masked_in_the_list(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        shown = desk.text()
        nicks = {row["nick"] for row in rows(floor_path, "SELECT nick FROM buyers") if len(row["nick"]) > 4}
        assert [nick for nick in nicks if nick in shown and masked_nick(nick) != nick] == []


# One order by its number


async def test_go_to_an_order_by_its_number(floor_path: Path) -> None:
    (order,) = rows(floor_path, "SELECT id, order_no FROM orders ORDER BY id LIMIT 1")
    async with at_work(floor_path) as desk:
        await desk.press("o")
        await desk.type(f" {order['order_no']} ")
        await desk.press("enter")
        assert desk.where == "order"
        assert order["order_no"] in desk.lines()[0]
        await desk.press("escape")
        assert desk.where == "search"
        await desk.press("escape")
        assert desk.where == "today"


async def test_a_pasted_line_of_a_chat_opens_its_order(floor_path: Path) -> None:
    (order,) = rows(floor_path, "SELECT id, order_no FROM orders ORDER BY id DESC LIMIT 1")
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.paste(f"[旺旺] tb8812 12:03 亲，订单{order['order_no']}什么时候发货？\n在吗")
        assert desk.where == "order"
        assert order["order_no"] in desk.lines()[0]


async def test_a_telephone_number_in_front_does_not_hide_the_order(floor_path: Path) -> None:
    (order,) = rows(floor_path, "SELECT id, order_no FROM orders ORDER BY id DESC LIMIT 1")
    async with at_work(floor_path) as desk:
        await desk.paste(f"2026-11-20 13800000000 单号 {order['order_no']}")
        assert desk.where == "order"
        assert order["order_no"] in desk.lines()[0]


async def test_an_unknown_number_says_so(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.paste("订单 9999999999999999999")
        assert "There is nothing with the number 9999999999999999999 in the book." in desk.said
        assert desk.where == "today"
        await desk.paste("谢谢亲")
        assert "Nothing in what was pasted is in the book." in desk.said
        await desk.paste("   ")
        assert desk.where == "today"


async def test_what_is_pasted_into_a_field_stays_there(floor_path: Path) -> None:
    (order,) = rows(floor_path, "SELECT id, order_no FROM orders ORDER BY id DESC LIMIT 1")
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("enter")
        there = desk.lines()[0]
        await desk.press("i")
        await desk.paste(f"see {order['order_no']}")
        assert desk.where == "Prompt"
        assert desk.field.value == f"see {order['order_no']}"
        await desk.press("escape")
        assert desk.lines()[0] == there
        await desk.press("escape", "slash")
        await desk.paste(order["order_no"])
        assert desk.where == "orders"
        assert desk.listing.total is not None
        assert desk.listing.total.number == 1


async def test_a_paste_behind_a_question_does_not_open_a_card_over_it(floor_path: Path) -> None:
    (order,) = rows(floor_path, "SELECT id, order_no FROM orders ORDER BY id DESC LIMIT 1")
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("s")
        assert desk.where == "Chooser"
        await desk.paste(order["order_no"])
        assert desk.where == "Chooser"
        await desk.press("escape")
        assert desk.where == "orders"


async def test_a_day_of_pasted_numbers_is_one_step_back(floor_path: Path) -> None:
    orders = rows(floor_path, "SELECT order_no FROM orders ORDER BY id LIMIT 4")
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        for order in orders:
            await desk.paste(order["order_no"])
            assert order["order_no"] in desk.lines()[0]
            await desk.press("h")
        await desk.press("escape", "escape")
        assert desk.where == "orders"


async def test_the_screens_of_the_function_keys_do_not_pile_up(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        for _ in range(6):
            await desk.press("f3", "f4")
        await desk.press("f3")
        await desk.press("escape")
        assert desk.where == "today"


async def test_a_number_that_two_shops_have_is_asked_about(floor_path: Path, tmp_path: Path) -> None:
    with opened(floor_path) as book:
        boss = person(book, "zhou")
        settings = ShopSettings(days_off=(6,))
        open_shop(book, boss.actor, key(), tag="OX", name="OX", platform=Platform.TAOBAO, settings=settings)
        from store.imports.commands import import_file
        from tests.exports import write_export

        for tag in ("MM", "OX"):
            file = write_export(tmp_path / f"{tag}.csv", [paid(1, at="2026-11-21 08:00:00")])
            import_file(book, boss.actor, file, tag=tag, as_of=moment())
    async with at_work(floor_path) as desk:
        await desk.paste(number(1))
        assert desk.where == "search"
        assert {row.tag for row in desk.first_rows()} == {"MM", "OX"}
        while desk.row.tag != "OX":
            await desk.press("down")
        await desk.press("enter")
        assert desk.where == "order"
        assert f"OX {number(1)}" in desk.lines()[0]


async def test_the_row_under_the_cursor_may_leave_the_list(floor_path: Path, tmp_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("3", "j")
        before = await desk.all_ids()
        await desk.press("g", "j")
        row = desk.listing.row
        assert row is not None
        gone = line(0, order_no=row.order_no, status=SHIPPED, paid_at="2026-11-20 08:00:00")
        with opened(floor_path) as book:
            shipped = {**gone, "placed_at": "2026-11-20 07:59:00", "shipped_at": "2026-11-21 08:50:00"}
            take_lines(book, tmp_path, [shipped])
        await desk.until(lambda: "has left this list" in desk.said, "she is told")
        assert await desk.all_ids() == [each for each in before if each != row.id]


async def test_a_range_may_begin_far_away_and_before_a_reload(floor_path: Path) -> None:
    async with at_work(floor_path, size=(100, 24)) as desk:
        await on_orders(desk)
        wanted = await desk.all_ids()
        await desk.press("g", "v", *["pagedown"] * 9, "f5", "v")
        assert desk.listing.row is not None
        place = wanted.index(desk.listing.row.id)
        assert place > 100
        assert set(desk.listing.marks.named) == set(wanted[: place + 1])


async def test_keys_that_come_before_the_screen_wait_for_it(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.hammer("f3", "j", "j", "enter", "pagedown", "h", "pagedown")
        assert desk.where in ("order", "history")


async def test_an_import_is_seen_and_the_cursor_stays_on_its_order(floor_path: Path, tmp_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_orders(desk)
        await desk.press("j", "j")
        row = desk.listing.row
        assert row is not None
        assert desk.listing.total is not None
        before = desk.listing.total.number
        with opened(floor_path) as book:
            lines = [paid(n, placed_at="2026-11-21 08:30:00", at="2026-11-21 08:31:00") for n in range(1, 6)]
            take_lines(book, tmp_path, lines)
        await desk.until(lambda: desk.listing.total is not None and desk.listing.total.number == before + 5, "new rows")
        assert desk.listing.row is not None
        assert desk.listing.row.id == row.id
