"""Reading parcels as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, func, or_, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.paging import Listed, QueryWindow, Sort
from store.book.transactions import Book
from store.buyers.tables import Contact
from store.handling.queries import HANDLING, Handled, MarkView, handling_of, with_handling
from store.handling.rules import Subject
from store.orders.tables import Order
from store.parcels.rules import Deadline, Flag, ParcelState, next_deadline
from store.parcels.tables import Parcel, ParcelOrder, ParcelScan
from store.parcels.views import FLAGS, VIEWS, as_extended, sort_of
from store.shops.queries import FloorDay
from store.shops.tables import Shop

parcels, links, scans = table_of(Parcel), table_of(ParcelOrder), table_of(ParcelScan)
orders, shops, contacts = table_of(Order), table_of(Shop), table_of(Contact)


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """A parcel as a line of a list."""

    id: int
    tag: str
    tracking_no: str
    courier: str | None
    to: str
    """Province and city, no more."""
    order_id: int | None
    order_no: str
    """The first of its orders; empty where nobody knows one."""
    state: ParcelState | None
    state_word: str
    scan_at: datetime | None
    """The last scan."""
    shipped_at: datetime | None
    due: Deadline | None
    """What is next to happen to it, by `due_at`."""
    due_at: datetime | None
    due_estimated: bool
    flags: tuple[Flag, ...]
    sorted_at: datetime | None = None
    """The time that the list is sorted by; of the windows when they end."""
    done: MarkView | None = None
    owner: str = ""
    owner_due_at: datetime | None = None
    still: bool = True
    """Whether it belongs to the list it was opened in."""


def parcel_window(
    book: Book, moment: Moment, view: str, sort: str | None = None, text: str = ""
) -> QueryWindow[ParcelRow]:
    """The list of parcels: one of `VIEWS`, narrowed by what was typed."""
    return QueryWindow(book, *parcels_listed(moment, VIEWS[view].day(book, moment), view, sort, text))


def parcels_listed(
    moment: Moment,
    day: FloorDay | None,
    view: str,
    sort: str | None = None,
    text: str = "",
    handled: Handled | None = None,
) -> tuple[Listed[ParcelRow], Sort]:
    """What such a window shows, and in which order; without those that are handled, where that is asked."""
    by = sort_of(view, sort, moment)
    unhandled = () if handled is None else (~handled.has(parcels.c.id),)
    listed = Listed(
        source=_source(moment),
        columns=_columns(by, moment),
        ident=parcels.c.id,
        where=(VIEWS[view].within(moment, day), *unhandled, *matches(text)),
        make=lambda *values: _made(moment, *values),
        counted=None if text.strip() else parcels,
    )
    return listed, by


def matches(text: str) -> Sequence[ColumnElement[bool]]:
    """What a parcel found under `text` fits: a shop's tag, a courier, how its number or its order's begins or ends."""
    text = text.strip()
    if not text:
        return ()
    numbers = [column.startswith(text, autoescape=True) for column in (parcels.c.tracking_no, orders.c.order_no)]
    numbers += [column.endswith(text, autoescape=True) for column in (parcels.c.tracking_no, orders.c.order_no)]
    named = (func.lower(shops.c.tag) == text.lower(), func.lower(parcels.c.courier) == text.lower())
    places = (contacts.c.province.startswith(text, autoescape=True), contacts.c.city.startswith(text, autoescape=True))
    return (or_(*numbers, *named, *places),)


def _source(moment: Moment) -> FromClause:
    """Outer joins, so that SQLite walks the parcels in the order of the list and looks the rest up."""
    first = links.alias("first_link")
    one = select(func.min(first.c.order_id)).where(first.c.parcel_id == parcels.c.id).correlate_except(first)
    named = parcels.outerjoin(shops, shops.c.id == parcels.c.shop_id)
    bought = named.outerjoin(orders, orders.c.id == one.scalar_subquery())
    placed = bought.outerjoin(contacts, contacts.c.id == orders.c.contact_id)
    return with_handling(placed, Subject.PARCEL, parcels.c.id, moment)


def _columns(by: Sort, moment: Moment) -> tuple[ColumnElement[Any], ...]:
    p, confirm = parcels.c, as_extended(parcels.c.confirm_at, moment)
    told = confirm if by.key == "window" else by.column
    return (
        *(p.id, by.column.label("sort_key"), shops.c.tag, p.tracking_no, p.courier),
        *(contacts.c.province, contacts.c.city),
        *(orders.c.id, orders.c.order_no, p.state, p.state_word, p.state_at, _last_scan(moment), p.shipped_at),
        *(p.picked_up_at, p.returning_since, told.label("sorted_at"), p.pickup_due_at, p.move_due_at, p.sign_due_at),
        confirm,
        *(raised(moment).label(flag) for flag, raised in FLAGS.items()),
        *HANDLING,
    )


def _last_scan(moment: Moment) -> ColumnElement[Any]:
    if not moment.replay:
        return parcels.c.last_scan_at
    last = select(func.max(scans.c.at)).where(and_(scans.c.parcel_id == parcels.c.id, scans.c.at <= moment.now))
    return last.correlate(parcels).scalar_subquery()


def _made(
    moment: Moment,
    row_id: int,
    tag: str,
    tracking_no: str,
    courier: str | None,
    province: str | None,
    city: str | None,
    order_id: int | None,
    order_no: str | None,
    state: ParcelState | None,
    state_word: str | None,
    state_at: datetime | None,
    scan_at: datetime | None,
    shipped_at: datetime | None,
    picked_up_at: datetime | None,
    returning_since: datetime | None,
    sorted_at: datetime | None,
    *rest: Any,
) -> ParcelRow:
    (pickup, move, sign, confirm), raised, handling = rest[:4], rest[4 : 4 + len(FLAGS)], rest[4 + len(FLAGS) :]
    now = moment.now
    gone = picked_up_at is not None and picked_up_at <= now
    back = returning_since is not None and returning_since <= now
    due, due_at = next_deadline(
        {
            Deadline.PICKUP: None if gone else pickup,
            Deadline.MOVE: None if back or moment.replay else move,
            Deadline.SIGN: sign if gone and not back else None,
            Deadline.CONFIRM: confirm,
        },
        now,
    )
    seen = state_at is not None and state_at <= now
    return ParcelRow(
        id=row_id,
        tag=tag,
        tracking_no=tracking_no,
        courier=courier,
        to=" ".join(filter(None, (province, city))),
        order_id=order_id,
        order_no=order_no or "",
        state=state if seen else None,
        state_word=state_word or "" if seen else "",
        scan_at=scan_at,
        shipped_at=shipped_at if shipped_at and shipped_at <= now else None,
        due=due,
        due_at=due_at,
        due_estimated=due is Deadline.CONFIRM,
        flags=tuple(flag for flag, up in zip(FLAGS, raised, strict=True) if up),
        sorted_at=sorted_at,
        **handling_of(*handling),
    )
