"""Decisions about parcels: what a scan says."""

from __future__ import annotations

from enum import StrEnum


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
