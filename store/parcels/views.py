"""The flags of parcels as predicates, and the saved views of their list: what a view counts is what it lists.

Live, each is one short range of an index of the parcels that are still watched. A replay asks the evidence instead:
what a later scan said must not hide what was due by then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Text, and_, bindparam, case, func, or_, select, type_coerce

from store.book.clock import Moment
from store.book.columns import Instant, known, missing, table_of
from store.book.paging import Sort
from store.handling.deeds import done_later, times_done
from store.handling.rules import Done, Subject
from store.orders.views import View
from store.parcels.rules import DAY, IN_TROUBLE, Flag, ParcelState
from store.parcels.scanned import RANK
from store.parcels.tables import Parcel, ParcelOrder, ParcelScan
from store.shops.queries import FloorDay
from store.shops.rules import ShopSettings
from store.shops.tables import Shop

parcels, links, scans, shops = table_of(Parcel), table_of(ParcelOrder), table_of(ParcelScan), table_of(Shop)
p = parcels.c


def is_watched(moment: Moment) -> ColumnElement[bool]:
    """Neither signed nor are all of its orders over."""
    return and_(missing(p.signed_at, moment), missing(p.over_at, moment))


def is_unpicked(moment: Moment) -> ColumnElement[bool]:
    """Clicked as shipped on the platform, and no scan proves that the courier has it."""
    return and_(known(p.shipped_at, moment), missing(p.picked_up_at, moment), is_watched(moment))


def has_no_scan(moment: Moment, day: FloorDay, shipped_at: ColumnElement[Any] = p.shipped_at) -> ColumnElement[bool]:
    """Shipped before the floor's day began, and still no pick-up (domain 7.1: yesterday's shipments; 5.4)."""
    return and_(is_unpicked(moment), shipped_at < day.begins)


def has_no_pickup(moment: Moment) -> ColumnElement[bool]:
    """No pick-up within the shop's hours, 24 by default: the platform's 虚假发货 (domain 3.2, 5.4)."""
    return and_(is_unpicked(moment), p.pickup_due_at <= moment.now)


def is_stuck(moment: Moment) -> ColumnElement[bool]:
    """No new scan for the shop's days, 3 by default (domain 5.4)."""
    going = and_(missing(p.returning_since, moment), is_watched(moment))
    if not moment.replay:
        return and_(p.move_due_at.is_not(None), p.move_due_at <= moment.now, going)
    last = select(func.max(scans.c.at)).where(scans.c.parcel_id == p.id, scans.c.at <= moment.now)
    allowed = _plain(p.move_due_at) - _plain(p.last_scan_at)
    return and_(type_coerce(_plain(last.correlate(parcels).scalar_subquery()) + allowed, Instant) <= moment.now, going)


def is_unsigned(moment: Moment) -> ColumnElement[bool]:
    """Picked up and not signed for longer than courier and region allow (domain 5.4, 签收超时)."""
    late = and_(p.sign_due_at.is_not(None), p.sign_due_at <= moment.now)
    return and_(late, missing(p.returning_since, moment), is_watched(moment))


def is_in_window(moment: Moment) -> ColumnElement[bool]:
    """The platform confirms the receipt within the shop's days, 3 by default, or should have by our estimate; not
    signed (design 3, Parcel; domain 3.1)."""
    begun = p.window_at <= moment.now
    if moment.replay:
        # An extension only puts it off: nobody reckons where none was noted since.
        extended = p.id.in_(done_later(Subject.PARCEL, Done.EXTENDED, moment.now))
        begun = or_(begun, and_(extended, as_extended(p.window_at, moment) <= moment.now))
    return and_(p.window_at.is_not(None), begun, is_watched(moment))


def as_extended(column: ColumnElement[datetime], moment: Moment) -> ColumnElement[datetime]:
    """`window_at` or `confirm_at` as the extensions until the moment have put it off."""
    if not moment.replay:
        return column
    days = select(shops.c.settings["extend_days"].as_integer()).where(shops.c.id == p.shop_id).correlate(parcels)
    usual = func.coalesce(days.scalar_subquery(), ShopSettings().extend_days)
    since = times_done(Subject.PARCEL, p.id, Done.EXTENDED, after=moment.now)
    return type_coerce(_plain(column) - since * usual * DAY, Instant)


def is_coming_back(moment: Moment) -> ColumnElement[bool]:
    """Refused or on its way back, and not with us again (domain 5.4), whatever became of its orders."""
    return and_(known(p.returning_since, moment), missing(p.back_at, moment))


def is_in_trouble(moment: Moment) -> ColumnElement[bool]:
    """The latest scan that is understood says problem or lost (domain 5.1, 疑难)."""
    if not moment.replay:
        # Its index is found by the very words of its condition, so the values stand in the statement.
        words: Any = bindparam("trouble", [state.value for state in IN_TROUBLE], expanding=True, literal_execute=True)
        return and_(type_coerce(p.state, Text).in_(words), p.state_at.is_not(None), is_watched(moment))
    rank = case(RANK, value=scans.c.state, else_=-1)
    read = (scans.c.parcel_id == p.id, scans.c.at <= moment.now, scans.c.state != ParcelState.UNKNOWN)
    latest = select(scans.c.state).where(*read).order_by(scans.c.at.desc(), rank.desc(), scans.c.text.desc())
    return and_(latest.limit(1).correlate(parcels).scalar_subquery().in_(IN_TROUBLE), is_watched(moment))


FLAGS: dict[Flag, Callable[[Moment], ColumnElement[bool]]] = {
    Flag.NO_PICKUP: has_no_pickup,
    Flag.STUCK: is_stuck,
    Flag.UNSIGNED: is_unsigned,
    Flag.WINDOW: is_in_window,
    Flag.COMING_BACK: is_coming_back,
    Flag.TROUBLE: is_in_trouble,
}

REPORTED = (Flag.COMING_BACK, Flag.TROUBLE)


def is_flagged(moment: Moment) -> ColumnElement[bool]:
    """Any flag is up, and an order is known whose buyer may ask, or the courier itself reports it."""
    if moment.replay:
        has_order = select(links.c.parcel_id).where(links.c.parcel_id == p.id).correlate(parcels).exists()
        overdue = or_(*(raised(moment) for flag, raised in FLAGS.items() if flag not in REPORTED))
        # What costs least and rules out most stands in front: most parcels are over.
        watched = and_(is_watched(moment), has_order, overdue)
        return or_(watched, *(FLAGS[flag](moment) for flag in REPORTED))
    return and_(p.flagged_at.is_not(None), p.flagged_at <= moment.now)


VIEWS: dict[str, View] = {
    view.key: view
    for view in (
        View("flagged", is_flagged, ("flagged",)),
        View("no_scan", has_no_scan, ("shipped",), clock=p.shipped_at, daily=True),
        View(Flag.WINDOW, is_in_window, ("window",)),
        View(Flag.NO_PICKUP, has_no_pickup, ("shipped",)),
        View(Flag.STUCK, is_stuck, ("move",)),
        View(Flag.UNSIGNED, is_unsigned, ("sign",)),
        View(Flag.COMING_BACK, is_coming_back, ("back",)),
        View(Flag.TROUBLE, is_in_trouble, ("state",)),
    )
}

SORTS: dict[str, Sort] = {
    "flagged": Sort("flagged", p.flagged_at),
    "shipped": Sort("shipped", p.shipped_at),
    "window": Sort("window", p.window_at),
    "move": Sort("move", p.move_due_at),
    "sign": Sort("sign", p.sign_due_at),
    "back": Sort("back", p.returning_since),
    "state": Sort("state", p.state_at),
}


def sorted_by(sort: str, moment: Moment) -> str:
    """By what the rows of a sort really stand. In a replay no column says when the first flag went up: there those
    shipped first stand in front."""
    return "shipped" if moment.replay and sort == "flagged" else sort


def sort_of(view: str, sort: str | None, moment: Moment) -> Sort:
    """The order of rows."""
    chosen = SORTS[sort or VIEWS[view].sorts[0]]
    if sorted_by(chosen.key, moment) != chosen.key:
        return Sort(chosen.key, func.coalesce(p.shipped_at, p.last_scan_at, type_=Instant()))
    if chosen.key == "window":
        return Sort(chosen.key, as_extended(p.window_at, moment))
    return chosen


def _plain(value: ColumnElement[datetime]) -> ColumnElement[int]:
    """A time as the number that it is stored as, to be reckoned with."""
    return type_coerce(value, BigInteger)
