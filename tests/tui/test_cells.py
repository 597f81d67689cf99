"""A cell shows what people wrote, and nothing of it reaches the terminal as a command or breaks a column."""

from __future__ import annotations

import unicodedata

import pytest
from rich.cells import cell_len

from tui.widgets.cells import clean_cell, fit

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
TEXTS = (
    "",
    "Sweater",
    "白色毛衣 M 码",
    "小鹿乱撞2019",
    "a中b文c",
    "ｶﾞｶﾞ half-width",
    f"ok {FAMILY} ok",
    "\u2764\ufe0f \u00a9\ufe0f hearts",
    "\U0001f44d\U0001f3fd thumbs",
    "\U0001f1e8\U0001f1f3 flag",
    "e\u0301\u0302\u0303\u0304\u0305 tower",
    "\u0301\u0302 marks first",
    "\u1112\u1161\u11ab\u1100\u1173\u11af jamo",
    "line\nbreak\tand tab",
    "\x1b]52;c;cm0gLXJmIH4=\x07 clipboard",
    "\u202egnp.exe\u202c turned",
    "wide\u3000space\u00a0nbsp\u200bzero",
    "\ud800 lone",
    "\ue001 private \U000e0041 tag \uffff",
    "[/foo] [bold]markup[/]",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("cells", [0, 1, 2, 3, 4, 5, 7, 8, 11, 30])
def test_a_cell_is_as_wide_as_asked_whatever_somebody_wrote(text: str, cells: int) -> None:
    assert cell_len(fit(text, cells)) == cells
    assert cell_len(fit(text, cells, "right")) == cells


def test_a_wide_character_is_never_cut_in_half() -> None:
    assert fit("白色毛衣", 6) == "白色.."
    assert fit("白色毛衣", 7) == "白色.. "
    assert fit("白色毛衣", 8) == "白色毛衣"


def test_what_was_cut_says_so_and_what_fits_is_left_alone() -> None:
    assert fit("call ZTO back", 10) == "call ZTO.."
    assert fit("call", 4) == "call"
    assert fit("call", 6) == "call  "
    assert fit("7", 4, "right") == "   7"


def test_no_control_character_survives() -> None:
    everything = "".join(map(chr, range(0xA0))) + "\u2028\u2029\u202a\u202e\u2066\u2069\u200e\u200f\ufeff\u061c"
    assert (
        clean_cell(everything)
        == "".join(char if char.isprintable() else " " for char in map(chr, range(0xA0)) if not _dropped(char)) + "  "
    )


def _dropped(char: str) -> bool:
    return unicodedata.category(char) == "Cc" and not char.isspace()


def test_every_character_there_is_leaves_something_that_can_be_written_to_a_terminal() -> None:
    for code in range(0x11000):
        cleaned = clean_cell("a" + chr(code))
        cleaned.encode()
        assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in cleaned)


def test_markup_is_text() -> None:
    assert fit("[/foo] [bold]x", 14) == "[/foo] [bold]x"


def test_accents_written_in_two_parts_keep_their_letter() -> None:
    assert fit("cafe\u0301!", 5) == "caf\u00e9!"


def test_a_tower_of_accents_does_not_climb_into_the_line_above() -> None:
    marks = [char for char in clean_cell("q" + "\u0302" * 50) if unicodedata.combining(char)]
    assert len(marks) == 2


def test_an_accent_without_a_letter_does_not_land_on_the_neighbour() -> None:
    assert clean_cell("\u0302x") == "x"


def test_a_memo_of_a_megabyte_is_not_measured_to_the_end() -> None:
    assert fit("长" * 1_000_000, 10) == "长长长长.."
