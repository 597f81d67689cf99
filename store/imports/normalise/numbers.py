"""Order numbers, waybills, phones, money and pieces: digits that must not be lost nor become floats."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from store.imports.normalise.text import Unreadable, bare

_NUMBER: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
_FLOAT: Final = re.compile(r"\d+\.\d*(?:[eE][+-]?\d+)?|\d+[eE]\+\d+")
_SEVERAL: Final = re.compile(r"[,;|、\r\n]+")
_AMOUNT: Final = re.compile(r"(-?)(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d*))?")
_UNIT: Final = re.compile(r"(?i)^(?:¥|rmb|cny)|元$|人民币")
_PIECES: Final = re.compile(r"(\d{1,7})(?:\.0*)?[件个]?")
_STOCK: Final = re.compile(r"(-?\d{1,3}(?:,\d{3}){1,2}|-?\d{1,9})(?:\.0*)?")
_MOBILE_ABROAD: Final = re.compile(r"(?:\+|00)?86-?(1\d{10}(?:-\d+)?)")
_PHONE: Final = re.compile(r"[0-9*+][0-9*+\-转,/;xX#]{2,39}")
_MOBILE_DIGITS: Final = 11
_POSTCODE: Final = re.compile(r"\d{6}")


def order_no(cell: str) -> str:
    """An order number as text, every digit of it (domain 1.3, quirks 1-3, 10).

    Raises:
        Unreadable: `row.order_no_missing`, `row.order_no_digits_lost` (a calculated number such as
            `2.16E+18`), `row.order_no_odd` (words, a line of totals).
    """
    value = bare(cell)
    if value.isdigit() and len(value) <= 64 and value.isascii():
        return value
    value = "".join(value.split())
    if not value:
        raise Unreadable("row.order_no_missing")
    if _FLOAT.fullmatch(value):
        raise Unreadable("row.order_no_digits_lost", value=value)
    if not _NUMBER.fullmatch(value):
        raise Unreadable("row.order_no_odd", value=value[:80])
    return value


def order_nos(cell: str) -> list[str]:
    """The order numbers of a cell, at least one: an ERP joins several orders in one parcel (domain 4.1).

    A blank joins nothing: it stands inside numbers that people typed (domain 1.3, quirk 10).

    Raises:
        Unreadable: those of `order_no`.
    """
    parts = [part for part in _SEVERAL.split(unicodedata.normalize("NFKC", cell)) if part.strip()]
    return [order_no(part) for part in parts] if len(parts) > 1 else [order_no(cell)]


def number(cell: str) -> str:
    """Any other number that names a row: of a refund, a parcel that came back, a wave, a review.

    Raises:
        Unreadable: `row.number_missing`, `row.number_digits_lost`, `row.number_odd`.
    """
    try:
        return order_no(cell)
    except Unreadable as why:
        raise Unreadable(why.code.replace("order_no", "number"), **why.params) from None


def number_or_none(cell: str) -> str | None:
    """`number`, where none is needed.

    Raises:
        Unreadable: `row.number_digits_lost`, `row.number_odd`.
    """
    return number(cell) if bare(cell) else None


@lru_cache(maxsize=8_192)
def code(cell: str) -> str | None:
    """A code that a shop gave (商家编码, SKU, an ERP's number): any signs, without the wrapping."""
    return bare(cell)[:120] or None


def needed_code(cell: str) -> str:
    """A code that must be there.

    Raises:
        Unreadable: `row.code_missing`.
    """
    value = code(cell)
    if value is None:
        raise Unreadable("row.code_missing")
    return value


def needed_tracking_no(cell: str) -> str:
    """A waybill number that must be there.

    Raises:
        Unreadable: `row.tracking_missing`, `row.tracking_digits_lost`.
    """
    value = tracking_no(cell)
    if value is None:
        raise Unreadable("row.tracking_missing")
    return value


def tracking_no(cell: str) -> str | None:
    """A waybill number in capitals without the `No:` that Taobao writes before it.

    Raises:
        Unreadable: `row.tracking_digits_lost`.
    """
    if not cell:
        return None
    value = bare(cell).upper().removeprefix("NO:")
    if value.isalnum():
        return value[:64]
    value = "".join(value.split())
    if _FLOAT.fullmatch(value):
        raise Unreadable("row.tracking_digits_lost", value=value)
    return value[:64] or None


def phone(cell: str) -> str | None:
    """A telephone number, also masked (`138****0000`) or virtual (`13800000000-1234`), else None."""
    if not cell:
        return None
    value = bare(cell)
    if len(value) == _MOBILE_DIGITS and value.isdecimal():
        return value
    value = "".join(value.split())
    if _FLOAT.fullmatch(value):
        return None
    if at_home := _MOBILE_ABROAD.fullmatch(value):
        return at_home[1]
    return value if _PHONE.fullmatch(value) else None


@lru_cache(maxsize=4_096)
def postcode(cell: str) -> str | None:
    """Six digits, or None; `000000` is the platform's "none given"."""
    value = bare(cell)
    return value if _POSTCODE.fullmatch(value) and value != "000000" else None


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
