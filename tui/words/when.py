"""Times as people on a floor read them: the shop's zone, the day by its name, what is left rather than when."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tui.words.catalogue import N_, tr

DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)


def clock(at: datetime, zone: str) -> str:
    """`08:52` in the shop's zone."""
    return at.astimezone(ZoneInfo(zone)).strftime("%H:%M")


def day(at: datetime, zone: str) -> str:
    """`Sat 21 Nov` in the shop's zone."""
    return tr("{weekday} {day} {month}", **_parts(at.astimezone(ZoneInfo(zone)).date()))


def _parts(each: date) -> dict[str, object]:
    month = tr(MONTHS[each.month - 1])
    return {"weekday": tr(DAYS[each.weekday()]), "day": each.day, "month": month, "number": each.month}


def day_from(each: date, today: date) -> str:
    """A day as it is told: `today`, `tomorrow (22 Nov)`, `Mon, 23 Nov`."""
    if each == today:
        return tr("today")
    if each - today == timedelta(days=1):
        return tr("tomorrow ({day} {month})", **_parts(each))
    return tr("{weekday}, {day} {month}", **_parts(each))


def day_and_clock(at: datetime, zone: str) -> str:
    """`Sat 21 Nov 08:52`: where we are in time, on top of every screen."""
    return f"{day(at, zone)} {clock(at, zone)}"


def moment(at: datetime, now: datetime, zone: str) -> str:
    """A time as short as it stays clear: `08:10`, `yesterday 15:59`, `Fri 15:59`, `3 Nov 09:00`, `3 Nov 2025`."""
    tz = ZoneInfo(zone)
    local, today = at.astimezone(tz), now.astimezone(tz).date()
    days = (today - local.date()).days
    time = local.strftime("%H:%M")
    if days == 0:
        return time
    if days == 1:
        return tr("yesterday {time}", time=time)
    if days == -1:
        return tr("tomorrow {time}", time=time)
    month = tr(MONTHS[local.month - 1])
    if abs(days) > 300:
        return tr("{day} {month} {year}", day=local.day, month=month, number=local.month, year=local.year)
    return tr("{day} {month} {time}", day=local.day, month=month, number=local.month, time=time)


def span(length: timedelta) -> str:
    """A length of time in its largest unit: `40 min`, `22 h`, `3 d`; never less than `0 min`."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 60:
        return tr("{n} min", n=minutes)
    if minutes < 48 * 60:
        return tr("{n} h", n=minutes // 60)
    return tr("{n} d", n=minutes // (24 * 60))


def left(due: datetime, now: datetime) -> str:
    """What is left until `due`, or by how much it is over: `6 h`, `2 h late`."""
    if due <= now:
        return tr("{time} late", time=span(now - due))
    return span(due - now)
