"""Values as a file has them, whatever kind of file: clean texts, amounts, times on the shop's clock."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from store.book.lines import one_line

LONGEST = 32_767
"""Characters that a cell of a spreadsheet holds."""

_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")


def text(value: object) -> str:
    """A text on one line without what commands a terminal, turns it, or cannot stand in a file."""
    said = str(value)
    if not said.isprintable():
        said = one_line(_NO_TEXT.sub("?", said))
    return said[:LONGEST]


def amount(minor: int) -> str:
    """Minor units as `-1234.05`, without a float on the way."""
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """The clock on the shop's wall at that moment, to the second."""
    return at.astimezone(zone).replace(tzinfo=None, microsecond=0)
