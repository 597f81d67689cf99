"""The walk with the team: one item after the other, who takes it until when, signed at the end, gone on with later."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import load_workbook

from store.checklists.own import set_template
from store.checklists.walking import begin_walk, take_over_walk
from tests.store.floor import rows
from tests.tui.floor import Desk, at_work, audit, key, opened, person
from tests.tui.test_morning import item, line_of, on_item

EIGHT = {
    "occasion": "start",
    "roles": ["lead"],
    "due": "09:30",
    "items": [
        "accounts.main",
        "orders.late",
        "orders.unpaid",
        "leftovers.ownerless",
        "changes.unconfirmed",
        "reviews.answer",
        "leftovers.night",
        "files.missing",
    ],
}


@pytest.fixture
def led(floor_path: Path) -> Path:
    """A floor whose lead has a morning of eight items."""
    with opened(floor_path) as book:
        set_template(book, person(book, "zhou").actor, key(), EIGHT)
    return floor_path


def agreed(path: Path) -> dict[str, str | None]:
    """Who has which item."""
    query = (
        "SELECT a.code, p.name FROM walk_agreements a LEFT JOIN people p ON p.id = a.owner_id"
        " WHERE a.withdrawn_at IS NULL"
    )
    return {row["code"]: row["name"] for row in rows(path, query)}


def login_of(path: Path, called: str) -> str:
    """By which login somebody works."""
    return str(rows(path, "SELECT login FROM people WHERE name=?", called)[0]["login"])


async def test_a_walk_of_eight_items_with_owners_takes_at_most_24_keys(led: Path) -> None:
    keys = ["W", *(key for place in range(8) for key in (str(place % 3 + 1), "enter")), "enter", "1"]
    assert len(keys) <= 24
    async with at_work(led, "zhou") as desk:
        await desk.press(*keys)
        assert "signed by Zhou Lan" in desk.lines()[0]
        assert "Signed: Zhou Lan" in desk.text()
    assert set(agreed(led)) == set(EIGHT["items"])
    assert None not in agreed(led).values()
    (walk,) = rows(led, "SELECT * FROM checklist_walks")
    assert walk["signed_name"] == "Zhou Lan"


async def test_it_takes_no_more_when_it_is_hammered(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W")
        await desk.hammer(*(key for place in range(8) for key in (str(place % 3 + 1), "enter")))
        await desk.wait("[Walk] ")
        names = [agreed(led)[code] for code in EIGHT["items"]]
        assert names[:3] * 2 + names[:2] == names
        assert len(set(names)) == 3


async def test_an_enter_that_is_held_down_signs_nothing(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W")
        await desk.hammer(*["enter"] * 30)
        await desk.press(*["enter"] * 5)
        assert "1  sign as Zhou Lan" in desk.text()
        assert "Enter sign" in desk.lines()[-1]
        assert "Enter choose" not in desk.text(), "nothing is chosen yet"
        assert rows(led, "SELECT signed_at FROM checklist_walks") == [{"signed_at": None}]
        await desk.press("3", "escape")
        assert "8 of 8" in desk.text()
        assert "Enter next" in desk.lines()[-1]


async def test_somebody_else_signs_by_her_name(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W", *["enter"] * 9, "2", "enter", "2")
        await desk.type("Tang Yu")
        await desk.press("enter")
        assert "signed by Tang Yu" in desk.lines()[0]


async def test_owner_and_time_stand_on_the_rows(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W", "enter")
        assert "2 of 8" in desk.text()
        left = desk.screen.item().left
        assert "███" in desk.text()
        owner = desk.screen.now.team[0]
        await desk.press("l", "1", "i")
        await desk.type("phone the courier")
        await desk.press("enter", "1")
        assert f"takes it: {owner.name} · until 10:00 · phone the courier" in desk.text()
        assert agreed(led) == {}
        await desk.press("enter")
        given = rows(led, "SELECT * FROM assignments WHERE withdrawn_at IS NULL")
        assert len(given) == left
        assert {row["owner_id"] for row in given} == {owner.id}
        assert "rows given" in desk.said
        await desk.press("u")
        assert rows(led, "SELECT * FROM assignments WHERE withdrawn_at IS NULL") == []


async def test_a_digit_writes_nothing_before_the_walk_goes_on(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W")
        before = audit(led)
        await desk.press("1", "2", "0")
        assert audit(led) == before
        await desk.press("1", "escape")
        assert desk.where == "today"
        assert agreed(led) == {}


async def test_a_walk_that_was_left_goes_on_where_it_stopped(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W", "1", "enter", "2", "enter", "f2")
        assert desk.where == "today"
    async with at_work(led, "zhou") as desk:
        await desk.press("W")
        assert "3 of 8" in desk.text()
        await desk.press("escape")
        assert "2 of 8" in desk.text()
        assert f"takes it: {desk.screen.now.team[1].name}" in desk.text()
        await desk.press("escape", "escape")
        assert desk.where == "today"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_keys_say_how_to_go_one_item_back_and_how_to_leave(led: Path, size: tuple[int, int]) -> None:
    async with at_work(led, "zhou", size) as desk:
        await desk.press("W")
        assert "Esc back" in desk.lines()[-1]
        await desk.press(*["enter"] * 5)
        assert "F2 Today" in desk.lines()[-1]
        assert "Esc item before" in desk.lines()[-1]
        await desk.press("f2")
        assert desk.where == "today"
        await desk.press("W")
        assert "6 of 8" in desk.text(), "nothing is lost"
        await desk.press("escape")
        assert "5 of 8" in desk.text()


async def test_a_signed_walk_is_left_by_esc(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W", *["enter"] * 9, "1")
        assert "Esc back" in desk.lines()[-1]
        await desk.press("escape")
        assert desk.where == "today"


async def test_anybody_can_be_found_by_name(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W", "f")
        await desk.type("lei")
        await desk.press("enter", "enter")
        assert agreed(led) == {"accounts.main": "Lei Ming"}


async def test_an_item_is_ticked_on_the_walk(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W", "space")
        await desk.type("4")
        await desk.press("enter")
        assert item(led, "accounts.main")["number"] == 4
        await desk.press("space")
        assert "Already settled by Zhou Lan." in desk.said


async def test_who_comes_second_looks_or_takes_over(led: Path) -> None:
    with opened(led) as book:
        begin_walk(book, person(book, "lei").actor, day="2026-11-21", role="lead", occasion="start")
    async with at_work(led, "zhou") as desk:
        await desk.press("W")
        assert "Lei Ming walks through this list" in desk.text()
        before = audit(led)
        await desk.press("1", "2")
        assert "Lei Ming walks through this list" in desk.said
        await desk.press("enter", "escape")
        assert audit(led) == before
        await desk.press("escape", "W", "2")
        await desk.press("1", "enter")
        assert "Zhou Lan walks" in desk.lines()[0]
        assert set(agreed(led)) == {"accounts.main"}


async def test_who_was_taken_over_from_is_told_and_loses_nothing(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W", "1")
        (walk,) = rows(led, "SELECT id FROM checklist_walks")
        with opened(led) as book:
            take_over_walk(book, person(book, "lei").actor, key(), walk["id"])
        await desk.press("enter")
        await desk.wait("Lei Ming walks")
        assert agreed(led) == {}
        await desk.press("escape", "escape", "W", "2", "1", "enter")
        assert set(agreed(led)) == {"accounts.main"}


async def test_what_was_agreed_can_be_copied_and_leaves_as_a_sheet(led: Path, tmp_path: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W", "1")
        await desk.press("y")
        assert "at the end of the walk" in desk.said
        await desk.press(*["enter"] * 8, "y")
        assert desk.app.clipboard.startswith("[Walk] Start of day, lead")
        assert desk.app.clipboard.splitlines()[1] in desk.text()
        await desk.press("X")
        desk.field.value = str(tmp_path / "walk.xlsx")
        await desk.press("enter")
        await desk.wait("written to")
    head, row, *passed = load_workbook(tmp_path / "walk.xlsx").get_sheet_by_index(0).to_python()
    assert len(head) == 5
    assert row[2] == agreed(led)["accounts.main"]
    assert passed, "what was passed with rows left is in the text as well: nobody has it yet"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_number_and_the_question_fit(led: Path, size: tuple[int, int]) -> None:
    async with at_work(led, "zhou", size) as desk:
        await desk.press("W", "enter")
        assert "who takes it?" in desk.text()
        assert "takes it: nobody yet" in desk.text()
        number = str(desk.screen.item().left)
        assert number.isdigit()
        shown = [line for line in desk.lines() if "MM" in line[:12]]
        assert shown, desk.text()
        await see_no_cut(desk)


async def see_no_cut(desk: Desk) -> None:
    """The keys that lead on are in the footer."""
    assert "Enter next" in desk.lines()[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_the_walk_calls_a_refund_as_its_list_does(demo: Path, size: tuple[int, int]) -> None:
    async with at_work(demo, "zhoulan", size) as desk:
        await on_item(desk, "refunds.due")
        await desk.press("enter")
        listed = [row.order_no for row in desk.first_rows(4)]
        assert listed
        await desk.press("escape", "W")
        assert "Refunds and disputes by time-out" in desk.text()
        shown = [line for line in desk.lines() if any(number in line for number in listed)]
        assert len(shown) == len(listed)
        assert not [line for line in shown if ".." in line], "no word is cut, and no column is kept free for nobody"


async def test_who_has_a_row_stands_beside_it_on_the_walk(demo: Path) -> None:
    async with at_work(demo, "zhoulan", (80, 24)) as desk:
        await on_item(desk, "refunds.due")
        await desk.press("enter", "t")
        taken = desk.row.order_no
        await desk.press("escape", "W")
        assert "Refunds and disputes by time-out" in desk.text()
        row = next(line for line in desk.lines() if taken in line)
        assert "周岚" in row
        assert ".." not in row


async def test_a_remark_that_was_not_agreed_yet_is_there_again(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W", "i")
        await desk.type("phone the courier")
        await desk.press("escape")
        assert "phone the courier" not in desk.text()
    async with at_work(led, "zhou") as desk:
        await desk.press("W", "i")
        assert desk.field.value == "phone the courier"
        await desk.press("enter", "enter", "escape", "i")
        assert desk.field.value == "phone the courier", "what was agreed"
        desk.field.value = "phone them all"
        await desk.press("escape", "escape", "W", "i")
        assert desk.field.value == "phone them all"


async def test_of_what_a_number_is_made_can_be_read_whole_at_80_columns(demo: Path) -> None:
    async with at_work(demo, "zhoulan", (120, 40)) as desk:
        await desk.press("W")
        while desk.screen.item().item.code != "parcels.flagged":
            await desk.press("enter")
        (whole,) = [line.rstrip().rpartition("   ")[2].strip() for line in desk.lines() if "; " in line]
        await desk.resize(80, 24)
        assert len(whole) > 60, "it needs more than a line"
        assert whole in " ".join(line.strip(" █") for line in desk.lines()[6:11])


def lined(desk: Desk, title: str) -> str:
    """The line of an item without the blanks between its columns."""
    return " ".join(line_of(desk, title).split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_today_says_who_has_what_since_the_walk_until_when(led: Path, size: tuple[int, int]) -> None:
    async with at_work(led, "zhou", size) as desk:
        assert "until" not in desk.text()
        await desk.press("W")
        owner = desk.screen.now.team[0].name
        await desk.press("1", "l", "1", "i")
        await desk.type("the red ones first")
        await desk.press("enter", "enter", "1", "l", "1", *["enter"] * 8, "1", "f2")
        assert desk.where == "today"
        assert f"by hand {owner} until" in lined(desk, "Messages on the main accounts")
        for code in ("accounts.main", "orders.late"):
            await on_item(desk, code)
            assert f"{owner} until 10:00" in desk.row.detail.text
            assert f"{owner} until 10:00" in " ".join(desk.text().split()), "on the line, or whole below the list"
        assert desk.row.detail.text.index(" late") < desk.row.detail.text.index(owner)
    async with at_work(led, login_of(led, owner), size) as desk:
        assert f"{owner} until 10:00" in (await on_item(desk, "orders.late")).row.detail.text


async def test_what_is_hers_of_another_list_is_told_above_hers_and_r_shows_it(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W")
        owner = desk.screen.now.team[0].name
        await desk.press("1", "enter", "f2")
        assert "agreed:" not in desk.text(), "the lead has nothing"
    async with at_work(led, login_of(led, owner), (80, 24)) as desk:
        assert "agreed: one more item is yours (Start of day, lead); r shows it" in desk.lines()[3]
        await desk.press("r")
        await desk.type("start of day, lead")
        await desk.press("enter")
        assert f"{owner} until" in lined(desk, "Messages on the main accounts")
        assert "agreed:" not in desk.text()
        await desk.press("g", "space")
        await desk.type("4")
        await desk.press("enter")
        assert f"{owner} until" not in lined(desk, "Messages on the main accounts")
        await desk.press("escape")
        assert "agreed:" not in desk.text(), "it is done"


async def test_what_was_taken_back_stands_on_today_no_more(led: Path) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W")
        owner = desk.screen.now.team[0].name
        await desk.press("1", "enter", "u", "f2")
        assert desk.where == "today"
        assert owner not in lined(desk, "Messages on the main accounts")


async def test_who_had_it_is_told_of_another_day_as_well(led: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_work(led, "zhou") as desk:
        await desk.press("W")
        owner = desk.screen.now.team[0].name
        await desk.press("1", "l", "1", "enter")
    monkeypatch.setenv("FLOORBOOK_NOW", "2026-11-22T09:00:00+08:00")
    async with at_work(led, "zhou") as desk:
        assert owner not in lined(desk, "Messages on the main accounts")
        await desk.press("left_square_bracket")
        assert f"not done {owner} until yesterday 10:00" in lined(desk, "Messages on the main accounts")
        await desk.press("right_square_bracket")
        assert owner not in lined(desk, "Messages on the main accounts")
