"""Words of platforms, ERPs and couriers for what we have a few codes for, into these codes.

`words.toml` holds one table a vocabulary, the word in all spellings that were seen = our code. A word that ends
with `…` stands for all that begin with it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from store.orders.rules import PlatformStatus

CODES: Final[Mapping[str, frozenset[str]]] = {
    "status": frozenset(status.value for status in PlatformStatus),
    "hold": frozenset({"held"}),
    "refund_status": frozenset(
        {
            "waiting_seller",
            "waiting_buyer_return",
            "waiting_seller_receive",
            "waiting_seller_send",
            "refused",
            "closed",
            "succeeded",
        }
    ),
    "refund_kind": frozenset({"refund_only", "return_refund", "exchange", "repair", "reship", "other"}),
    "phase": frozenset({"onsale", "aftersale"}),
    "goods_state": frozenset({"not_shipped", "not_received", "received", "returned"}),
    "parcel_state": frozenset(
        {
            "accepted",
            "picked_up",
            "in_transit",
            "arrived",
            "out_for_delivery",
            "at_station",
            "signed",
            "problem",
            "refused",
            "returning",
            "returned",
            "forwarded",
            "customs",
            "lost",
            "unknown",
        }
    ),
}
"""Vocabulary -> the codes that its words may become."""

_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_BEGINS: Final = "…"


def word_key(word: str) -> str:
    """What is left of a word for comparing: with `，` and with `,` it is one (domain 1.3, quirk 7)."""
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", word)).upper()


@lru_cache(maxsize=1)
def vocabularies() -> Mapping[str, Mapping[str, str]]:
    """All words that are known, read from `words.toml` once a process."""
    with Path(__file__).with_name("words.toml").open("rb") as file:
        return tomllib.load(file)


def word_reader(vocabulary: str, own: Mapping[str, str]) -> Callable[[str | None], str | None]:
    """A function from a word to its code; None for one that is neither in `own` nor in the vocabulary."""
    words = {**vocabularies().get(vocabulary, {}), **own}
    known = {word_key(word): code for word, code in words.items() if not word.endswith(_BEGINS)}
    beginnings = [(word_key(word), code) for word, code in words.items() if word.endswith(_BEGINS)]

    @lru_cache(maxsize=512)
    def read(word: str | None) -> str | None:
        key = word_key(word) if word else ""
        if not key:
            return None
        return known.get(key) or next((code for start, code in beginnings if key.startswith(start)), None)

    return read
