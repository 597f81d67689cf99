"""What follows from a shop's settings for the clocks before shipping, and when the trucks come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from store.shops.rules import ShopSettings, clock_time


def house_due(paid_at: datetime, settings: ShopSettings) -> datetime:
    """When the house's own promise for an order that is in stock is over: the end of the day on which it should go."""
    return datetime.combine(house_day(paid_at, settings) + timedelta(days=1), time(), settings.tz).astimezone(UTC)


def house_day(paid_at: datetime, settings: ShopSettings) -> date:
    """The day on which the house sends what is in stock.

    Paid before the cut-off of a working day it goes that day, later it goes the next; the warehouse's days off are
    passed over (design 3, Clocks; brief: paid before 16:00 and in stock ships the same day).
    """
    day = paid_at.astimezone(settings.tz).date()
    return working_day(day if is_before_cut_off(paid_at, settings) else day + timedelta(days=1), settings)


def is_before_cut_off(at: datetime, settings: ShopSettings) -> bool:
    """Whether what is paid at `at` is in time for the parcels of its own day."""
    return at < _cut_off(at.astimezone(settings.tz).date(), settings)


def working_day(day: date, settings: ShopSettings) -> date:
    """`day`, or the first day after it on which the warehouse works."""
    for _ in range(60):  # longer than any holiday; a shop that never works is refused when it is saved
        if settings.works_on(day):
            break
        day += timedelta(days=1)
    return day


def _cut_off(day: date, settings: ShopSettings) -> datetime:
    """When `day` closes for payments that are to go on it: once a day, also when the clocks change."""
    return datetime.combine(day, clock_time(settings.cut_off), settings.tz).astimezone(UTC)


def house_steps(first: datetime, last: datetime, settings: ShopSettings) -> Iterator[tuple[datetime, datetime]]:
    """`house_due` as steps: (from when on, due), for every payment between `first` and `last`.

    It changes at the cut-off of each day only, so a month of payments is thirty steps and a set-based join.
    """
    day = first.astimezone(settings.tz).date() - timedelta(days=1)
    while True:
        begins = _cut_off(day, settings)
        yield begins, house_due(begins, settings)
        day += timedelta(days=1)
        if begins > last:
            return


class Pickup(NamedTuple):
    """A courier's truck."""

    courier: str
    at: datetime


def pickups_to_come(shops: Iterable[ShopSettings], day: date, now: datetime) -> tuple[Pickup, ...]:
    """Each courier's next truck of the day, of whichever shop's that is, the soonest first."""
    found: dict[str, datetime] = {}
    for shop in shops:
        for courier, clock in shop.pickups.items() if shop.works_on(day) else ():
            at = shop.at(day, clock)
            if at > now:
                found[courier] = min(at, found.get(courier, at))
    return tuple(sorted((Pickup(*each) for each in found.items()), key=lambda each: (each.at, each.courier)))


def last_truck(shops: Sequence[ShopSettings], day: date) -> datetime:
    """When the last truck of the day comes; where none does, when the last shop closes for orders of the day."""
    trucks = [shop.at(day, clock) for shop in shops if shop.works_on(day) for clock in shop.pickups.values()]
    return max(trucks or [shop.at(day, shop.cut_off) for shop in shops or (ShopSettings(),)])
