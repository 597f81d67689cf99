"""What the flags of parcels are raised by: deadlines, reckoned set-based whenever what they stand on has changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    type_coerce,
    update,
)

from store.book.columns import Instant, table_of
from store.buyers.tables import Contact
from store.handling.deeds import times_done
from store.handling.rules import Done, Subject
from store.orders.tables import Order
from store.parcels.rules import DAY, HOUR, IN_TROUBLE
from store.parcels.tables import Parcel, ParcelOrder
from store.shops.rules import ShopSettings, from_json
from store.shops.tables import Shop

parcels, links = table_of(Parcel), table_of(ParcelOrder)
orders, contacts, shops = table_of(Order), table_of(Contact), table_of(Shop)

NEVER = 1 << 62

Value = ColumnElement[Any]


def reckon_parcels(connection: Connection, settings: ShopSettings, which: Select[Any]) -> None:
    """Let the parcels whose ids `which` finds say when they were shipped, since when they need no watching, and by
    when what is to have happened. A parcel without an order has no deadline. Nobody edits these: no new version.

    The rules (domain 5.4; design 3, Parcel): picked up within 24 h of the click; a scan every 3 days; signed within
    3 days of the pick-up, later in far regions, at any time where a courier has stopped; the platform confirms 10 days
    after shipping, later by each extension (domain 3.1). All numbers are the shop's.
    """
    of_orders = _of_orders(which)
    values = _deadlines(settings, of_orders)
    typed = {name: type_coerce(value, Instant) for name, value in values.items()}
    differs = or_(*(parcels.c[name].is_distinct_from(value) for name, value in typed.items()))
    connection.execute(update(parcels).values(typed).where(parcels.c.id == of_orders.c.parcel_id, differs))
    _flag_nobodys(connection, which)


def _flag_nobodys(connection: Connection, which: Select[Any]) -> None:
    p = parcels.c
    flagged = type_coerce(_earliest(_reported(p.signed_at.is_(None))), Instant)
    named = select(links.c.parcel_id).where(links.c.parcel_id == p.id).correlate(parcels).exists()
    nobodys = (p.id.in_(which), ~named, p.flagged_at.is_distinct_from(flagged))
    connection.execute(update(parcels).values(flagged_at=flagged).where(*nobodys))


def reckon_anew(connection: Connection, shop_id: int, settings: ShopSettings) -> None:
    """The shop works by other settings from now on."""
    p = parcels.c
    watched = or_(and_(p.signed_at.is_(None), p.over_at.is_(None)), p.flagged_at.is_not(None))
    reckon_parcels(connection, settings, select(p.id).where(p.shop_id == shop_id, watched))


def reckon_extended(connection: Connection, ids: Collection[int]) -> None:
    """The time to confirm the receipt of these parcels was extended, or was not after all."""
    mine = select(parcels.c.shop_id).where(parcels.c.id.in_(ids))
    query = select(shops.c.id, shops.c.settings).where(shops.c.id.in_(mine))
    for shop_id, stored in connection.execute(query).all():
        which = select(parcels.c.id).where(parcels.c.id.in_(ids), parcels.c.shop_id == shop_id)
        reckon_parcels(connection, from_json(stored), which)


def _of_orders(which: Select[Any]) -> Any:
    """What the orders of each parcel say of it. A click that no file has dated, only not later than the file, was not
    after the courier came."""
    settled, carried = orders.c.settled_at, parcels.alias("carried")
    undated = and_(orders.c.estimated.contains("shipped_at,"), carried.c.picked_up_at < orders.c.shipped_at)
    said = (
        func.min(case((undated, carried.c.picked_up_at), else_=orders.c.shipped_at)).label("shipped_at"),
        case((func.count() == func.count(settled), func.max(settled))).label("over_at"),
        func.max(contacts.c.province).label("province"),
        times_done(Subject.PARCEL, links.c.parcel_id, Done.EXTENDED).label("extended"),
    )
    mine = links.join(orders, orders.c.id == links.c.order_id).outerjoin(contacts, contacts.c.id == orders.c.contact_id)
    mine = mine.join(carried, carried.c.id == links.c.parcel_id)
    query = select(links.c.parcel_id, *said).select_from(mine).where(links.c.parcel_id.in_(which))
    return query.group_by(links.c.parcel_id).subquery("of_orders")


def _deadlines(settings: ShopSettings, of_orders: Any) -> dict[str, Value]:
    p, shipped, over = parcels.c, of_orders.c.shipped_at, of_orders.c.over_at
    confirmed = _after(shipped, settings.auto_confirm_days * DAY) + of_orders.c.extended * (settings.extend_days * DAY)
    values: dict[str, Value] = {
        "shipped_at": shipped,
        "over_at": over,
        "pickup_due_at": _after(shipped, settings.no_pickup_hours * HOUR),
        "move_due_at": _after(p.last_scan_at, settings.no_movement_days * DAY),
        "sign_due_at": _after(p.picked_up_at, _days_to_sign(settings, of_orders.c.province) * DAY),
        "window_at": confirmed - settings.window_days * DAY,
        "confirm_at": confirmed,
    }
    return {**values, "flagged_at": _first_flag(values)}


def _after(at: Value, milliseconds: Value | int) -> Value:
    later: Value = type_coerce(at, BigInteger) + milliseconds
    return later


def _days_to_sign(settings: ShopSettings, province: Value) -> Value:
    """Days by courier and region; NULL where a courier has stopped."""
    by_exactness = sorted(settings.sign_days.items(), key=lambda each: (-each[0].count("/"), each[0].isascii()))
    rules = [(_goes(place, province), literal(days)) for place, days in by_exactness]
    usual = literal(settings.unsigned_days)
    return func.nullif(case(*rules, else_=usual), 0) if rules else usual


def _goes(place: str, province: Value) -> ColumnElement[bool]:
    """Whether a parcel goes by the courier, to the region, or both, that a key of `sign_days` names."""
    courier, _, region = place.partition("/") if "/" in place or place.isascii() else ("", "", place)
    by = parcels.c.courier == courier.strip() if courier.strip() else literal(True)
    to = province.startswith(region.strip(), autoescape=True) if region.strip() else literal(True)
    return and_(by, to)


def _first_flag(due: dict[str, Value]) -> Value:
    """When the first of the flags of `store.parcels.views` goes up, as things stand."""
    p = parcels.c
    going = p.returning_since.is_(None)
    watched = and_(p.signed_at.is_(None), due["over_at"].is_(None))
    overdue = (
        case((p.picked_up_at.is_(None), due["pickup_due_at"])),
        case((going, due["move_due_at"])),
        case((going, due["sign_due_at"])),
        due["window_at"],
    )
    return _earliest([*(case((watched, flag), else_=None) for flag in overdue), *_reported(watched)])


def _reported(watched: ColumnElement[bool]) -> list[Value]:
    """Since when the courier says that it is in trouble, or is coming back."""
    p = parcels.c
    trouble = and_(watched, p.state.in_([state.value for state in IN_TROUBLE]))
    return [case((trouble, p.state_at)), case((p.back_at.is_(None), p.returning_since))]


def _earliest(flags: Sequence[Value]) -> Value:
    plain = [func.coalesce(type_coerce(flag, BigInteger), NEVER) for flag in flags]
    return func.nullif(func.min(*plain), NEVER)
