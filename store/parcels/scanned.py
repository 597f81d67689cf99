"""What the scans of a parcel say together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, or_, select, type_coerce, update

from store.book.columns import Instant, table_of
from store.parcels.rules import COMING_BACK, LEFT_THE_HOUSE, WITH_US_AGAIN, ParcelState
from store.parcels.tables import Parcel, ParcelScan

parcels, scans = table_of(Parcel), table_of(ParcelScan)

RANK = {state.value: rank for rank, state in enumerate(ParcelState)}
"""Of scans of one minute the one that is further on is the latest."""


def tell_parcels(connection: Connection, which: Select[Any]) -> None:
    """Reckon what stands in the parcels whose ids `which` finds from all their scans, in whatever order they came.

    A scan whose words nobody understands moves `last_scan_at` and nothing else.
    """
    understood = scans.c.state != ParcelState.UNKNOWN.value
    picked_up, coming_back = _first_of(LEFT_THE_HOUSE), _first_of(COMING_BACK)
    signed = _first_of((ParcelState.SIGNED,))
    values: dict[str, Any] = {
        "state": func.coalesce(_latest("state", understood), _latest("state")),
        "state_word": func.coalesce(_latest("state_word", understood), _latest("state_word")),
        "state_at": func.coalesce(_latest("at", understood), _latest("at")),
        "picked_up_at": picked_up,
        "last_scan_at": _latest("at"),
        "signed_at": case((or_(coming_back.is_(None), signed < coming_back), signed)),
        "returning_since": coming_back,
        "back_at": _first_of(WITH_US_AGAIN, coming_back),
    }
    for name, value in values.items():
        values[name] = type_coerce(value, parcels.c[name].type)
    differs = or_(*(parcels.c[name].is_distinct_from(value) for name, value in values.items()))
    stamped = {**values, "version": parcels.c.version + 1}
    connection.execute(update(parcels).values(stamped).where(parcels.c.id.in_(which), differs))


def _latest(name: str, *which: Any) -> Any:
    rank = case(RANK, value=scans.c.state, else_=-1)
    query = select(scans.c[name]).where(scans.c.parcel_id == parcels.c.id, *which)
    query = query.order_by(scans.c.at.desc(), rank.desc(), scans.c.text.desc()).limit(1)
    return query.correlate(parcels).scalar_subquery()


def _first_of(states: tuple[ParcelState, ...], since: Any = None) -> Any:
    within = scans.c.state.in_([state.value for state in states])
    query = select(func.min(scans.c.at, type_=Instant())).where(and_(scans.c.parcel_id == parcels.c.id, within))
    if since is not None:
        query = query.where(scans.c.at >= since)
    return query.correlate(parcels).scalar_subquery()
