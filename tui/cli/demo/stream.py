"""The stream of an invented shop's orders, newest first: who bought what, when, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Final, NamedTuple

from tui.cli.demo import words
from tui.cli.demo.life import DAY, HOUR, PAID, Life, Lives, works

DAYS: Final = 30
_FIRST_NUMBER: Final = 2_169_000_000_000
_BY_HOUR: Final = (9, 5, 3, 2, 1, 1, 3, 7, 14, 22, 28, 27, 24, 25, 26, 26, 27, 26, 25, 30, 40, 44, 36, 20)
"""How many of the day's orders are placed in which hour, evenings most."""
_UNNUMBERED: Final = 23
"""Of so many that were clicked as shipped in the last days, one has no tracking number."""

Parcel = tuple[str, str]
"""Waybill and the courier's name."""
Couriers = tuple[tuple[str, str, int], ...]
"""Of a hundred parcels: the courier's name, what its waybills begin with, how many digits follow."""


class Row(NamedTuple):
    """What the shop knows about one order, before it is spelled. Money in fen, times as in `life`."""

    number: str
    who: int
    goods: tuple[words.Good, ...]
    pieces: int
    """Of the first good more than one; of the others one each."""
    fen: int
    postage: int
    placed: int
    life: Life
    message: str
    memo: str
    parcel: Parcel
    """Empty where the platform has none."""


def hundred(couriers: tuple[tuple[str, str, int, int], ...]) -> Couriers:
    """A table of couriers with their shares, laid out by the hundred."""
    return tuple(each[:3] for each in couriers for _ in range(each[3]))


TMALL_COURIERS: Final = hundred(words.COURIERS)


def order_rows(
    size: int,
    now: int,
    random: Random,
    couriers: Couriers = TMALL_COURIERS,
    open_on: Callable[[int], bool] = works,
    *,
    hasty: bool = False,
) -> Iterator[Row]:
    """So many orders of the last `DAYS` days as they stood at `now`; `open_on` tells the warehouse's working days, and
    `Lives` what `hasty` is."""
    chance, lives = random.random, Lives(now, random, open_on, hasty=hasty)
    buyers, goods = max(3, size * 7 // 10), words.GOODS
    kinds, number = len(goods), _FIRST_NUMBER
    step = 3_000_000_000 // max(size, 1)
    for placed in _placings(size, now, random):
        number -= 1 + int(chance() * step)
        who = 1 + int(chance() * chance() * buyers)
        if chance() < 0.008:
            fen = 100 * (1 + int(chance() * 20))
            life = lives.postage(placed)
            yield Row(str(number), who, (words.POSTAGE_LINK,), 1, fen, 0, placed, life, "", "", ("", ""))
            continue
        chosen: tuple[words.Good, ...] = (goods[int(chance() * kinds)],)
        pieces = 1 if chance() < 0.86 else 2
        yuan = chosen[0].price * pieces
        while chance() < 0.14:
            more = goods[int(chance() * kinds)]
            chosen, yuan, pieces = (*chosen, more), yuan + more.price, pieces + 1
        life = lives.live(placed)
        message = _pick(words.MESSAGES, chance()) if chance() < 0.11 else ""
        memos = words.MEMOS_OPEN if life.status == PAID else words.MEMOS_GONE
        memo = _pick(memos, chance()) if life.paid_at and chance() < 0.09 else ""
        parcel = parcel_by(chance(), couriers) if life.shipped_at else ("", "")
        if life.hollow or (number % _UNNUMBERED == 0 and now - life.shipped_at < 3 * DAY):
            parcel = ("", "")
        postage = 0 if yuan > 58 else 800
        yield Row(str(number), who, chosen, pieces, yuan * 100, postage, placed, life, message, memo, parcel)


def _placings(size: int, now: int, random: Random) -> Iterator[int]:
    """When the orders were placed, latest first: hour by hour, each with its share of the whole."""
    chance = random.random
    hours = []
    end = now
    while end > now - DAYS * DAY:
        begin = max((end - 1) // HOUR * HOUR, now - DAYS * DAY)
        hours.append((end, end - begin, _BY_HOUR[begin // HOUR % 24] * (end - begin)))
        end = begin
    whole, walked, done = sum(weight for *_, weight in hours), 0, 0
    for end, length, weight in hours:
        walked += weight
        share = size * walked // whole - done
        done += share
        for place in range(share):
            yield end - 1 - int((place + chance()) * length / share)


def parcel_by(chance: float, couriers: Couriers) -> Parcel:
    """The parcel that a chance from 0 to 1 makes."""
    name, front, digits = couriers[int(chance * 100)]
    return f"{front}{int(chance * 10**17) % 10**digits:0{digits}}", name


def _pick(words_: tuple[str, ...], chance: float) -> str:
    return words_[int(chance * len(words_))]
