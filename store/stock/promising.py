"""What may be told to a buyer who asks when it goes: by the house's clock and the platform's, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from store.book.errors import Reason, because
from store.shops.clocks import house_day, house_due, is_before_cut_off, working_day
from store.shops.rules import ShopSettings, clock_time
from store.stock.rules import Availability

PRESALE_WORD, NO_PRESALE_WORD = "预售", "非预售"
PRESALE_FROM = timedelta(days=3)
"""A file that gives so much more time than the shop's usual promise speaks of goods with a date of their own, presale
or made to order: the platform's 48 hours are "or the time set on the item" (domain 3.2)."""


class PromiseKind(StrEnum):
    """What may be told."""

    TODAY = "today"
    ON_A_DAY = "on_a_day"
    BY_A_DAY = "by_a_day"
    """Presale: not later than the platform's date, and no day of ours before it."""
    ASK = "ask"
    """No day before the warehouse has answered."""
    NOTHING = "nothing"
    """Nothing is going to go."""


class Standing(StrEnum):
    """Why nothing is going to go, or that it may."""

    OPEN = "open"
    NOT_PAID = "not_paid"
    SHIPPED = "shipped"
    CLOSED = "closed"
    REFUND_OPEN = "refund_open"
    HOLD = "hold"
    MONEY_ONLY = "money_only"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an order, or of goods that somebody asks about."""

    paid_at: datetime | None
    availability: Availability
    standing: Standing = Standing.OPEN
    ship_by_at: datetime | None = None
    """The platform's clock as a file gives it; None has it estimated."""
    kind_word: str = ""
    """Words that may say presale: the platform's for the kind of order, or the goods' title."""
    presale: bool = False
    """The platform says so itself."""
    stock_as_of: datetime | None = None
    """Of when the knowledge is that `availability` stands on."""
    packed: bool = False
    """The goods are in a parcel already: what the shelves hold does not matter any more."""
    courier: str | None = None
    """Whose waybill it has."""

    def paid(self, at: datetime) -> Facts:
        """The same, as paid at `at`."""
        return replace(self, paid_at=at, standing=Standing.OPEN)


@dataclass(frozen=True, slots=True)
class Truck:
    """A pick-up that still comes on the day that may be told."""

    courier: str
    at: str
    """Such as `16:30`, in the shop's zone."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What may be told, by both clocks."""

    kind: PromiseKind
    standing: Standing
    why: tuple[Reason, ...]
    day: date | None = None
    """The day that may be told; None promises none."""
    house_day: date | None = None
    """The day on which the house sends what is in stock, and when that day is over."""
    house_due_at: datetime | None = None
    house_over: bool = False
    ship_by_at: datetime | None = None
    ship_by_estimated: bool = False
    platform_over: bool = False
    trucks: tuple[Truck, ...] = ()


def promise(facts: Facts, settings: ShopSettings, now: datetime) -> Promise:
    """What may be told at `now` (design 3, Clocks; domain 3.2).

    In stock and paid before the cut-off: the same day. Out of stock: the next working day. Stock unknown: nothing
    before the warehouse has answered. What the house has missed, or no truck of today takes any more, is told for the
    next day that can be kept.
    """
    if facts.standing is not Standing.OPEN:
        return Promise(PromiseKind.NOTHING, facts.standing, (because(_STANDINGS[facts.standing]),))
    if facts.paid_at is None:
        return promise(replace(facts, standing=Standing.NOT_PAID), settings, now)
    if _is_presale(facts, facts.paid_at, settings):
        return _with_the_platform(_of_presale(facts, settings, now), facts.ship_by_at, settings, now)
    day, due = house_day(facts.paid_at, settings), house_due(facts.paid_at, settings)
    told = replace(
        _of_stock(facts, facts.paid_at, settings, now),
        house_day=day,
        house_due_at=due,
        house_over=due <= now,
        ship_by_estimated=facts.ship_by_at is None,
    )
    ship_by = facts.ship_by_at or facts.paid_at + timedelta(hours=settings.promise_hours)
    return _with_the_platform(told, ship_by, settings, now)


_STANDINGS = {
    Standing.NOT_PAID: "promise.not_paid",
    Standing.SHIPPED: "promise.shipped",
    Standing.CLOSED: "promise.closed",
    Standing.REFUND_OPEN: "promise.refund_open",
    Standing.HOLD: "promise.hold",
    Standing.MONEY_ONLY: "promise.money_only",
}


def _is_presale(facts: Facts, paid_at: datetime, settings: ShopSettings) -> bool:
    """Whether the goods have a date of their own: the platform or a word says so, or the file gives far more than the
    usual hours."""
    if facts.presale or PRESALE_WORD in facts.kind_word.replace(NO_PRESALE_WORD, ""):
        return True
    usual = timedelta(hours=settings.promise_hours)
    return facts.ship_by_at is not None and facts.ship_by_at - paid_at > usual + PRESALE_FROM


def _of_presale(facts: Facts, settings: ShopSettings, now: datetime) -> Promise:
    if facts.ship_by_at is None or facts.ship_by_at <= now:
        return Promise(PromiseKind.ASK, Standing.OPEN, (because("promise.presale_undated"),))
    day = facts.ship_by_at.astimezone(settings.tz).date()
    return Promise(PromiseKind.BY_A_DAY, Standing.OPEN, (because("promise.presale", day=day),), day)


def _of_stock(facts: Facts, paid_at: datetime, settings: ShopSettings, now: datetime) -> Promise:
    if facts.packed or facts.availability is Availability.IN_STOCK:
        return _in_stock(facts, paid_at, settings, now)
    if facts.availability is Availability.OUT_OF_STOCK:
        return _out_of_stock(facts, paid_at, settings, now)
    return Promise(PromiseKind.ASK, Standing.OPEN, (because("promise.unknown_stock"),))


def _in_stock(facts: Facts, paid_at: datetime, settings: ShopSettings, now: datetime) -> Promise:
    today = now.astimezone(settings.tz).date()
    tomorrow = working_day(today + timedelta(days=1), settings)
    day = house_day(paid_at, settings)
    there = because("promise.packed") if facts.packed else because("promise.in_stock", at=facts.stock_as_of)
    why = [there, _cut_off(paid_at, settings)]
    if day < today:
        day = house_day(now, settings)
    if day == today and settings.pickups and not _trucks(facts.courier, settings, now):
        why.append(because("promise.trucks_gone"))
        day = tomorrow
    why += _days_off(max(paid_at, now), day, settings)
    if day == today:
        return Promise(PromiseKind.TODAY, Standing.OPEN, tuple(why), day, trucks=_trucks(facts.courier, settings, now))
    trucks = _trucks(facts.courier, settings, None)
    return Promise(PromiseKind.ON_A_DAY, Standing.OPEN, tuple(why), day, trucks=trucks)


def _out_of_stock(facts: Facts, paid_at: datetime, settings: ShopSettings, now: datetime) -> Promise:
    """The next day, once: where that day has come and the goods have not, nobody knows when they will."""
    today, paid_on = (at.astimezone(settings.tz).date() for at in (now, paid_at))
    day = working_day(paid_on + timedelta(days=1), settings)
    if day <= today:
        return Promise(PromiseKind.ASK, Standing.OPEN, (because("promise.still_out_of_stock", day=day),))
    why = (because("promise.out_of_stock", at=facts.stock_as_of), *_days_off(paid_at, day, settings))
    return Promise(PromiseKind.ON_A_DAY, Standing.OPEN, why, day)


def _cut_off(paid_at: datetime, settings: ShopSettings) -> Reason:
    if is_before_cut_off(paid_at, settings):
        return because("promise.before_cut_off", cut_off=settings.cut_off)
    return because("promise.after_cut_off", cut_off=settings.cut_off)


def _days_off(since: datetime, day: date, settings: ShopSettings) -> Iterator[Reason]:
    """Whether the warehouse does not work on a day that lies between."""
    each = since.astimezone(settings.tz).date()
    while each < day:
        if not settings.works_on(each):
            yield because("promise.warehouse_off", day=day)
            return
        each += timedelta(days=1)


def _trucks(courier: str | None, settings: ShopSettings, after: datetime | None) -> tuple[Truck, ...]:
    """The pick-ups that come after a time of day: of its courier where it has a waybill, else of all."""
    theirs = {code: at for code, at in settings.pickups.items() if code == courier} or settings.pickups
    past = None if after is None else after.astimezone(settings.tz).time()
    found = [Truck(code, at) for code, at in theirs.items() if past is None or clock_time(at) > past]
    return tuple(sorted(found, key=lambda truck: truck.at))


def _with_the_platform(told: Promise, ship_by: datetime | None, settings: ShopSettings, now: datetime) -> Promise:
    """The same with the platform's clock, and whether it is over before the day that may be told."""
    if ship_by is None:
        return told
    first = told.day is not None and ship_by > now and ship_by.astimezone(settings.tz).date() < told.day
    why = (*told.why, because("promise.platform_first")) if first else told.why
    return replace(told, ship_by_at=ship_by, platform_over=ship_by <= now, why=why)
