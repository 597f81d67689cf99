"""What stops an order stands in its row and on its card in words, wherever there is room for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from rich.cells import cell_len

from store.desk.order_card import order_card
from store.orders.queries import OrderRow, order_window
from store.orders.rules import PlatformStatus, Stage
from tests.exports import paid
from tests.store.floor import Floor, at
from tests.store.refunds.test_intake import refund
from tests.store.staging import take_rows
from tui.screens.order_columns import LEFT, left_or_flags, status_cell
from tui.screens.order_words import card_lines
from tui.widgets.cells import Cell
from tui.words.catalogue import speak

NOW = at("2024-06-02 12:00")
ROOMY, NARROW = ("number", "status", "due"), ("number", "due")


@pytest.fixture
def row(floor: Floor) -> OrderRow:
    """An order that is paid and unshipped."""
    floor.take(paid(1))
    return order_window(floor.book, floor.book.clock.moment(), "all").first(1).rows[0]


def left(row: OrderRow, shown: tuple[str, ...] = NARROW, now: datetime = NOW) -> Cell:
    """The last column of the list."""
    cell = left_or_flags(row, now, shown)
    return cell if isinstance(cell, Cell) else Cell(cell)


def test_an_open_refund_is_the_first_word_of_the_status(row: OrderRow) -> None:
    speak("en")
    assert status_cell(row) == Cell("to ship")
    wanted = replace(row, refund_open_since=NOW)
    assert status_cell(wanted) == Cell("refund! to ship", "alarm")
    assert status_cell(replace(wanted, stage=Stage.LEFT)).role == "accent", "it cannot be stopped in the house any more"
    assert status_cell(replace(row, hold=True)) == Cell("on hold to ship", "accent")
    assert status_cell(replace(row, kind_word="补发订单")).text == "补发订单 to ship"
    assert status_cell(replace(wanted, kind_word="补发订单")).text == "refund! to ship", "what must be seen goes last"
    assert status_cell(replace(wanted, status=PlatformStatus.PART_SHIPPED)).text == "refund!", "a word is not cut"
    assert status_cell(replace(row, kind_word="普通订单")).text == "to ship"
    assert status_cell(replace(row, refunded=3000)) == Cell("refunded 30.00", "accent")


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
def test_where_the_status_finds_no_room_it_stands_before_what_is_left(row: OrderRow, spoken: str) -> None:
    speak(spoken)
    plain = left(row)
    assert left(replace(row, refund_open_since=NOW), ROOMY) == plain
    assert left(replace(row, kind_word="补发订单")) == plain
    for flagged in (replace(row, refund_open_since=NOW), replace(row, hold=True)):
        cell = left(flagged)
        assert cell.text != plain.text
        assert cell.role in ("alarm", "accent")
        assert 0 < cell_len(cell.text) <= LEFT
        assert cell.text.startswith(left(replace(flagged, stage=Stage.SIGNED)).text), "no clock runs any more"


@pytest.mark.parametrize("width", [120, 78])
def test_each_refund_stands_on_the_card_with_its_step_and_its_time(floor: Floor, width: int) -> None:
    speak("en")
    floor.take(paid(1))
    rows = [
        refund("50012345678901234", kind="return_refund", amount=5900, step_due_at="2024-06-04 12:00"),
        refund("50012345678901235", status="closed", ended_at="2024-06-02 11:00"),
    ]
    take_rows(floor, "taobao.refunds", "2024-06-02 11:30", refunds=rows)
    book = floor.set_to("2024-06-02 12:00")
    card = order_card(book, floor.order_id(1))
    book.close()
    shown = card_lines(card, None, width).plain.split("\n")
    assert max(map(cell_len, shown)) <= width
    begin = next(place for place, text in enumerate(shown) if text.startswith("refund  "))
    told = " ".join(shown[begin : begin + 4])
    for words in ("50012345678901234   return and money   59.00", "waits for us to agree", "time for this step: 47 h"):
        assert words in told
    assert "50012345678901235   closed 11:00" in told
    assert "on hold" not in "".join(shown)


def test_a_hold_and_the_kind_stand_on_the_card(floor: Floor) -> None:
    speak("en")
    floor.take(paid(1))
    card = replace(floor.card(1), hold=True, kind_word="预售")
    (line,) = [text for text in card_lines(card, None, 120).plain.split("\n") if text.startswith("platform")]
    assert "预售" in line
    assert "on hold: not to be sent yet" in line


@pytest.mark.parametrize(("word", "shown"), [("", "预售"), ("预售单", "预售单"), ("现付", "预售 现付")])
def test_a_presale_order_says_so_once(floor: Floor, word: str, shown: str) -> None:
    floor.take(paid(1, presale="是"))
    speak("zh_CN")
    (row,) = order_window(floor.book, floor.book.clock.moment(), "unshipped").first(5).rows
    cell = status_cell(replace(row, kind_word=word))
    assert isinstance(cell, Cell)
    assert cell.text.startswith(f"{shown} ")
    lines = card_lines(replace(floor.card(1), kind_word=word), None, 120).plain.split("\n")
    speak("en")
    (line,) = [text for text in lines if text.startswith("平台")]
    assert shown in line
    assert line.count("预售") == 1


def test_where_no_clock_runs_a_dash_stands_in_its_place(row: OrderRow) -> None:
    speak("en")
    signed = replace(row, stage=Stage.SIGNED)
    assert left(signed) == Cell("-", "dim")
    assert left(replace(signed, hold=True)).text == "on hold"
