"""The demo shop's buyers. Everything about one follows from a number, so that a buyer who comes back is the same."""

from __future__ import annotations

from typing import NamedTuple

from tui.cli.demo import words

_SCATTER = 2_654_435_761
"""Knuth's multiplier: neighbours get nothing in common."""

_PLACES, _STREETS, _SURNAMES, _GIVEN = words.PLACES, words.STREETS, words.SURNAMES, words.GIVEN
_FRONT, _BACK, _LATIN, _TAIL = words.NICKS_FRONT, words.NICKS_BACK, words.NICKS_LATIN, words.NICKS_TAIL


class Buyer(NamedTuple):
    """What the export says about a buyer."""

    nick: str
    tail: int
    """The last digits of all order numbers of this buyer, 0-999999."""
    receiver: str
    phone: str
    address: str


def buyer(number: int) -> Buyer:
    """The buyer with this number (any positive one)."""
    h = number * _SCATTER & 0xFFFFFFFF
    before, behind = _PLACES[h % len(_PLACES)]
    street = _STREETS[(h >> 7) % len(_STREETS)]
    address = f"{before}{street}{h % 211 + 1}号{(h >> 9) % 18 + 1}幢{(h >> 13) % 30 + 1}0{h % 4 + 1}室{behind}"
    surname = _SURNAMES[(h >> 5) % len(_SURNAMES)]
    if h & 1:
        # Most are masked since 2021 (domain 1.3, quirk 11).
        return Buyer(_nick(h), h % 1_000_000, surname + "**", f"'154****{h % 10_000:04}", address)
    receiver = f"{surname}{_GIVEN[(h >> 11) % len(_GIVEN)]}{_GIVEN[(h >> 17) % len(_GIVEN)]}"
    # 154 is a range that no carrier has been given: nobody can be called by the demo.
    return Buyer(_nick(h), h % 1_000_000, receiver, f"'154{h % 100_000_000:08}", address)


def _nick(h: int) -> str:
    kind = h % 10
    if kind < 3:
        return f"tb{h // 10:09}"
    if kind == 3:
        return f"{_LATIN[(h >> 4) % len(_LATIN)]}{_TAIL[(h >> 8) % len(_TAIL)]}{h // 1000 % 10_000}"
    front = _FRONT[(h >> 6) % len(_FRONT)]
    if kind == 4:
        return front[0] + "**"
    return f"{front}{_BACK[(h >> 12) % len(_BACK)]}{h // 10 % 100_000 if kind < 9 else ''}"
