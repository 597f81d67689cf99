"""What a shop decides for itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store.book.errors import Refusal

TAG_CELLS = 2
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
LANGUAGES = ("zh_CN", "en")
EXTENSIONS = (3, 5, 7, 10)
"""Days by which the platform lets a receipt be extended (domain 2.4)."""
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


FAR_REGIONS = {"新疆": 7, "西藏": 8, "青海": 6, "内蒙古": 5, "海南": 5}
"""Regions that couriers need longer to (design 3, Parcel)."""


class Platform(StrEnum):
    """Where a shop sells."""

    TAOBAO = "taobao"
    TMALL = "tmall"
    JD = "jd"
    PINDUODUO = "pdd"


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """What a shop decides for itself; the numbers are the defaults of the trade (design 3, domain 3)."""

    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    cut_off: str = "16:00"
    """Paid before it and in stock: goes today."""
    days_off: tuple[int, ...] = ()
    """Weekdays on which the warehouse does not work, Monday is 0."""
    holidays: tuple[str, ...] = ()
    """Single days on which the warehouse does not work, as `2027-02-17`."""
    pickups: Mapping[str, str] = field(default_factory=dict)
    """When each courier's truck comes, by courier code: `{"ZTO": "16:30"}`."""
    promise_hours: int = 48
    """The platform's ship-by in hours after payment, where the file does not say it (domain 3.2)."""
    pay_hours: int = 72
    """After so many hours an unpaid order is not chased any more (domain 7.1)."""
    respond_days: int = 5
    """How long the shop has to answer a refund, where no file says when the step runs out (domain 3.4)."""
    auto_confirm_days: int = 10
    extend_days: int = 3
    """By how many days the shop extends a buyer's time to confirm the receipt (domain 3.1); the least, so that our
    estimate is never too late."""
    window_days: int = 3
    no_pickup_hours: int = 24
    no_movement_days: int = 3
    unsigned_days: int = 3
    sign_days: Mapping[str, int] = field(default_factory=lambda: dict(FAR_REGIONS))
    """Where a parcel may be on its way for longer before it counts as not signed: days by how a province begins
    (`新疆`), by courier (`EMS`), or by both (`EMS/新疆`), the more exact one first; 0 where a courier has stopped."""
    low_stock: int = 5
    """So few pieces of an item that sells are low."""
    expected_files: tuple[str, ...] = ("taobao.orders",)
    """The sources that this shop imports every working day."""
    money_only_titles: tuple[str, ...] = (
        "补差价*",
        "*补差价专*",
        "*补差价链接*",
        "*差价专拍*",
        "*差价链接*",
        "*差价补拍*",
        "补邮费*",
        "补运费*",
        "*邮费专拍*",
        "*运费专拍*",
        "*邮费链接*",
        "*运费链接*",
        "*邮费补差*",
        "*运费补差*",
        "*补差专拍*",
        "邮费",
        "运费",
        "差价",
    )
    """Titles of links that only carry money; `*` stands for anything. One that merely names the difference ("不补差价")
    is goods."""
    money_only_codes: tuple[str, ...] = ("BCJ", "BUCHAJIA", "YOUFEI", "YUNFEI")
    """The same for the seller's codes."""
    file_names: Mapping[str, str] = field(default_factory=dict)
    """What files call this shop, and whose files: `{"棉木旗舰店": "taobao"}`. Learnt from those that came in."""
    day_starts: str = "00:00"
    """When the floor's day begins, in the shop's zone."""
    language: str = "zh_CN"
    """Of what leaves Floorbook for the shop: the words in its sheets."""

    @property
    def tz(self) -> ZoneInfo:
        """The shop's zone."""
        return ZoneInfo(self.zone)

    def works_on(self, day: date) -> bool:
        """Whether the warehouse works on `day`."""
        return day.weekday() not in self.days_off and day.isoformat() not in self.holidays

    def day_of(self, at: datetime) -> date:
        """The floor's day that `at` belongs to."""
        start = clock_time(self.day_starts)
        return (at.astimezone(self.tz) - timedelta(hours=start.hour, minutes=start.minute)).date()

    def start_of(self, day: date) -> datetime:
        """When the floor's `day` begins, aware, in UTC."""
        return datetime.combine(day, clock_time(self.day_starts), self.tz).astimezone(UTC)

    def at(self, day: date, clock: str) -> datetime:
        """When a clock shows `16:30` on the floor's `day`, aware, in UTC; what is before the day's start is the night
        that ends it."""
        time_of_day = clock_time(clock)
        after_midnight = time_of_day < clock_time(self.day_starts)
        return datetime.combine(day + timedelta(days=after_midnight), time_of_day, self.tz).astimezone(UTC)


def clock_time(text: str) -> time:
    """`16:00` as a time of day."""
    return time.fromisoformat(text)


def checked_tag(tag: str) -> str:
    """A shop's tag: one or two characters, shown first in every list; anything else is refused."""
    tag = tag.strip()
    if not 1 <= len(tag) <= TAG_CELLS or not tag.isprintable() or " " in tag:
        raise Refusal("shops.bad_tag", tag=tag)
    return tag


def checked(settings: ShopSettings) -> ShopSettings:
    """The settings, if a shop can work by them.

    Raises:
        Refusal: names the first field that cannot be right.
    """
    default = ShopSettings()
    for each in fields(ShopSettings):
        value, usual = getattr(settings, each.name), getattr(default, each.name)
        if type(value) is not type(usual):
            raise Refusal("shops.bad_setting", field=each.name, value=value)
    try:
        ZoneInfo(settings.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # the last: a folder of zones such as `Asia`
        raise Refusal("shops.bad_setting", field="zone", value=settings.zone) from None
    if settings.language not in LANGUAGES:
        raise Refusal("shops.bad_setting", field="language", value=settings.language)
    for name in ("cut_off", "day_starts"):
        if not CLOCK.fullmatch(getattr(settings, name)):
            raise Refusal("shops.bad_setting", field=name, value=getattr(settings, name))
    for courier, at in settings.pickups.items():
        if not CLOCK.fullmatch(str(at)):
            raise Refusal("shops.bad_setting", field=f"pickups.{courier}", value=at)
    for said in settings.file_names.items():
        if not all(isinstance(each, str) and each.strip() for each in said):
            raise Refusal("shops.bad_setting", field=f"file_names.{said[0]}", value=said[1])
    hours = ("promise_hours", "pay_hours", "auto_confirm_days", "window_days", "no_pickup_hours")
    for name in (*hours, "no_movement_days", "unsigned_days", "respond_days"):
        if not 1 <= getattr(settings, name) <= 2400:
            raise Refusal("shops.bad_setting", field=name, value=getattr(settings, name))
    if settings.extend_days not in EXTENSIONS:
        raise Refusal("shops.bad_setting", field="extend_days", value=settings.extend_days)
    if not 0 <= settings.low_stock <= 100_000:
        raise Refusal("shops.bad_setting", field="low_stock", value=settings.low_stock)
    for place, days in settings.sign_days.items():
        if type(days) is not int or not 0 <= days <= 100 or not place.strip("/ "):
            raise Refusal("shops.bad_setting", field=f"sign_days.{place}", value=days)
    if not set(settings.days_off) < set(range(7)) and settings.days_off:
        raise Refusal("shops.bad_setting", field="days_off", value=settings.days_off)
    for name in ("money_only_titles", "money_only_codes"):
        for pattern in getattr(settings, name):
            if not isinstance(pattern, str) or not pattern.strip("* "):
                raise Refusal("shops.bad_setting", field=name, value=pattern)
    for day in settings.holidays:
        if not DAY.fullmatch(str(day)):
            raise Refusal("shops.bad_setting", field="holidays", value=day)
    return settings


def to_json(settings: ShopSettings) -> dict[str, Any]:
    """The settings as they stand in the book: only what differs from the defaults."""
    plain, default = asdict(settings), asdict(ShopSettings())
    return {name: value for name, value in plain.items() if value != default[name]}


def from_json(stored: Mapping[str, Any]) -> ShopSettings:
    """The settings from the book, checked; a field of a newer Floorbook is refused rather than dropped."""
    names = {f.name for f in fields(ShopSettings)}
    for name in stored:
        if name not in names:
            raise Refusal("shops.bad_setting", field=name, value=stored[name])
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return checked(ShopSettings(**values))
