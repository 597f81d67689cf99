"""Text of people, made fit to stand in a cell of a list: clean, and exactly as many cells wide as asked."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from rich.cells import cell_len, split_graphemes

Role = Literal["plain", "dim", "strong", "good", "alarm", "accent"]
"""What a text means to the eye. A closed set: every theme, and 16 colours, has an answer to each."""

ROLES: tuple[Role, ...] = ("plain", "dim", "strong", "good", "alarm", "accent")

Align = Literal["left", "right"]

CUT = ".."
LONGEST = 400
"""No cell looks further into a text than this: a memo of a megabyte must not be measured to show 20 cells."""

STACK = 2
"""So many combining marks a letter may carry; more would climb into the lines above."""

INVISIBLE = "\u115f\u1160\u3164\uffa0" + "".join(map(chr, range(0x1F3FB, 0x1F400)))
"""Letters by name with nothing to see; and skin tones, which some terminals join and some draw."""


class Cell(NamedTuple):
    """A text with a role of its own, where that of the column does not fit."""

    text: str
    role: Role = "plain"


def _instead(code: int) -> str:
    char = chr(code)
    match unicodedata.category(char):
        case "Zs":
            return char if cell_len(char) == 2 else " "
        case "Zl" | "Zp":
            return " "
        case "Cf":
            return ""
        case "Cc":
            return " " if char.isspace() else ""
        case "Cs" | "Co" | "Cn":
            return "?"
        case "Mn" | "Me" if "VARIATION SELECTOR" in unicodedata.name(char, ""):
            return ""
        case "Lo" | "Sk" if char in INVISIBLE:
            return ""
        case _:
            return char


class _Instead(dict[int, str]):
    """What is drawn for a character, found out once.

    Joiners and variation selectors go too: terminals disagree about the width of what they join.
    """

    def __missing__(self, code: int) -> str:
        self[code] = _instead(code)
        return self[code]


_table = _Instead()


def _unstacked(text: str) -> str:
    kept: list[str] = []
    stacked = STACK  # a mark in front of everything would land on the neighbour's text
    for char in text:
        stacked = 0 if cell_len(char) else stacked + 1
        if stacked <= STACK:
            kept.append(char)
    return "".join(kept)


def clean_cell(text: str) -> str:
    """`text` without what a terminal would obey, turn round or not show: one line of plain characters."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).translate(_table)
    return text if text.isascii() else _unstacked(text)


def _cut(text: str, cells: int) -> str:
    if cells <= len(CUT):
        return CUT[:cells]
    room = cells - len(CUT)
    used = end = 0
    for _start, stop, width in split_graphemes(text)[0]:
        if used + width > room:
            break
        used, end = used + width, stop
    return text[:end] + CUT + " " * (room - used)


@lru_cache(maxsize=2048)
def _fitted(text: str, cells: int, align: Align) -> str:
    text = clean_cell(text)
    spare = cells - cell_len(text)
    if spare < 0:
        return _cut(text, cells)
    return " " * spare + text if align == "right" else text + " " * spare


NOTHING = Cell("-", "dim")
"""There is nothing to say: a place that is left empty looks as if nobody knew."""


def fitting(cells: int, *texts: str) -> str:
    """The first of `texts` that stands whole in so many cells, else the last: words go, they are not cut."""
    return next((text for text in texts if cell_len(clean_cell(text)) <= cells), texts[-1])


def fit(text: str, cells: int, align: Align = "left") -> str:
    """`text`, cleaned, padded or cut to exactly `cells` cells; what was cut ends in `..`."""
    return _fitted(text[:LONGEST], max(cells, 0), align)
