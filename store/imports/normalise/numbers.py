"""Order numbers, waybills, phones, codes: digits that must not be lost."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from store.imports.normalise.text import Unreadable, bare

_NUMBER: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
_FLOAT: Final = re.compile(r"\d+\.\d*(?:[eE][+-]?\d+)?|\d+[eE]\+\d+")
_SEVERAL: Final = re.compile(r"[,;|、\r\n]+")
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
