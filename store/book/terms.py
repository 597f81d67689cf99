"""What people write and what they search for, made alike: one key, cut into overlapping pairs of characters.

A pair is a word of the full-text index. A phrase of neighbouring pairs stands exactly where the text stands, so what
an index of pairs finds has the text in it: nothing is left to be checked, and no Chinese word has to be known.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from store.book.initials import initials

BEGIN, END = "\ue100", "\ue101"
"""Stand in front of a text and behind it, so that its beginning, its end and the whole are found like a part."""

_AS_LETTERS = {code: 0xE000 + code for code in range(0x80) if not chr(code).isalnum()}
"""Signs that the index, or its query language, would read as something else: here they are letters of no language."""

_OURS = dict.fromkeys((*_AS_LETTERS.values(), ord(BEGIN), ord(END)))


def key_of(text: str) -> str:
    """What of a text is compared: full width and capitals made plain, blanks gone, and the signs that are ours."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).translate(_OURS)


def pairs(text: str) -> str:
    """The overlapping pairs of a key, a blank between them."""
    letters = text.translate(_AS_LETTERS)
    return " ".join(map("".join, pairwise(letters)))


def whole(text: str) -> str:
    """A key between the marks of its beginning and its end."""
    return f"{BEGIN}{text}{END}"


def indexed(text: str) -> tuple[str, str]:
    """The words of a text and those of its initials; no initials where the text is its own."""
    key = key_of(text)
    letters = initials(key)
    return pairs(whole(key)), "" if letters == key else pairs(whole(letters))


def phrase(text: str) -> str:
    """The query that finds what has `text` in it: a key, marks allowed. Nothing in it is left that commands."""
    return f'"{pairs(text)}"'
