"""Long texts of people in small places: what is asked, and the field to answer in, stay on the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from store.orders.commands import save_note
from tests.tui.floor import at_work, key, opened, person
from tests.words.catalogue import chinese
from tui.actions import find
from tui.widgets.lines import KeyLine, Text

LONG = "仓库说这一件要等到下周二才能补到货，先安抚。" * 20


@pytest.mark.parametrize("size", [(80, 24), (60, 15)], ids=str)
async def test_a_long_note_that_is_saved_leaves_room_for_the_draft(floor_path: Path, size: tuple[int, int]) -> None:
    async with at_work(floor_path, size=size) as desk:
        await desk.press("f3", "enter", "i")
        await desk.type("mine")
        await desk.press("escape")
        number = desk.app.floor_screen.place()[1] or 0
        with opened(floor_path) as book:
            save_note(book, person(book, "lei").actor, key(), number, LONG, seen_version=0, before="")
        await desk.press("i")
        assert "mine" in desk.text()
        assert "Esc back" in desk.text()


@pytest.mark.parametrize("size", [(80, 24), (60, 15)], ids=str)
async def test_two_long_notes_leave_room_for_the_answers(floor_path: Path, size: tuple[int, int]) -> None:
    async with at_work(floor_path, size=size) as desk:
        await desk.press("f3", "enter", "i")
        number = desk.app.floor_screen.place()[1] or 0
        await desk.paste(LONG[::-1])
        with opened(floor_path) as book:
            save_note(book, person(book, "lei").actor, key(), number, LONG, seen_version=0, before="")
        await desk.press("enter")
        assert desk.where == "Chooser"
        assert "put both together and look at it" in desk.text()
        assert "keep Lei Ming's, drop yours" in desk.text()
        await desk.press(*["pagedown"] * 9)
        assert LONG[::-1][-8:] in desk.text()


async def test_a_line_that_grows_over_the_width_gets_a_second_one() -> None:
    class Small(App[None]):
        def compose(self) -> ComposeResult:
            yield Text("short")

    async with Small().run_test(size=(20, 10)) as pilot:
        text = pilot.app.query_one(Text)
        await pilot.pause()
        assert text.size.height == 1
        text.show("words and words and words and words")
        await pilot.pause()
        assert text.size.height == 3


LONG_WORD = "exports/" + "天猫旗舰店订单" * 2 + ".csv"


def every_sentence() -> set[str]:
    """All of the catalogue in both languages, with long words in their holes."""
    messages = [message for message in chinese() if message.id]
    texts = {str(text) for each in messages for text in (each.id, each.string) if isinstance(text, str)}
    return {re.sub(r"\{\w+\}", LONG_WORD, text) for text in texts}


async def test_whatever_is_said_above_the_keys_can_be_read_whole_at_80_columns() -> None:
    class Small(App[None]):
        def compose(self) -> ComposeResult:
            yield KeyLine(lambda: (find("help"),))

    def squeezed(text: str) -> str:
        return re.sub(r"\s", "", text)

    async with Small().run_test(size=(80, 24)) as pilot:
        line = pilot.app.query_one(KeyLine)
        await pilot.pause()
        for text in every_sentence():
            line.say(text, bad=True)
            *said, keys = line.render().wrap(line.size.width)
            assert squeezed("".join(each.plain for each in said)) == squeezed("! " + text)
            assert keys.plain.startswith("? ")
            assert line.get_content_height(line.size, line.size, line.size.width) == len(said) + 1


@pytest.mark.parametrize("size", [(80, 24), (60, 15)], ids=str)
async def test_the_row_under_the_cursor_stays_above_a_long_refusal(floor_path: Path, size: tuple[int, int]) -> None:
    async with at_work(floor_path, size=size) as desk:
        await desk.press("f3", *["j"] * (size[1] - 8))
        row, keys = desk.row, desk.lines()[-1]
        desk.screen.say(LONG[:70], bad=True)
        await desk.settle()
        assert LONG[60:70] in "".join(desk.text().split())
        assert desk.lines()[-1] == keys
        assert any(line.startswith(">") and row.order_no in line for line in desk.lines())
        await desk.press("k", "j")
        assert desk.said == ""
        assert desk.row == row


@pytest.mark.parametrize("size", [(80, 24), (60, 24)], ids=str)
async def test_the_menu_says_the_whole_reason_why_not(floor_path: Path, size: tuple[int, int]) -> None:
    async with at_work(floor_path, size=size) as desk:
        await desk.press("j", "s")
        await desk.type("the warehouse packs them")
        await desk.press("enter", "f10")
        shown = " ".join(re.sub(r"[│╭╮╰╯─]", "", desk.text()).split())
        assert "Already settled by Lin Mei. u takes your own tick back." in shown
        assert ".." not in desk.text().partition("done")[2].partition("note")[0]
