"""What may be meant by a line that somebody typed or copied out of a chat: numbers, telephones, names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from store.book.terms import key_of

MOST = 20
"""So many numbers and names of a line are looked up: a page pasted by accident is not searched word by word."""
LONGEST = 20_000
LONGEST_NAME = 64

_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{4,63}", re.ASCII)
_DIGITS = re.compile(r"\d", re.ASCII)
_PHONE = re.compile(r"(?<![\d*])(1\d\d)[ -]?([\d*]{4})[ -]?(\d{4})(?:(?:-|转)(\d{1,6}))?(?![\d*])", re.ASCII)
_BETWEEN = re.compile(r"[\s,;:，。；：、()（）\[\]【】<>《》“”\"'?!？！]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a line."""

    numbers: tuple[str, ...]
    """May be of orders or parcels: with at least five digits, the longest first."""
    phones: tuple[str, ...]
    """As a file writes them: `13800000000`, `138****0000`, `13800000000-1234`."""
    names: tuple[str, ...]
    """Keys of words that may be a nick, the whole line first."""


def read(line: str) -> Said:
    """Take a line apart."""
    plain = unicodedata.normalize("NFKC", line[:LONGEST])
    numbers = {each.rstrip("-_") for each in _NUMBER.findall(plain) if len(_DIGITS.findall(each)) > 4}
    phones = ("".join(found[:3]) + (f"-{found[3]}" if found[3] else "") for found in _PHONE.findall(plain))
    names = (key_of(word) for word in (plain, *_BETWEEN.split(plain)))
    return Said(
        tuple(sorted(numbers, key=lambda each: (-len(each), each))[:MOST]),
        tuple(dict.fromkeys(phones))[:MOST],
        tuple(dict.fromkeys(name for name in names if 1 < len(name) <= LONGEST_NAME))[:MOST],
    )
