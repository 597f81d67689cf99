"""The lists behind the items of Today: exactly the rows counted, what was done about them, and what has left."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from store.book import clock
from store.checklists.own import set_template
from store.desk.counting import TodayItem
from store.desk.sources import SOURCES
from store.desk.today import TodayView, today
from store.handling.commands import assign, mark_done
from store.handling.rules import Done, Subject
from store.people.rules import Role
from tests.exports import FINISHED, SHIPPED, WAITING, Line, line, number, paid
from tests.store.floor import Floor, own_copy, rows
from tests.store.staging import take_rows
from tests.tui.floor import NOW, Desk, at_work, audit, key, moment, opened, person, take_lines
from tui.screens.subjects import subject_screen
from tui.words.catalogue import speak

SHIPPED_AT = "2026-11-18 18:00:00"
TRACKING = 75311000000000
LIVE = [code for code in SOURCES if code != "files.missing"]
HOSTILE = "[red]\x1b[31m坏\u202eknown\n"


def tracking(place: int) -> str:
    """The number of a parcel."""
    return str(TRACKING + place)


def sent(place: int, at: str = SHIPPED_AT) -> Line:
    """An order that was clicked as shipped, with its parcel."""
    carried = {"tracking_no": tracking(place), "courier": "中通快递", "shipped_at": at, "province": "广东省"}
    return line(place, status=SHIPPED, paid_at="2026-11-18 09:00:00", placed_at="2026-11-18 08:59:00", **carried)


def refund(place: int, **more: object) -> dict[str, object]:
    """A row of a list of refunds."""
    said = {"platform_word": "等待卖家同意", "status": "waiting_seller", "applied_at": "2026-11-21 07:00"}
    due = {"step_due_at": f"2026-11-21 1{place}:00", "amount": 5900}
    return {"refund_no": f"25601{place:04d}", "order_no": number(place), **said, **due, **more}


def take_more(path: Path, source: str, folder: Path, **tables: Any) -> None:
    """Merge rows of another kind of file into the book."""
    with opened(path) as book:
        who = person(book, "zhou")
        with book.read() as connection:
            from store.shops.queries import all_shops

            shop = all_shops(connection)[0]
        floor = Floor(book, who, who, shop, folder)
        take_rows(floor, source, "2026-11-21 08:30", **tables)


@pytest.fixture(scope="module")
def many(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in which every list has rows."""
    folder = tmp_path_factory.mktemp("lists")
    path = folder / "floor.db"
    shutil.copy(furnished, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(clock.VARIABLE, NOW)
        with opened(path) as book:
            unpaid = line(9, status=WAITING, placed_at="2026-11-21 08:00:00")
            today_ = {**sent(8, "2026-11-21 08:20:00"), "tracking_no": "", "courier": ""}
            late = [paid(n, at="2026-11-19 10:00:00") for n in (1, 2, 3)]
            take_lines(book, folder, [*late, *(sent(n) for n in (4, 5, 6, 7)), today_, unpaid])
        refunds = [
            *(refund(n) for n in (1, 2, 3)),
            refund(4, cs_word="客服已介入", evidence_due_at="2026-11-21 08:00"),
            refund(7, status="succeeded", ended_at="2026-11-21 08:10"),
            refund(6, order_no="9" * 19, return_tracking_no="SF1597000001", return_courier="SF"),
        ]
        take_more(path, "taobao.refunds", folder, refunds=refunds)
        stock = [{"code": "SKU-1", "quantity": 0, "title": HOSTILE}]
        take_more(path, "stock", folder, stock=stock)
        items = [{"order_no": number(1), "code": "SKU-1", "title": HOSTILE, "quantity": 1}]
        take_more(path, "taobao.items", folder, items=items)
        with opened(path) as book:
            set_template(book, person(book, "zhou").actor, key(), template(LIVE))
    return path


def template(items: list[str]) -> dict[str, Any]:
    """A list of the morning with these items."""
    return {"occasion": "start", "roles": ["aftersales"], "due": "09:30", "items": items}


@pytest.fixture
def path(many: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return own_copy(many, tmp_path / "book")


def counted(desk: Desk) -> TodayView:
    """What Today counts now."""
    assert desk.app.backstage is not None
    return today(desk.app.backstage.book, Role.AFTERSALES, "start")


def item_of(view: TodayView, code: str) -> TodayItem:
    """One item of it."""
    return next(each for each in view.items if each.item.code == code)


async def opened_from(desk: Desk, code: str) -> TodayItem:
    """Open the list behind an item, as Today does."""
    view = counted(desk)
    each = item_of(view, code)
    desk.app.push_screen(subject_screen(each.screen)(each.view, view.moment, code, each.kinds))
    await desk.settle()
    return each


def marks(path: Path) -> list[dict[str, Any]]:
    """What stands noted."""
    return rows(path, "SELECT * FROM done_marks WHERE withdrawn_at IS NULL ORDER BY id")


@pytest.mark.parametrize("code", LIVE)
async def test_the_list_of_an_item_has_the_rows_that_it_counts(path: Path, code: str) -> None:
    async with at_work(path) as desk:
        each = await opened_from(desk, code)
        assert desk.where == each.screen
        assert len(await desk.all_ids()) == each.left
        assert "counted 09:00" in desk.lines()[1]


WITH_ROWS = ("orders.late", "orders.unpaid", "refunds.due", "refunds.phone", "parcels.no_scan", "returns.receive")


async def test_these_items_have_rows(path: Path) -> None:
    async with at_work(path) as desk:
        view = counted(desk)
        assert [code for code in WITH_ROWS if not item_of(view, code).left] == []


@pytest.mark.parametrize("code", WITH_ROWS)
async def test_what_was_done_stands_on_the_row_which_stays_and_counts_as_handled(path: Path, code: str) -> None:
    async with at_work(path) as desk:
        each = await opened_from(desk, code)
        before = await desk.all_ids()
        await desk.press("g", "d", "1")
        assert await desk.all_ids() == before
        await desk.press("g")
        row = desk.listing.row
        assert row is not None
        assert (row.done.what, row.done.who, row.still) == (each.kinds[0], "Lin Mei", True)
        assert "u takes it back" in desk.said or not desk.said
        assert marks(path)[0]["item"] == code
        after = item_of(counted(desk), code)
        assert (after.left, after.handled) == ((each.left or 0) - 1, each.handled + 1)
        await desk.press("u")
        assert marks(path) == []
        assert desk.listing.row is not None
        assert desk.listing.row.done is None
        await desk.press("d", "1", "f5")
        assert len(await desk.all_ids()) == len(before) - 1, "read anew, what is handled is not left"


@pytest.mark.parametrize(("spoken", "word"), [("zh_CN", "中通"), ("zh_CN", "zto"), ("en", "zto")])
async def test_parcels_are_narrowed_by_the_courier_as_it_is_called(path: Path, spoken: str, word: str) -> None:
    speak(spoken)
    async with at_work(path) as desk:
        await opened_from(desk, "parcels.no_scan")
        await desk.press("slash")
        await desk.type(word)
        await desk.press("enter")
        assert {row.courier for row in desk.first_rows()} == {"ZTO"}


async def test_the_marked_rows_are_noted_together(path: Path) -> None:
    async with at_work(path) as desk:
        await opened_from(desk, "orders.late")
        await desk.press("space", "space", "d")
        assert "2 marked rows." in desk.text()
        before = audit(path)
        await desk.press("2")
        assert "Noted on 2 rows: print operator asked." in desk.said
        assert audit(path) == before + 1
        assert [each["what"] for each in marks(path)] == ["print_asked", "print_asked"]
        assert not desk.listing.marks
        await desk.press("u")
        assert marks(path) == []


async def test_all_rows_but_one_are_noted(path: Path) -> None:
    async with at_work(path) as desk:
        each = await opened_from(desk, "orders.late")
        await desk.press("asterisk", "space", "d", "1")
        assert len(marks(path)) == (each.left or 0) - 1


async def test_the_same_deed_twice_is_said_and_written_once(path: Path) -> None:
    async with at_work(path) as desk:
        await opened_from(desk, "orders.late")
        await desk.press("d", "1", "d", "1")
        assert "You have noted that today already: warehouse asked." in desk.said
        assert len(marks(path)) == 1
        await desk.press("space", "space", "d", "1")
        assert "Noted on one row: warehouse asked; on 1 you had before." in desk.said


async def test_a_remark_that_is_too_long_is_asked_again_and_not_lost(path: Path) -> None:
    novel = "催了三次 " * 80
    async with at_work(path, size=(250, 30)) as desk:
        await opened_from(desk, "parcels.no_scan")
        await desk.press("D", "2")
        assert "courier asked: the remark" in desk.text()
        await desk.paste(novel)
        await desk.press("enter")
        assert "too many for a remark" in desk.text()
        assert desk.field.value.strip() == novel.strip()
        desk.field.value = "明天 到"
        await desk.press("enter")
        assert marks(path)[0]["note"] == "明天 到"
        assert "courier asked 09:00 Lin Mei: 明天 到" in desk.text()


async def test_leaving_the_question_notes_nothing(path: Path) -> None:
    async with at_work(path) as desk:
        await opened_from(desk, "parcels.no_scan")
        before = audit(path)
        await desk.press("d", "escape", "D", "1", "escape", "9")
        assert audit(path) == before


async def test_a_colleagues_mark_appears(path: Path) -> None:
    async with at_work(path) as desk:
        await opened_from(desk, "parcels.no_scan")
        row = desk.listing.row
        assert row is not None
        with opened(path) as book:
            actor = person(book).actor
            mark_done(book, actor, key(), subject=Subject.PARCEL, ids=[row.id], what=Done.MOVED)
        await desk.wait("has moved")
        assert "Lei Ming" in desk.text()
        assert desk.listing.row is not None
        assert desk.listing.row.id == row.id


async def test_a_row_that_has_left_stays_and_says_so_until_it_is_read_anew(path: Path, tmp_path: Path) -> None:
    async with at_work(path) as desk:
        await opened_from(desk, "orders.late")
        before = await desk.all_ids()
        await desk.press("g")
        row = desk.listing.row
        assert row is not None
        gone = {**paid(1), "order_no": row.order_no, "status": FINISHED, "shipped_at": "2026-11-21 08:55:00"}
        with opened(path) as book:
            take_lines(book, tmp_path, [{**gone, "paid_at": "2026-11-19 10:00:00"}], made="2026-11-21T09:00:00+08:00")
        await desk.until(lambda: not (desk.listing.row or row).still, "the row says that it has left")
        assert " gone" in next(line for line in desk.lines() if line.startswith(">"))
        assert await desk.all_ids() == before
        await desk.press("R")
        assert await desk.all_ids() == before[1:]


async def test_a_row_is_taken_and_whose_it_is_is_seen(path: Path) -> None:
    async with at_work(path, size=(200, 30)) as desk:
        await opened_from(desk, "refunds.due")
        row = desk.listing.row
        assert row is not None
        with opened(path) as book:
            boss = person(book, "zhou")
            due = moment("2026-11-21T11:30:00+08:00")
            lei = person(book).actor.person_id
            assign(book, boss.actor, key(), subject=Subject.REFUND, ids=[row.id], owner_id=lei, due_at=due)
        await desk.wait("Lei Ming 2 h")
        await desk.press("t")
        assert "It is yours now. u takes it back." in desk.said
        assert "Lin Mei 2 h" in desk.text()
        await desk.press("t")
        assert "That is yours already." in desk.said
        await desk.press("u")
        assert "Lei Ming 2 h" in desk.text()


async def test_one_key_copies_a_reminder_and_notes_it(path: Path) -> None:
    async with at_work(path) as desk:
        await opened_from(desk, "refunds.due")
        row = desk.listing.row
        assert row is not None
        await desk.press("p")
        copied = desk.app.clipboard.replace("\n", "").replace(" ", "")
        assert row.refund_no in copied
        assert "【提醒】" in copied, "in the shop's language, whatever the screen speaks"
        assert row.refund_no in desk.text()
        await desk.press("escape")
        assert [each["what"] for each in marks(path)] == ["owner_reminded"]


async def test_enter_opens_the_order_and_an_unknown_one_is_said(path: Path) -> None:
    async with at_work(path) as desk:
        await opened_from(desk, "refunds.due")
        unknown = 0
        for _ in await desk.all_ids():
            row = desk.listing.row
            assert row is not None
            await desk.press("y")
            assert desk.app.clipboard == row.refund_no
            await desk.press("enter")
            if row.order_id is None:
                unknown += 1
                assert f"No file has brought the order of refund {row.refund_no}" in desk.said
            else:
                assert desk.where == "order"
                assert row.order_no in desk.lines()[0]
                await desk.press("escape")
            await desk.press("k")
        assert unknown == 1


async def test_a_digit_leaves_the_item_for_a_view_that_moves_with_the_book(path: Path) -> None:
    async with at_work(path) as desk:
        await opened_from(desk, "orders.no_tracking")
        assert "no tracking number" in desk.lines()[1]
        assert "Orders without a tracking number" in desk.lines()[0]
        await desk.press("3")
        assert "no tracking number" not in desk.lines()[1]
        assert "counted" not in desk.lines()[1]
        await desk.press("d", "1")
        assert marks(path)[0]["item"] == ""


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
@pytest.mark.parametrize("screen", ["orders", "refunds", "parcels", "returns", "stock"])
async def test_every_list_fits_a_small_terminal(path: Path, screen: str, spoken: str) -> None:
    speak(spoken)
    async with at_work(path, size=(80, 24)) as desk:
        desk.app.push_screen(subject_screen(screen)())
        await desk.settle()
        shown = desk.listing.shown_columns
        assert {"tag", desk.screen.gone_in, *(("done",) if screen != "orders" else ())} <= set(shown)
        assert "\x1b" not in desk.text()
        views = desk.lines()[1].split()
        assert not [word for word in views if word.endswith("..") and word != ".."], "what finds no room is left out"
        assert desk.lines()[-1].rstrip()[-1] != "."


@pytest.mark.parametrize(
    ("screen", "one"), [("orders", "1 order "), ("refunds", "1 refund "), ("parcels", "1 parcel ")]
)
async def test_one_row_is_counted_as_one(path: Path, screen: str, one: str) -> None:
    numbers = {"orders": "order_no", "refunds": "refund_no", "parcels": "tracking_no"}
    async with at_work(path) as desk:
        desk.app.push_screen(subject_screen(screen)())
        await desk.settle()
        await desk.press("slash", *getattr(desk.row, numbers[screen]), "enter")
        assert one in desk.lines()[1]


@pytest.mark.parametrize("screen", ["orders", "refunds", "parcels", "returns", "stock"])
async def test_every_list_leaves_as_a_file(
    path: Path, screen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with at_work(path) as desk:
        desk.app.push_screen(subject_screen(screen)())
        await desk.settle()
        number_of_rows = len(await desk.all_ids())
        assert number_of_rows
        await desk.press("X")
        desk.field.value = "~/list.csv"
        await desk.press("enter")
        number = "One row" if number_of_rows == 1 else f"{number_of_rows} rows"
        assert f"{number} written to ~/list.csv." in desk.said
    assert "跟进人" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig").split("\n")[0]


async def test_whom_to_chase_for_a_payment_is_seen_at_80_columns(path: Path) -> None:
    async with at_work(path, size=(80, 24)) as desk:
        await opened_from(desk, "orders.unpaid")
        assert {"tag", "number", "buyer", "done", "left"} <= set(desk.listing.shown_columns)
        assert desk.row.nick in next(line for line in desk.lines() if line.startswith(">"))


async def test_money_that_is_gone_has_no_time_left_but_an_age(demo: Path) -> None:
    async with at_work(demo, size=(80, 24)) as desk:
        await desk.press("f7", "7")
        assert desk.row.paid_out_at is not None
        assert " ago  " in next(line for line in desk.lines() if line.startswith(">"))
