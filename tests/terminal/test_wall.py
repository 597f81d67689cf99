"""No widget can make the terminal do anything but show text."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.terminal.pty import Terminal, sample
from tests.terminal.shown import SEQUENCE
from tui.terminal.text import HARMFUL, SUBSTITUTE, cleaned, harmless
from tui.terminal.wall import Wall

CONTROLS = [chr(code) for code in range(0xA0) if not 0x20 <= code < 0x7F]
UNSEEN = list("\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e")
UNSEEN += list("\u2060\u2066\u2067\u2068\u2069\u206a\ufe0f\ufeff\ufff9\U000e0041\ud800\udfff")
ATTACKS = [
    "\x1b]52;c;aGFja2Vk\x07",
    "\x9d52;c;aGFja2Vk\x9c",
    "\x1b]0;title\x1b\\",
    "\x1b[2J\x9b2J",
    "\x1bc\x1b[?1049l",
    "\x1bP+q544e\x1b\\",
    "\x1b[31mred",
    "a\rb\x08c\td",
]
ALLOWED = re.compile(
    rb"\x1b\[(?:[0-9;]*[mH]|\?(?:1049|25|1004|2004|7|2026)[hl]|\?2026\$p|>0u|<u)",
)
"""All that Floorbook says to a terminal besides text."""


def written(text: str) -> bytes:
    """Everything written by an app that shows `text` in every kind of widget."""
    argv = sample("hostile", f"Nick{text}Nack".encode("utf-8", "surrogatepass").hex())
    with Terminal(argv, cols=600, rows=60) as terminal:
        terminal.wait("all drawn").settle(0.2)
        assert len(re.findall("N.?i.?c.?k", terminal.text())) >= 8
        assert terminal.press("f1").wait_exit() == 0
        return bytes(terminal.raw)


@pytest.mark.parametrize(
    "text",
    ["x".join(CONTROLS), "x".join(reversed(CONTROLS)), "x".join(UNSEEN), "x".join(ATTACKS)],
    ids=["controls", "backwards", "unseen", "attacks"],
)
def test_only_text_reaches_the_terminal(text: str) -> None:
    raw = written(text)
    for sequence in set(SEQUENCE.findall(raw)):
        assert ALLOWED.fullmatch(sequence), sequence
    # Textual puts a line's end only in front of a cursor movement.
    drawn = re.sub(rb"\r\n(?=\x1b\[\d+;\d+H)", b"", raw)
    shown = SEQUENCE.sub(b"", drawn).decode()
    assert not set(HARMFUL.findall(shown))
    assert not {"\u200d", "\ufe0f"} & set(shown)


@pytest.mark.parametrize("char", [*CONTROLS, *UNSEEN, "\u200d👩", "❤\ufe0f"])
def test_every_replacement_is_as_wide_as_what_it_stands_for(char: str) -> None:
    text = f"a{char}b退"
    assert cell_len(harmless(text)) == cell_len(text)
    assert not HARMFUL.search(harmless(text))


def test_what_took_up_a_cell_is_marked() -> None:
    assert harmless("a\xadb") == f"a{SUBSTITUTE}b"
    assert harmless("\ud800") == SUBSTITUTE


def test_a_clean_line_is_handed_on_as_it_came() -> None:
    line = [Segment("退款 13:05 ", Style(bold=True)), Segment("王小明")]
    assert Wall().apply(line, Color(0, 0, 0)) is line


def test_a_dirty_segment_is_underlined_and_its_neighbour_is_not() -> None:
    clean = Segment("b")
    dirty, same = Wall().apply([Segment("a\x1b"), clean], Color(0, 0, 0))
    assert dirty == Segment("a", Style(underline=True))
    assert same is clean


def test_a_link_does_not_carry_an_address_past_the_wall() -> None:
    (segment,) = Wall().apply([Segment("a", Style(link="http://x\x1b\\\x1b]52;c;aGFja2Vk\x07"))], Color(0, 0, 0))
    assert segment.style is not None
    assert segment.style.link is None


def test_cleaning_a_paste_keeps_lines_and_tabs() -> None:
    assert cleaned("a\r\nb\rc\td\x1b\x00\x9b\u202e\u200b退") == "a\nb\nc\td退"
