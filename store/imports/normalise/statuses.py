"""The platform's word for where an order stands, into ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from store.orders.rules import PlatformStatus

_NOT_A_WORD: Final = re.compile(r"[\W_]+")


def status_key(word: str) -> str:
    """What is left of a status for comparing: with `，` and with `,` it is one (domain 1.3, quirk 7)."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", word)).upper()


def status_reader(words: Mapping[str, str]) -> Callable[[str | None], str | None]:
    """A function from the platform's word to a `PlatformStatus` value; None for a word not in `words`."""
    known = {status_key(word): PlatformStatus(status).value for word, status in words.items()}

    @lru_cache(maxsize=256)
    def status(word: str | None) -> str | None:
        return known.get(status_key(word)) if word else None

    return status
