"""Writes an order list as Tmall's back end exports it: for the demo, the tests and the benchmark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Final

from tui.cli.demo import words
from tui.cli.demo.export import AGAIN, HEADER, ROUND, Row, day_texts, line
from tui.cli.demo.life import DAY, HOUR, PAID, Lives

ZONE: Final = timezone(timedelta(hours=8))
DAYS: Final = 30
_FIRST_NUMBER: Final = 2_169_000_000_000
_BATCH: Final = 2_000
_BY_HOUR: Final = (9, 5, 3, 2, 1, 1, 3, 7, 14, 22, 28, 27, 24, 25, 26, 26, 27, 26, 25, 30, 40, 44, 36, 20)
"""How many of the day's orders are placed in which hour, evenings most."""

_COURIER_OF: Final = tuple(each[:3] for each in words.COURIERS for _ in range(each[3]))


def write_order_export(path: Path, size: int, now: datetime, seed: int = 1) -> None:
    """Write `size` rows to `path` (GBK): the last thirty days of the shop as its back end knew them at `now`, aware.

    The same arguments make the same bytes. A few rows in a thousand cannot be read, one stands there twice, one tries
    to command the terminal. Memory is flat.
    """
    local = now.astimezone(ZONE).replace(second=0, microsecond=0)
    at = int(local.replace(tzinfo=UTC).timestamp())
    days = day_texts(at, DAYS)
    with path.open("w", encoding="gb18030", newline="") as file:
        file.write(HEADER + "\r\n")
        batch: list[str] = []
        last = ""
        for place, row in enumerate(_rows(size, at, Random(seed))):
            odd = place % ROUND
            if odd != AGAIN or not last:
                last = line(row, odd, days)
            batch.append(last)
            if len(batch) == _BATCH:
                file.write("".join(batch))
                batch.clear()
        file.write("".join(batch))


def _rows(size: int, now: int, random: Random) -> Iterator[Row]:
    """Newest first, as the platform lists them."""
    chance, lives = random.random, Lives(now, random)
    buyers, goods = max(3, size * 7 // 10), words.GOODS
    kinds, number = len(goods), _FIRST_NUMBER
    step = 3_000_000_000 // max(size, 1)
    for placed in _placings(size, now, random):
        number -= 1 + int(chance() * step)
        who = 1 + int(chance() * chance() * buyers)
        if chance() < 0.008:
            fen = 100 * (1 + int(chance() * 20))
            life = lives.postage(placed)
            yield Row(str(number), who, words.POSTAGE_LINK, 1, fen, 0, placed, life, "", "", ("", ""))
            continue
        title, price = goods[int(chance() * kinds)]
        pieces = 1 if chance() < 0.86 else 2
        yuan = price * pieces
        while chance() < 0.14:
            more, price = goods[int(chance() * kinds)]
            title, yuan, pieces = f"{title}，{more}", yuan + price, pieces + 1
        life = lives.live(placed)
        message = _pick(words.MESSAGES, chance()) if chance() < 0.11 else ""
        memos = words.MEMOS_OPEN if life.status == PAID else words.MEMOS_GONE
        memo = _pick(memos, chance()) if life.paid_at and chance() < 0.09 else ""
        parcel = _parcel(chance()) if life.shipped_at else ("", "")
        postage = 0 if yuan > 58 else 800
        yield Row(str(number), who, title, pieces, yuan * 100, postage, placed, life, message, memo, parcel)


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


def _parcel(chance: float) -> tuple[str, str]:
    name, front, digits = _COURIER_OF[int(chance * 100)]
    return f"No:{front}{int(chance * 10**17) % 10**digits:0{digits}}", name


def _pick(words_: tuple[str, ...], chance: float) -> str:
    return words_[int(chance * len(words_))]
