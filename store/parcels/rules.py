"""Decisions about parcels: what a scan says, what is wrong with one, which deadline is next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

HOUR = 3_600_000
"""In milliseconds, as the book keeps its times."""
DAY = 24 * HOUR


class ParcelState(StrEnum):
    """What a scan says of a parcel, all couriers and portals brought to this small set (domain 5)."""

    ACCEPTED = "accepted"
    """Ordered, a number is given; the courier has not got it."""
    PICKED_UP = "picked_up"
    IN_TRANSIT = "in_transit"
    ARRIVED = "arrived"
    OUT_FOR_DELIVERY = "out_for_delivery"
    AT_STATION = "at_station"
    SIGNED = "signed"
    PROBLEM = "problem"
    REFUSED = "refused"
    RETURNING = "returning"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    CUSTOMS = "customs"
    LOST = "lost"
    UNKNOWN = "unknown"


LEFT_THE_HOUSE = (
    ParcelState.PICKED_UP,
    ParcelState.IN_TRANSIT,
    ParcelState.ARRIVED,
    ParcelState.OUT_FOR_DELIVERY,
    ParcelState.AT_STATION,
    ParcelState.SIGNED,
    ParcelState.REFUSED,
    ParcelState.RETURNING,
    ParcelState.RETURNED,
    ParcelState.FORWARDED,
    ParcelState.CUSTOMS,
)
"""Scans that only a parcel can get which the courier has: the first of them is the pick-up, scanned or not. A problem
may be that nobody could pick it up, so it proves nothing."""

COMING_BACK = (ParcelState.REFUSED, ParcelState.RETURNING, ParcelState.RETURNED)
IN_TROUBLE = (ParcelState.PROBLEM, ParcelState.LOST)
WITH_US_AGAIN = (ParcelState.RETURNED, ParcelState.SIGNED)
"""Scans by which a parcel that is coming back has come."""

VOID_RETURNS = ("作废", "已作废", "取消", "已取消")
"""The ERP's words for a returned parcel that is none (domain 4.5)."""


class Flag(StrEnum):
    """What is wrong with a parcel, or soon will be (design 3, Parcel)."""

    NO_PICKUP = "no_pickup"
    STUCK = "stuck"
    UNSIGNED = "unsigned"
    WINDOW = "window"
    COMING_BACK = "coming_back"
    TROUBLE = "trouble"


class Deadline(StrEnum):
    """What is to have happened by a time."""

    PICKUP = "pickup"
    MOVE = "move"
    SIGN = "sign"
    CONFIRM = "confirm"
    """The platform confirms the receipt by itself."""


def next_deadline(
    due: Mapping[Deadline, datetime | None], now: datetime
) -> tuple[Deadline, datetime] | tuple[None, None]:
    """The deadline that comes next; where all are over, the one that ran out last."""
    there = {what: at for what, at in due.items() if at is not None}
    coming = {what: at for what, at in there.items() if at > now}
    if coming:
        what = min(coming, key=coming.__getitem__)
    elif there:
        what = max(there, key=there.__getitem__)
    else:
        return None, None
    return what, there[what]
