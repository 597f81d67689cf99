"""Every spelling of a time that exports use, into epoch milliseconds."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from store.imports.normalise.text import Unreadable, bare

FIRST_YEAR: Final = 2003
"""Taobao opened in May 2003; an older time is a broken cell."""

_HOUR: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d", re.ASCII)
_IN_HOUR: Final = {f":{m:02}:{s:02}": (m * 60 + s) * 1000 for m in range(60) for s in range(60)}
_SPELLED: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T ]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?|分)?)?"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?")
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_ZERO: Final = datetime(1899, 12, 30, tzinfo=UTC)
_MOST_CACHED: Final = 8_192

Moment = Callable[[str], int | None]
"""From a cell to epoch milliseconds."""


def moment_reader(zone: ZoneInfo, now_ms: int, formats: tuple[str, ...] = ()) -> Moment:
    """A function that reads a local time of `zone` into epoch milliseconds UTC; `formats` are tried first.

    It knows `2016/5/23 22:02`, `2019-03-12 10:48:01`, a date alone, `20240601155800` and Excel's day numbers
    (domain 1.3, quirk 5). An hour that a clock change repeats is its first.

    Raises (the function):
        Unreadable: `row.time_unreadable`, `row.time_out_of_range` (before 2003 or more than two years ahead
            of `now_ms`, epoch milliseconds).
    """
    last_year = datetime.fromtimestamp(now_ms / 1000, zone).year + 2

    def epoch(local: datetime, cell: str) -> int:
        if not FIRST_YEAR <= local.year <= last_year:
            raise Unreadable("row.time_out_of_range", value=cell[:40], first=FIRST_YEAR, last=last_year)
        return int(local.replace(tzinfo=zone).timestamp()) * 1000

    @lru_cache(maxsize=_MOST_CACHED)
    def hour(spelled: str) -> int:
        if not _HOUR.fullmatch(spelled):
            raise KeyError(spelled)
        return epoch(datetime.strptime(spelled, "%Y-%m-%d %H"), spelled)  # noqa: DTZ007 (the zone comes in `epoch`)

    @lru_cache(maxsize=_MOST_CACHED)
    def otherwise(cell: str) -> int | None:
        value = bare(cell)
        if not value or value.startswith("0000"):
            return None
        try:
            local = _formatted(value, formats) or _local(value)
        except ValueError:
            local = None
        if local is None:
            raise Unreadable("row.time_unreadable", value=value[:40])
        return epoch(local, value)

    def moment(cell: str) -> int | None:
        if not cell:
            return None
        try:
            # The platform's own spelling, nearly every cell: two look-ups instead of parsing.
            return hour(cell[:13]) + _IN_HOUR[cell[13:]]
        except (KeyError, ValueError):
            return otherwise(cell)

    return moment


def _formatted(value: str, formats: tuple[str, ...]) -> datetime | None:
    for spelling in formats:
        with contextlib.suppress(ValueError):
            return datetime.strptime(value, spelling).replace(tzinfo=None)  # noqa: DTZ007 (wall clock)
    return None


def _local(value: str) -> datetime | None:
    """The wall-clock time that is spelled, without a zone; ValueError for the 30th of February."""
    if parts := _SPELLED.fullmatch(value) or _COMPACT.fullmatch(value):
        year, month, day, hour, minute, second = (int(part or 0) for part in parts.groups())
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 (wall clock)
    if _SERIAL.fullmatch(value):
        days, _, fraction = value.partition(".")
        seconds = round(int((fraction or "0").ljust(12, "0")[:12]) * 86_400 / 10**12)
        return (_SERIAL_ZERO + timedelta(days=int(days), seconds=seconds)).replace(tzinfo=None)
    return None
