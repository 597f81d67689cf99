"""First letters of Chinese words, so that `tk` finds 退款.

The first 3,755 characters of GB 2312 are in the order of their pinyin, which is all the table that is needed; the
rarer ones behind them are not found by initials.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

_BEGINS = (
    *(0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8),
    *(0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1, 0xD7FA),
)
_LETTERS = "abcdefghjklmnopqrstwxyz"


@lru_cache(maxsize=16_384)
def initial(char: str) -> str:
    """The first letter of a character's pinyin; other characters are their own initial."""
    try:
        code = int.from_bytes(char.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return char.casefold()
    place = bisect_right(_BEGINS, code) - 1
    return _LETTERS[place] if 0 <= place < len(_LETTERS) else char.casefold()


def initials(text: str) -> str:
    """The initials of a text: `退款` is `tk`."""
    return "".join(map(initial, text))
