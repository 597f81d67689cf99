"""The wrapping that exports put around a value, and what in people's text must not reach a terminal."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from store.book.lines import one_line

MISSING: Final = frozenset({"", "null", "n/a", "na", "-", "--", "无"})
"""Words for "nothing here" (domain 1.3, quirk 4), in lower case."""

_LONGEST_MISSING: Final = max(map(len, MISSING))
_LONGEST_WRAPPED_MISSING: Final = 9
_WRAPPING: Final = " =\"'"
_UNSEEN: Final = dict.fromkeys(
    [
        *range(0x20),
        *range(0x7F, 0xA0),
        0x00AD,
        0x061C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
    ]
)
"""Controls, zero-width and direction marks: none of them belongs into a number."""


class Unreadable(ValueError):
    """A cell that cannot be read: a code such as `row.money_negative` and the parameters of its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def bare(cell: str) -> str:
    """The value of a number-like cell: `="…"`, `'`, blanks, zero-width signs gone; full-width made plain.

    Empty when the cell holds a word for nothing (domain 1.3, quirks 1, 2, 4, 10).
    """
    value = cell
    if not (value.isascii() and value.isprintable()):
        value = unicodedata.normalize("NFKC", value).translate(_UNSEEN)
    value = value.strip(_WRAPPING)
    return "" if len(value) <= _LONGEST_MISSING and value.lower() in MISSING else value


def is_missing(cell: str) -> bool:
    """Whether a cell says nothing."""
    if len(cell) > _LONGEST_WRAPPED_MISSING and not cell.isspace():
        return False
    return not bare(cell)


def text(cell: str) -> str | None:
    """People's text as they wrote it, on one line, without signs that command a terminal or turn it."""
    if not cell:
        return None
    value = cell
    if not value.isprintable():
        value = one_line(value)
    value = value.strip()
    if value[:1] in ("=", "'"):
        value = _unwrapped(value)
    if len(value) <= _LONGEST_MISSING and value.lower() in MISSING:
        return None
    return value


word = lru_cache(maxsize=4_096)(text)
"""`text` for columns that say the same again and again: statuses, couriers, titles."""


def _unwrapped(value: str) -> str:
    if value.startswith('="') and value.endswith('"') and len(value) > 2:
        return value[2:-1].strip()
    # A lone leading apostrophe is the spreadsheet's "this is text"; a pair of them is somebody's quotation.
    if value.startswith("'") and "'" not in value[1:]:
        return value[1:].strip()
    return value
