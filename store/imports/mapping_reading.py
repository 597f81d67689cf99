"""The part of a mapping file that says how the text of its sheet is to be read."""

from __future__ import annotations

import codecs
import re
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.imports.mapping_values import Entry
from store.imports.sources.reading import Reading

_KEYS: Final = (
    *("encoding", "separator", "header_line", "zone", "currency", "shop"),
    *("decimal", "thousands", "units", "dates", "duplicates"),
)
_MARK: Final = re.compile(r"[^\w\s\"-]")
_THOUSANDS: Final = re.compile(r"[^\w\"-]|")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_LAST_HEADER_LINE: Final = 100
_LARGEST_UNIT: Final = 10**9
_TRIED: Final = datetime(2024, 12, 31, 23, 58, 59)  # noqa: DTZ001 (wall clock)


def reading_of(table: Entry) -> Reading:
    """What `[reading]` says.

    Raises:
        Refusal: `mapping.unknown_key`, `mapping.wrong_type`, `mapping.unknown_encoding`, `mapping.bad_separator`,
            `mapping.bad_header_line`, `mapping.unknown_zone`, `mapping.bad_currency`, `mapping.bad_mark`,
            `mapping.bad_unit`, `mapping.bad_date`, `mapping.bad_duplicates`.
    """
    table.only(_KEYS)
    decimal = table.text("decimal") or "."
    thousands = table.text("thousands") if "thousands" in table.values else {",": "."}.get(decimal, ",")
    if not _MARK.fullmatch(decimal):
        raise table.no("bad_mark", "decimal", mark=decimal)
    if not _THOUSANDS.fullmatch(thousands) or thousands == decimal:
        raise table.no("bad_mark", "thousands", mark=thousands)
    duplicates = table.text("duplicates") or "keep"
    if duplicates not in ("keep", "refuse"):
        raise table.no("bad_duplicates", "duplicates", value=duplicates)
    return Reading(
        encoding=_encoding(table),
        separator=_separator(table),
        header_line=_header_line(table),
        zone=_zone(table),
        currency=_currency(table),
        shop=table.text("shop") or None,
        decimal=decimal,
        thousands=thousands,
        units=_units(table),
        times=_times(table),
        refuse_duplicates=duplicates == "refuse",
    )


def _encoding(table: Entry) -> str | None:
    name = table.text("encoding")
    if not name:
        return None
    try:
        known = codecs.lookup(name).name
        ends_lines_plainly = "a\n".encode(known) == b"a\n"
    except (LookupError, UnicodeError):
        ends_lines_plainly = False
    if known_mark := name.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig"):
        known = "utf-8-sig"
    if not (ends_lines_plainly or known_mark):
        raise table.no("unknown_encoding", "encoding", encoding=name)
    return "gb18030" if known in ("gbk", "gb2312", "cp936") else known


def _separator(table: Entry) -> str | None:
    sign = table.text("separator")
    if sign and (len(sign) != 1 or sign in '"\r\n'):
        raise table.no("bad_separator", "separator", separator=sign)
    return sign or None


def _header_line(table: Entry) -> int | None:
    line = table.values.get("header_line")
    if line is None:
        return None
    if type(line) is not int or not 1 <= line <= _LAST_HEADER_LINE:
        raise table.no("bad_header_line", "header_line", last=_LAST_HEADER_LINE)
    return line


def _zone(table: Entry) -> str | None:
    name = table.text("zone")
    if name:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise table.no("unknown_zone", "zone", zone=name) from None
    return name or None


def _currency(table: Entry) -> str | None:
    code = table.text("currency")
    if code and not _CURRENCY.fullmatch(code):
        raise table.no("bad_currency", "currency", currency=code)
    return code or None


def _units(table: Entry) -> dict[str, int]:
    units = table.table("units")
    for unit, times in units.values.items():
        if not unit.strip() or type(times) is not int or not 1 <= times <= _LARGEST_UNIT:
            raise units.no("bad_unit", unit, most=_LARGEST_UNIT)
    return {"".join(unit.split()): times for unit, times in units.values.items()}


def _times(table: Entry) -> tuple[str, ...]:
    formats = table.texts("dates")
    for spelling in formats:
        try:
            back = datetime.strptime(_TRIED.strftime(spelling), spelling)  # noqa: DTZ007 (wall clock)
        except (ValueError, re.error):
            back = None
        if back is None or back.date() != _TRIED.date():
            raise table.no("bad_date", "dates", format=spelling)
    return tuple(formats)
