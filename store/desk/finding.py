"""Finding orders and buyers by what people say: each question is answered from an index, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, select

from store.book.clock import Moment
from store.book.columns import EPOCH, TAIL, Instant, beginning, table_of, tail, unindexed
from store.buyers.tables import BUYER_WORDS, Contact
from store.desk.hits import Ref, Why
from store.orders.line_tables import TITLE_WORDS, Title
from store.orders.tables import Order
from store.orders.views import is_there
from store.parcels.tables import Parcel, ParcelOrder

orders, titles, contacts = table_of(Order), table_of(Title), table_of(Contact)
parcels, parcel_orders = table_of(Parcel), table_of(ParcelOrder)

CANDIDATES = 1_000
"""So many buyers, parcels and telephones are looked at for the newest; where there are more, type more."""
TITLES = 20_000


class Finder:
    """Asks at one moment, `most` answers to a question."""

    def __init__(self, connection: Connection, moment: Moment, most: int) -> None:
        self._connection, self._moment, self._most = connection, moment, most

    # Numbers of orders

    def numbers(self, these: Iterable[str]) -> list[Ref]:
        """The orders with one of these numbers."""
        return self._orders(Why.NUMBER, orders.c.order_no.in_(these))

    def number_tail(self, end: str) -> list[Ref]:
        """Those whose number ends so."""
        return self._orders(Why.NUMBER_TAIL, *_ends(orders.c.order_no, end))

    def number_begin(self, begin: str) -> list[Ref]:
        """Those whose number begins so; the highest first, because numbers grow and are many."""
        query = select(orders.c.id).where(beginning(orders.c.order_no, begin), is_there(self._moment))
        found = self._connection.scalars(query.order_by(orders.c.order_no.desc()).limit(self._most))
        return [Ref(Why.NUMBER_BEGIN, order_id) for order_id in found]

    def _orders(self, why: Why, *where: ColumnElement[bool]) -> list[Ref]:
        query = select(orders.c.id).where(*where, is_there(self._moment)).order_by(*_newest_first()).limit(self._most)
        return [Ref(why, order_id) for order_id in self._connection.scalars(query)]

    # Numbers of parcels

    def trackings(self, these: Iterable[str]) -> list[Ref]:
        """The orders in the parcels with one of these numbers."""
        return self._parcels(Why.TRACKING, parcels.c.tracking_no.in_(these))

    def tracking_tail(self, end: str) -> list[Ref]:
        """Those in parcels whose number ends so."""
        return self._parcels(Why.TRACKING_TAIL, *_ends(parcels.c.tracking_no, end))

    def tracking_begin(self, begin: str) -> list[Ref]:
        """Those in parcels whose number begins so."""
        return self._parcels(Why.TRACKING_BEGIN, beginning(parcels.c.tracking_no, begin))

    def _parcels(self, why: Why, *where: ColumnElement[bool]) -> list[Ref]:
        some = select(parcels.c.id).where(*where).limit(CANDIDATES).subquery()
        linked = some.outerjoin(parcel_orders, parcel_orders.c.parcel_id == some.c.id)
        query = (
            select(orders.c.id, some.c.id)
            .select_from(linked.outerjoin(orders, orders.c.id == parcel_orders.c.order_id))
            .where(is_there(self._moment))
            .order_by(*_newest_first())
            .limit(self._most)
        )
        return [Ref(why, order_id, parcel_id=parcel_id) for order_id, parcel_id in self._connection.execute(query)]

    # Buyers

    def phones(self, number: str, *, whole: bool) -> list[Ref]:
        """The buyers of orders that go to this telephone, or to one that ends so. A star on either side of an end fits
        any digit: most exports mask the middle."""
        some = contacts.c.phone.is_not(None), tail(contacts.c.phone) == number[-TAIL:]
        rows = self._connection.execute(select(contacts.c.id, contacts.c.phone).where(*some).limit(CANDIDATES))
        ids = [row.id for row in rows if (row.phone == number if whole else _may_be(row.phone, number))]
        query = (
            select(orders.c.buyer_id, orders.c.id)
            .where(orders.c.contact_id.in_(ids), is_there(self._moment))
            .order_by(*_newest_first())
        )
        why = Why.PHONE if whole else Why.PHONE_TAIL
        refs = (
            Ref(why, order_id) if buyer_id is None else Ref(why, buyer_id=buyer_id)
            for buyer_id, order_id in self._connection.execute(query)
        )
        return list({ref.key: ref for ref in refs}.values())[: self._most]

    def buyers(self, why: Why, query: str, *, initials: bool = False) -> list[Ref]:
        """The buyers whose nick fits, who ordered last first."""
        some = BUYER_WORDS.found(query, CANDIDATES, initials=initials)
        return [Ref(why, buyer_id=buyer_id) for buyer_id in self._newest(some, orders.c.buyer_id)]

    # Goods

    def goods(self, why: Why, query: str, *, initials: bool = False) -> list[Ref]:
        """The orders with a title that fits.

        Of the titles those `most` that were ordered last are enough, and of each of them its last `most` orders: no
        other order can be among the newest.
        """
        some = self._newest(TITLE_WORDS.found(query, TITLES, initials=initials), orders.c.title_id)
        its = orders.alias("its")
        last = (
            select(its.c.placed_at)
            .where(its.c.title_id == titles.c.id, its.c.placed_at <= self._moment.now)
            .order_by(its.c.placed_at.desc())
            .offset(self._most - 1)
            .limit(1)
            .correlate(titles)
            .scalar_subquery()
        )
        since = func.coalesce(last, literal(EPOCH, Instant), type_=Instant())
        theirs = titles.outerjoin(orders, and_(orders.c.title_id == titles.c.id, orders.c.placed_at >= since))
        found = self._connection.scalars(
            select(orders.c.id)
            .select_from(theirs)
            .where(titles.c.id.in_(some), is_there(self._moment))
            .order_by(*_newest_first())
            .limit(self._most)
        )
        return [Ref(why, order_id) for order_id in found]

    def _newest(self, some: Select[Any], column: ColumnElement[int | None]) -> Sequence[int]:
        """Of some buyers or titles those that were ordered last; without any order they are none."""
        found = some.subquery()
        newest = (
            select(func.max(orders.c.placed_at))
            .where(column == found.c.id, orders.c.placed_at <= self._moment.now)
            .correlate(found)
            .label("newest")
        )
        query = select(found.c.id, newest).order_by(newest.desc(), found.c.id.desc()).limit(self._most)
        return [row.id for row in self._connection.execute(query) if row.newest is not None]


def _newest_first() -> tuple[ColumnElement[Any], ...]:
    """Not by the index of the time: it would be walked for the few that another index has at once."""
    return unindexed(orders.c.placed_at).desc(), orders.c.id.desc()


def _ends(column: ColumnElement[str], end: str) -> tuple[ColumnElement[bool], ...]:
    return tail(column) == end[-TAIL:], column.endswith(end, autoescape=True)


def _may_be(phone: str, number: str) -> bool:
    """Whether a telephone that may be masked ends like a number that may be."""
    if len(phone) < len(number):
        return False
    pairs = zip(phone[-len(number) :], number, strict=True)
    return all(one == other or "*" in (one, other) for one, other in pairs)
