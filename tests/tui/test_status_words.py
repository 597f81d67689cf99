"""The words of a state stand whole in their column: half a word is no state."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.cells import cell_len

from store.book.clock import Moment
from store.handling.queries import MarkView
from store.handling.rules import Done
from tests.tui.floor import at_work, moment
from tui.screens.handling_columns import done_cell
from tui.widgets.cells import Cell, fitting
from tui.words import names
from tui.words.catalogue import speak
from tui.words.names import name

COLUMNS: dict[tuple[str, str], tuple[dict[str, str], ...]] = {
    ("f3", "status"): (names.STATUSES,),
    ("f3", "stage"): (names.STAGES,),
    ("f7", "kind"): (names.REFUNDS_OF,),
    ("f7", "step"): (names.REFUND_TURNS,),
    ("f7", "goods"): (names.STAGES, names.GOODS_STATES),
    ("f6", "why"): (names.DEADLINES,),
    ("f6", "flags"): (names.PARCEL_VIEWS,),
    ("f6", "state"): (names.PARCEL_STATES,),
    ("f4", "source"): (names.SOURCES,),
    ("f4", "standing"): (names.STANDINGS,),
    ("o", "kind"): (names.FOUND,),
    ("o", "why"): (names.WHY_FOUND,),
}
"""The key of a list and one of its columns -> the words that stand there."""


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=str)
async def test_every_word_of_a_state_finds_room(floor_path: Path, size: tuple[int, int], spoken: str) -> None:
    cut = []
    async with at_work(floor_path, size=size) as desk:
        speak(spoken)
        for (list_key, column), tables in COLUMNS.items():
            await desk.press("escape", "f2", *filter(None, [list_key]))
            room = desk.listing.room(column)
            words = [name(table, code) for table in tables for code in table]
            cut += [(column, room, each) for each in words if 0 < room < cell_len(each)]
    assert not cut


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
async def test_a_column_that_fits_its_rows_leaves_the_rest_to_the_others(demo: Path, spoken: str) -> None:
    longest = max(cell_len(each) for each in names.ITEMS.values())
    async with at_work(demo, size=(80, 24)) as desk:
        speak(spoken)
        for digit in ("1", "2", "3"):
            await desk.press(digit, "ctrl+l", "ctrl+l")
            titles = [row.title for row in desk.listing._buffer.rows]
            assert desk.listing.room("title") >= max(map(cell_len, titles)), desk.text()
            assert desk.listing.room("title") <= longest
            assert not [title for title in titles if title not in desk.text()]


def test_what_was_done_loses_words_and_not_letters() -> None:
    speak("en")
    now = Moment(moment())
    mark = MarkView(Done.STOPPED, "Lei Ming", now.now - timedelta(minutes=7), "")
    row = SimpleNamespace(done=mark, owner="Tang Yu")
    said = [done_cell(row, now, "Asia/Shanghai", cells, whose=True) for cells in (44, 28, 20, 14)]
    assert [each.text for each in said if isinstance(each, Cell)] == [
        "goods stopped 08:53 Lei Ming, Tang Yu has it",
        "goods stopped 08:53 Lei Ming",
        "goods stopped 08:53",
        "goods stopped",
    ]


def test_the_last_of_the_words_is_cut_where_none_has_room() -> None:
    assert fitting(5, "paid out", "paid") == "paid"
    assert fitting(3, "paid out", "paid") == "paid"
