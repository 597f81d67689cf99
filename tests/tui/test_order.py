"""One order: its card, where it is, the note and who may have written another one, the contact, copying."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from store.book import driver
from store.book.live import Live
from store.handling.commands import mark_done
from store.handling.rules import Done, Subject
from store.orders.commands import save_note, see_stage
from store.orders.rules import Stage
from tests import exports
from tests.exports import FINISHED, line, paid
from tests.store.floor import rows
from tests.tui.floor import Desk, at_work, audit, key, opened, person, take_lines
from tui.screens.order_actions import OrderActions
from tui.terminal import clipboard


def notes(path: Path) -> list[str]:
    """The notes that stand in the book."""
    return [row["text"] for row in rows(path, "SELECT text FROM order_notes WHERE withdrawn_at IS NULL")]


def stage(path: Path, order_id: int) -> str | None:
    """What was seen in the ERP."""
    found = rows(path, "SELECT stage FROM stages_seen WHERE order_id=? AND withdrawn_at IS NULL", order_id)
    return found[0]["stage"] if found else None


def here(desk: Desk) -> int:
    """The order on the card or under the cursor."""
    screen = desk.app.floor_screen
    assert isinstance(screen, OrderActions)
    order_id = screen.order_id()
    assert order_id is not None
    return order_id


def number(path: Path, order_id: int) -> str:
    """The order number that the platform gave."""
    return str(rows(path, "SELECT order_no FROM orders WHERE id=?", order_id)[0]["order_no"])


async def on_card(desk: Desk) -> int:
    """Open the card of the first order to ship."""
    await desk.press("f3", "3", "enter")
    assert desk.where == "order"
    return here(desk)


def write_note(path: Path, order_id: int, text: str, version: int = 0, before: str = "") -> None:
    """What a colleague does in another process."""
    with opened(path) as book:
        save_note(book, person(book).actor, key(), order_id, text, seen_version=version, before=before)


def clipboard_of(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is copied from now on."""
    copied: list[str] = []

    def copy(app: object, text: str) -> str:
        copied.append(text)
        return "Copied."

    monkeypatch.setattr(clipboard, "copy", copy)
    return copied


# The card


async def test_the_card_opens_from_the_list_and_esc_comes_back_to_the_row(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "j", "j", "j")
        order_id = here(desk)
        await desk.press("enter")
        assert number(floor_path, order_id) in desk.text()
        await desk.press("escape")
        assert (desk.where, here(desk)) == ("orders", order_id)


async def test_the_card_names_colour_and_size_where_a_list_of_items_does(floor_path: Path) -> None:
    with closing(driver.sqlite().connect(str(floor_path))) as connection:
        connection.execute("UPDATE order_lines SET properties = '颜色分类:军绿色;尺码:XS'")
        connection.commit()
    async with at_work(floor_path) as desk:
        await on_card(desk)
        assert "  颜色分类:军绿色;尺码:XS  x1" in desk.text()


@pytest.mark.parametrize(("digit", "seen"), [("1", "unprinted"), ("2", "printed"), ("3", "packed"), ("4", "left")])
async def test_where_it_is_takes_two_keys_and_u_takes_it_back(floor_path: Path, digit: str, seen: str) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        await desk.press("s", digit)
        assert stage(floor_path, order_id) == seen
        assert "(ERP, 09:00, Lin Mei)" in desk.text()
        await desk.press("u")
        assert stage(floor_path, order_id) is None
        assert "(ERP" not in desk.text().split("─" * 20)[1]


async def test_where_it_is_can_be_said_from_the_list(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "3", "j")
        order_id = here(desk)
        await desk.press("s", "3")
        assert stage(floor_path, order_id) == "packed"
        assert "packed" in desk.text()
        assert here(desk) == order_id


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize(
    ("known", "stays"),
    [
        ("signed_at", "the stage stays “signed”: the courier has it signed."),
        ("finished_at", "the stage stays “signed”: the platform says it is finished."),
        ("picked_up_at", "the stage stays “left the house”: the courier has picked it up."),
    ],
)
async def test_what_changes_nothing_is_noted_and_that_is_said(
    floor_path: Path, known: str, stays: str, size: tuple[int, int]
) -> None:
    async with at_work(floor_path, size=size) as desk:
        order_id = await on_card(desk)
        with closing(driver.sqlite().connect(str(floor_path))) as connection:
            connection.execute(f"UPDATE orders SET {known} = paid_at WHERE id = ?", (order_id,))
            connection.commit()
        await desk.press("s", "2")
        assert stage(floor_path, order_id) == "printed"
        assert f"“printed” is noted, but {stays} u takes it back." in " ".join(desk.text().split())
        await desk.press("u")
        assert stage(floor_path, order_id) is None


@pytest.mark.parametrize(("answer", "stands"), [("1", "printed"), ("2", "packed"), ("escape", "printed")])
async def test_two_people_who_saw_different_stages_are_asked(floor_path: Path, answer: str, stands: str) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        await desk.press("s")
        with opened(floor_path) as book:
            see_stage(book, person(book).actor, key(), order_id, Stage.PRINTED, seen_version=0)
        await desk.press("3")
        assert "Lei Ming saved this in the meantime." in desk.text()
        await desk.press(answer)
        assert stage(floor_path, order_id) == stands


# The note


async def test_a_note_is_written_and_taken_back(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_card(desk)
        await desk.press("i")
        await desk.type("call back 换货")
        await desk.press("enter")
        assert notes(floor_path) == ["call back 换货"]
        assert "call back 换货  (Lin Mei, 09:00)" in desk.text()
        await desk.press("i")
        assert desk.field.value == "call back 换货"
        await desk.press("escape", "u")
        assert notes(floor_path) == []
        assert "call back" not in desk.text()


async def test_a_draft_is_there_when_she_comes_back_and_gone_when_it_is_saved(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_card(desk)
        await desk.press("i")
        await desk.type("half a")
        await desk.press("escape", "escape")
        assert notes(floor_path) == []
        await desk.press("i")
        assert desk.field.value == "half a"
        await desk.type(" note")
        await desk.press("enter")
        assert notes(floor_path) == ["half a note"]
        await desk.press("i")
        assert "draft" not in desk.text().split("Enter save")[0]


async def test_the_draft_is_there_the_next_time_the_app_is_opened(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_card(desk)
        await desk.press("i")
        await desk.type("half")
    async with at_work(floor_path) as desk:
        await on_card(desk)
        await desk.press("i")
        assert desk.field.value == "half"


async def test_a_draft_is_only_ones_own(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_card(desk)
        await desk.press("i")
        await desk.type("half")
    async with at_work(floor_path, "lei") as desk:
        await on_card(desk)
        await desk.press("i")
        assert desk.field.value == ""


async def test_an_empty_note_is_refused_with_a_sentence(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        write_note(floor_path, order_id, "hers")
        before = audit(floor_path)
        await desk.press("i", "ctrl+u", "enter")
        assert "The note is empty." in desk.text()
        assert notes(floor_path) == ["hers"]
        assert audit(floor_path) == before


async def test_a_note_that_is_too_long_is_refused_and_kept_as_a_draft(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_card(desk)
        await desk.press("i")
        await desk.paste("很长" * 1001)
        await desk.press("enter")
        assert "too many for a note" in desk.text()
        assert notes(floor_path) == []
        if desk.where != "Prompt":
            await desk.press("i")
        assert desk.field.value == "很长" * 1001


async def test_a_note_of_several_lines_is_pasted_whole(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_card(desk)
        await desk.press("i")
        await desk.paste("first\nsecond\nthird")
        await desk.press("enter")
        assert notes(floor_path) == ["first\nsecond\nthird"]
        await desk.press("i")
        assert desk.field.value == "first↵second↵third"
        await desk.press("ctrl+j")
        await desk.type("4th")
        await desk.press("enter")
        assert notes(floor_path) == ["first\nsecond\nthird\n4th"]


async def test_what_is_typed_ahead_of_a_question_goes_into_it(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        await desk.hammer("i", *"u is no undo?", "enter")
        assert notes(floor_path) == ["u is no undo?"]
        await desk.hammer("s", "3")
        assert stage(floor_path, order_id) == "packed"


async def test_after_a_question_that_did_not_come_keys_act_again(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_card(desk)
        await desk.hammer("y")
        await desk.press("h")
        assert desk.where == "history"


CONTACT = "SELECT c.address FROM orders o JOIN contacts c ON c.id=o.contact_id WHERE o.id=?"
CONFLICT = [
    ("1", ["theirs\nmine"]),
    ("2", ["mine"]),
    ("3", ["theirs"]),
]


@pytest.mark.parametrize(("answer", "stands"), CONFLICT, ids=["both", "mine", "theirs"])
async def test_two_notes_at_once_are_shown_side_by_side(floor_path: Path, answer: str, stands: list[str]) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        write_note(floor_path, order_id, "first")
        await desk.press("f5", "i", "ctrl+u")
        await desk.type("mine")
        write_note(floor_path, order_id, "theirs", version=1, before="first")
        await desk.press("enter")
        assert notes(floor_path) == ["theirs"]
        shown = desk.text()
        assert "Lei Ming saved this in the meantime." in shown
        assert "before  first" in shown
        assert "Lei Ming  theirs" in shown
        assert "yours  mine" in shown
        await desk.press(answer)
        if answer == "1":
            assert desk.field.value == "theirs↵mine"
            await desk.press("enter")
        assert notes(floor_path) == stands
        await desk.press("i")
        assert desk.field.value.replace("↵", "\n") == stands[0], "no draft is left over once one was chosen"


async def test_leaving_the_conflict_loses_nothing(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        await desk.press("i")
        await desk.type("mine")
        write_note(floor_path, order_id, "theirs")
        await desk.press("enter", "escape")
        assert notes(floor_path) == ["theirs"]
        await desk.press("i")
        assert desk.field.value == "mine"
        assert "Saved is: theirs" in desk.text()


async def test_the_words_of_the_conflict_are_not_obeyed(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        await desk.press("i")
        await desk.type("[/b] mine")
        write_note(floor_path, order_id, "[/red] theirs")
        await desk.press("enter")
        assert "[/red] theirs" in desk.text()
        assert "[/b] mine" in desk.text()


# The contact


async def test_revealing_shows_records_and_ends_with_the_card(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        (contact,) = rows(floor_path, CONTACT, order_id)
        assert contact["address"] not in desk.text()
        await desk.press("r")
        assert contact["address"] in desk.text()
        seen = rows(floor_path, "SELECT actor, about_id FROM audit_entries WHERE intent='buyers.reveal'")
        assert seen == [{"actor": "linmei", "about_id": order_id}]
        assert "looked at the buyer's contact" in desk.text()
        await desk.press("escape", "enter")
        assert here(desk) == order_id
        assert contact["address"] not in desk.text()


async def test_what_was_revealed_stays_under_a_question_and_not_under_another_screen(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        (contact,) = rows(floor_path, CONTACT, order_id)
        await desk.press("r", "i", "escape")
        assert contact["address"] in desk.text()
        await desk.press("f7", "escape")
        assert here(desk) == order_id
        assert contact["address"] not in desk.text()


async def test_r_again_masks_at_once(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await on_card(desk)
        masked = desk.text().count("****")
        await desk.press("r")
        assert desk.text().count("****") < masked
        await desk.press("r")
        assert desk.text().count("****") == masked
        assert len(rows(floor_path, "SELECT 1 FROM audit_entries WHERE intent='buyers.reveal'")) == 1


async def test_what_was_revealed_is_never_cut(floor_path: Path) -> None:
    async with at_work(floor_path, size=(40, 30)) as desk:
        await on_card(desk)
        await desk.press("r")
        lines = [line[15:].strip() for line in desk.lines()]
        (address,) = {row["address"] for row in rows(floor_path, CONTACT, here(desk))}
        assert address.replace(" ", "") in "".join(lines).replace(" ", "")


async def test_nothing_is_revealed_where_no_file_said_where_it_goes(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        with closing(driver.sqlite().connect(str(floor_path))) as connection:
            connection.execute("UPDATE orders SET contact_id=NULL WHERE id=?", (order_id,))
            connection.commit()
        await desk.press("f5", "r")
        assert "No file has said where this order goes." in desk.said


# Copying


async def test_y_copies_the_number_and_says_what_it_did(floor_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = clipboard_of(monkeypatch)
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        await desk.press("y")
        if desk.where == "Chooser":
            await desk.press("1")
        assert copied == [number(floor_path, order_id)]
        assert "Copied." in desk.said
        assert number(floor_path, order_id) in desk.text()


async def test_the_memo_and_the_note_can_be_copied_as_well(floor_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = clipboard_of(monkeypatch)
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        write_note(floor_path, order_id, "[/b] 换 L 码")
        await desk.press("f5", "y")
        assert "[/b] 换 L 码" in desk.text()
        await desk.press(next(each.key for each in desk.screen._choices if each.label == "note"))
        assert copied == ["[/b] 换 L 码"]


async def test_what_is_behind_the_ninth_digit_is_reached_by_the_arrows(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = clipboard_of(monkeypatch)
    async with at_work(demo) as desk:
        order_id = await on_card(desk)
        with closing(driver.sqlite().connect(str(demo))) as connection:
            everyone = "SELECT id, ? FROM parcels ORDER BY id LIMIT 12"
            connection.execute(f"INSERT OR IGNORE INTO parcel_orders (parcel_id, order_id) {everyone}", (order_id,))
            connection.commit()
        await desk.press("f5", "y")
        things = desk.screen._choices
        assert len(things) > 12
        assert [each.key for each in things[8:11]] == ["9", "", ""]
        await desk.press(*["down"] * 11, "enter")
        assert copied == [things[11].detail]


# History and presence


async def test_the_history_tells_who_did_what(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        write_note(floor_path, order_id, "hers")
        await desk.press("s", "2", "u", "r", "h")
        shown = desk.text()
        assert "note written  Lei Ming" in shown
        assert "seen in the ERP: printed  Lin Mei" in shown
        assert "taken back: seen in the ERP  Lin Mei" in shown
        assert "looked at the buyer's contact  Lin Mei" in shown
        await desk.press("escape")
        assert desk.where == "order"


async def test_the_history_tells_what_was_done_and_noted(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        with opened(floor_path) as book:
            told = partial(mark_done, subject=Subject.ORDER, what=Done.BUYER_TOLD, note="tomorrow")
            told(book, person(book).actor, key(), ids=[order_id])
        await desk.press("h")
        assert "done so far: buyer told, tomorrow  Lei Ming" in desk.text()


async def test_somebody_else_on_the_card_is_seen(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        order_id = await on_card(desk)
        colleague = Live(floor_path, "lei", "Lei Ming")
        colleague.be("order", order_id)
        await desk.wait("Lei Ming is here too")
        colleague.leave()
        await desk.until(lambda: "is here too" not in desk.text(), "alone again")


async def test_the_picker_begins_on_what_is_known_and_on_nothing_where_nothing_is(floor_path: Path) -> None:
    came = "2026-11-10 09:00:00"
    signed = line(9001, status=FINISHED, placed_at=came, paid_at=came, shipped_at=came, finished_at=came)
    with opened(floor_path) as book:
        take_lines(
            book, floor_path.parent, [signed, paid(9002, "2026-11-21 08:30:00", placed_at="2026-11-21 08:30:00")]
        )
    async with at_work(floor_path) as desk:
        for place, stands in ((9001, "left"), (9002, None)):
            await desk.press("f2", "f3", "slash", *exports.number(place), "enter", "s")
            chosen = desk.screen.query_one("OptionList").highlighted
            assert (None if chosen is None else desk.screen._shown[chosen].value) == stands
            if stands is None:
                before = audit(floor_path)
                await desk.press("enter")
                assert desk.where == "Chooser", "Enter alone is no answer"
                assert audit(floor_path) == before
                await desk.press("down", "enter")
                assert stage(floor_path, here(desk)) == "unprinted"
            await desk.press("escape")
