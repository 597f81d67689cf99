"""People's text on one line, without what must not reach a terminal or a file."""

from __future__ import annotations

import re
from typing import Final

_ENDS: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# Zero-width joiners stay: they hold emoji and names together.
_DANGEROUS: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)


def one_line(text: str) -> str:
    """The text on one line, without signs that command a terminal or turn it, or cannot be stored."""
    return text if text.isprintable() else _DANGEROUS.sub("", _ENDS.sub(" ", text))


def tidy(text: str) -> str:
    """What somebody typed on one line, with single blanks and none around it."""
    return " ".join(one_line(text).split())
