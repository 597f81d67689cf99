"""Money and pieces: whole numbers of the smallest unit, never floats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from store.imports.normalise.text import Unreadable, bare

_AMOUNT: Final = re.compile(r"(-?)(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d*))?")
_UNIT: Final = re.compile(r"(?i)^(?:¥|rmb|cny)|元$|人民币")
_PIECES: Final = re.compile(r"(\d{1,7})(?:\.0*)?[件个]?")
_STOCK: Final = re.compile(r"(-?\d{1,3}(?:,\d{3}){1,2}|-?\d{1,9})(?:\.0*)?")


@lru_cache(maxsize=16_384)
def money(cell: str) -> int | None:
    """An amount in minor units (fen): `59.00`, `1,234.50`, `￥12`, `12.00元` (domain 1.3, quirk 6).

    Raises:
        Unreadable: `row.money_unreadable`, `row.money_negative`, `row.money_decimals`.
    """
    value = bare(cell)
    if not value:
        return None
    amount = _AMOUNT.fullmatch(value) or _AMOUNT.fullmatch(_without_unit(value))
    if amount is None:
        raise Unreadable("row.money_unreadable", value=value[:80])
    minus, whole, fraction = amount.groups()
    fraction = fraction or ""
    if fraction[2:].strip("0"):
        raise Unreadable("row.money_decimals", value=value[:80])
    minor = int(whole.replace(",", "")) * 100 + int(fraction[:2].ljust(2, "0"))
    if minus and minor:
        raise Unreadable("row.money_negative", value=value[:80])
    return minor


def money_reader(decimal: str, thousands: str, units: Mapping[str, int]) -> Callable[[str], int | None]:
    """A function like `money` for amounts written otherwise: `1052,75元`, `11,50万元`, `R$ 1.234,50`.

    `units`: what an amount ends or begins with -> by how much it is multiplied; without one of them it is plain.

    Raises (the function):
        Unreadable: those of `money`.
    """
    spelled = sorted(units.items(), key=lambda unit: -len(unit[0]))

    @lru_cache(maxsize=16_384)
    def read(cell: str) -> int | None:
        value, times = "".join(bare(cell).split()), 1
        for unit, factor in spelled:
            if value.endswith(unit) or value.startswith(unit):
                value, times = value.removesuffix(unit).removeprefix(unit), factor
                break
        if thousands:
            value = value.replace(thousands, "")
        value = value.replace(decimal, ".")
        amount = _AMOUNT.fullmatch(value)
        if amount is None and value:
            raise Unreadable("row.money_unreadable", value=bare(cell)[:80])
        if times == 1 or amount is None:
            return money(value)
        return _multiplied(amount[1], amount[2], amount[3] or "", times, cell)

    return read


def _multiplied(minus: str, whole: str, fraction: str, times: int, cell: str) -> int:
    minor, beyond = divmod(int(whole.replace(",", "") + fraction) * 100 * times, 10 ** len(fraction))
    if beyond:
        raise Unreadable("row.money_decimals", value=bare(cell)[:80])
    if minus and minor:
        raise Unreadable("row.money_negative", value=bare(cell)[:80])
    return int(minor)


def _without_unit(value: str) -> str:
    # Inside, `bare` leaves plain ASCII alone; the yen sign has two forms that NFKC makes one.
    return "".join(_UNIT.sub("", unicodedata.normalize("NFKC", value)).split())


@lru_cache(maxsize=1_024)
def quantity(cell: str) -> int | None:
    """How many pieces: `2`, `2.0`, `2件`.

    Raises:
        Unreadable: `row.quantity_unreadable`.
    """
    value = bare(cell)
    if not value:
        return None
    pieces = _PIECES.fullmatch(value)
    if pieces is None:
        raise Unreadable("row.quantity_unreadable", value=value[:80])
    return int(pieces[1])


@lru_cache(maxsize=4_096)
def stock(cell: str) -> int | None:
    """How many pieces a warehouse has; below zero where more were sold than there are.

    Raises:
        Unreadable: `row.quantity_unreadable`.
    """
    value = bare(cell)
    if not value:
        return None
    pieces = _STOCK.fullmatch(value)
    if pieces is None:
        raise Unreadable("row.quantity_unreadable", value=value[:80])
    return int(pieces[1].replace(",", ""))
