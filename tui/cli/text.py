"""Text for a terminal line: how wide it is, other people's text without what commands a terminal, aligned columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def width(text: str) -> int:
    """How many cells `text` takes: a Chinese character takes two, a combining mark none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def plain(text: str) -> str:
    """`text` on one line without control, direction and other unseen characters."""
    return "".join(letter for letter in text.replace("\n", " ").replace("\t", " ") if letter.isprintable())


def shortened(text: str, cells: int) -> str:
    """`text` in at most `cells` cells; what was cut off shows as `..`."""
    if width(text) <= cells:
        return text
    kept, used = "", 0
    for letter in text:
        used += width(letter)
        if used > cells - 2:
            break
        kept += letter
    return kept + ".."


def left(text: str, cells: int) -> str:
    """`text` padded on the right to `cells`."""
    return text + " " * (cells - width(text))


def right(text: str, cells: int) -> str:
    """`text` padded on the left to `cells`."""
    return " " * (cells - width(text)) + text


def columns(rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> list[str]:
    """Rows as aligned lines, two blanks between columns; the columns in `numbers` stand right."""
    kept = [list(row) for row in rows]
    widths = [max(width(cell) for cell in column) for column in zip(*kept, strict=True)]
    return [
        "  ".join(
            right(cell, cells) if place in numbers else left(cell, cells)
            for place, (cell, cells) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in kept
    ]
