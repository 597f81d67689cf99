"""The time of a payment as people type it: `15:59`, `yesterday 15:59`, `昨天15:59`, `11-20 15:59`, `下午3点半`."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.book.clock import whole
from store.book.errors import Refusal

NOW = frozenset({"", "now", "today", "现在", "刚刚", "刚才", "今天", "今日"})
DAYS = {
    **dict.fromkeys(("today", "今天", "今日"), 0),
    **dict.fromkeys(("yesterday", "昨天", "昨日"), -1),
    **dict.fromkeys(("前天", "前日"), -2),
    **dict.fromkeys(("tomorrow", "明天", "明日"), 1),
}
MORNING, AFTERNOON = ("am", "上午", "早上", "凌晨"), ("pm", "下午", "中午", "晚上")
AROUND_NOON, EVENING, NIGHT = "中午", "晚上", ("am", "凌晨")

_WORDS, _HALVES = "|".join(DAYS), "|".join((*MORNING, *AFTERNOON))
_TYPED = re.compile(
    rf"(?:(?P<word>{_WORDS})|(?:(?P<year>\d{{4}})[-/.年])?(?P<month>\d{{1,2}})[-/.月](?P<day>\d{{1,2}})[日号]?)?"
    rf"[\s,t的]*"
    rf"(?:(?P<half>{_HALVES})?\s*(?P<hour>\d{{1,2}})[:点时](?:(?P<minute>\d{{1,2}})分?|(?P<and_a_half>半))?(?::\d\d)?"
    rf"\s*(?P<late>am|pm)?|(?P<run>\d{{3,4}}))?"
)


def paid_when(text: str, now: datetime, zone: str) -> datetime:
    """The moment that `text` means on a clock of `zone`; nothing typed, or today without an hour, is `now`.

    A date without a year is the one nearest to now.

    Raises:
        Refusal: it is no time, or names another day without an hour: before or after the cut-off is another answer.
    """
    typed = unicodedata.normalize("NFKC", text).casefold().strip()
    if typed in NOW:
        return now
    found = _TYPED.fullmatch(typed)
    if found is None:
        raise Refusal("time.unreadable", text=text.strip())
    local = now.astimezone(ZoneInfo(zone))
    try:
        day, at = _day(found, local.date()), _clock(found)
    except ValueError:
        raise Refusal("time.unreadable", text=text.strip()) from None
    if at is None:
        raise Refusal("time.no_clock", text=text.strip())
    return whole(datetime.combine(day, at, ZoneInfo(zone)).astimezone(now.tzinfo))


def _day(found: re.Match[str], today: date) -> date:
    if found["month"] is None:
        return today + timedelta(days=DAYS[found["word"] or "today"])
    month, day = int(found["month"]), int(found["day"])
    if found["year"]:
        return date(int(found["year"]), month, day)
    return _nearest(month, day, today)


def _nearest(month: int, day: int, today: date) -> date:
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        with suppress(ValueError):  # 29 February
            found.append(date(year, month, day))
    return min(found, key=lambda each: abs(each - today))


def _clock(found: re.Match[str]) -> time | None:
    if found["run"]:
        return time(int(found["run"][:-2]), int(found["run"][-2:]))
    if found["hour"] is None:
        return None
    hour = _of_the_day(int(found["hour"]), found["half"] or found["late"] or "")
    return time(hour, 30 if found["and_a_half"] else int(found["minute"] or 0))


def _of_the_day(hour: int, half: str) -> int:
    """The hour as a clock of 24 has it. An evening has no twelve and no small hours: some mean the night before by
    them and some the night after."""
    if half == EVENING and (hour == 12 or hour < 5):
        raise ValueError(hour)
    if half == AROUND_NOON:
        return hour + 12 if hour < 4 else hour
    if half in AFTERNOON and hour < 12:
        return hour + 12
    return 0 if half in NIGHT and hour == 12 else hour
