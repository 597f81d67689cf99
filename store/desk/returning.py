"""What comes back to the warehouse and is to be received: the ERP's returned parcels and the buyers' shipments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Subquery,
    Table,
    and_,
    cast,
    func,
    or_,
    select,
    type_coerce,
    union_all,
)

from store.book.clock import Moment
from store.book.columns import known, missing, table_of
from store.book.paging import Listed, QueryWindow, Sort
from store.book.transactions import Book
from store.handling.queries import HANDLING, Handled, MarkView, handling_of, with_handling
from store.handling.rules import Subject
from store.parcels.returned_tables import ReturnedParcel
from store.parcels.rules import VOID_RETURNS
from store.refunds.returns_intake import REFUNDS_FROM
from store.refunds.tables import Refund
from store.refunds.views import is_open
from store.shops.tables import Shop

returned, refunds, shops = table_of(ReturnedParcel), table_of(Refund), table_of(Shop)

COLUMNS = (
    *("id", "since_at", "tracking_no", "courier", "order_id", "order_no", "refund_no", "state_word", "step_due_at"),
)


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A parcel that comes back, as a line of a list."""

    id: int
    """Of one that only a refund tells of, the refund's and `REFUNDS_FROM`."""
    tag: str
    tracking_no: str
    courier: str | None
    order_id: int | None
    order_no: str
    refund_no: str
    state_word: str
    """The ERP's, or the platform's of the refund."""
    since_at: datetime
    """Since when it is known: the age of the ERP's list, or when the refund was applied for."""
    step_due_at: datetime | None
    """When the platform takes the goods for received, where it says so."""
    done: MarkView | None = None
    owner: str = ""
    owner_due_at: datetime | None = None
    still: bool = True
    """Whether it belongs to the list it was opened in."""


def is_awaited(moment: Moment) -> ColumnElement[bool]:
    """The ERP lists the parcel and not yet that it was received (domain 4.5: 待收货; void ones are none)."""
    r = returned.c
    void = r.state_word.in_(VOID_RETURNS)
    return and_(missing(r.got_at, moment), r.as_of <= moment.now, void.is_not(True))


def is_on_its_way(moment: Moment) -> ColumnElement[bool]:
    """An open refund whose buyer has sent the goods under a number that no list of the warehouse has yet (domain 2.6,
    WAIT_SELLER_CONFIRM_GOODS with its shipment)."""
    r = refunds.c
    listed = select(returned.c.id).where(
        returned.c.tracking_no == r.return_tracking_no, known(returned.c.as_of, moment)
    )
    return and_(is_open(moment), r.return_tracking_no.is_not(None), ~listed.correlate(refunds).exists())


def is_to_receive(moment: Moment, ident: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the list of returns has the row `ident`."""
    parcel = select(returned.c.id).where(returned.c.id == ident, is_awaited(moment)).correlate_except(returned)
    shipment = (
        select(refunds.c.id)
        .where(refunds.c.id == ident - REFUNDS_FROM, is_on_its_way(moment))
        .correlate_except(refunds)
    )
    return or_(parcel.exists(), shipment.exists())


def to_receive(moment: Moment) -> Subquery:
    """All that is to be received, with all that a row shows: each kind comes in the order of its own index, and SQLite
    merges the two."""
    return _coming_back(moment, is_awaited(moment), is_on_its_way(moment))


def _named(moment: Moment, ids: Sequence[int]) -> Subquery:
    """The rows with these ids, to be received or not."""
    parcels = returned.c.id.in_([each for each in ids if each < REFUNDS_FROM])
    shipments = refunds.c.id.in_([each - REFUNDS_FROM for each in ids if each >= REFUNDS_FROM])
    return _coming_back(moment, parcels, shipments)


def _coming_back(moment: Moment, parcels: ColumnElement[bool], shipments: ColumnElement[bool]) -> Subquery:
    b, r = returned.c, refunds.c
    # Both kinds say of what affinity each column is: else SQLite puts all rows into a heap and sorts that.
    due = type_coerce(cast(_step_of(moment), BigInteger), r.step_due_at.type)
    listed = (b.id, b.as_of, b.tracking_no, b.courier, b.order_id, b.order_no, b.refund_no, b.state_word, due)
    number = cast(r.id + REFUNDS_FROM, BigInteger)
    sent = (
        *(number, r.opened_at, r.return_tracking_no, r.return_courier, r.order_id, r.order_no),
        *(r.refund_no, r.platform_word, r.step_due_at),
    )
    both = (_rows(moment, returned, listed).where(parcels), _rows(moment, refunds, sent).where(shipments))
    return union_all(*both).subquery("to_receive")


def _step_of(moment: Moment) -> ColumnElement[Any]:
    """The time of the step of the open refund that the ERP names for a parcel."""
    b, r = returned.c, table_of(Refund).alias("named")
    open_ = and_(missing(r.c.over_at, moment), r.c.opened_at <= moment.now)
    mine = (r.c.shop_id == b.shop_id, r.c.refund_no == b.refund_no, open_)
    return type_coerce(select(r.c.step_due_at).where(*mine).correlate(returned).scalar_subquery(), BigInteger)


def _rows(moment: Moment, table: Table, columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
    named = [column.label(name) for name, column in zip(COLUMNS, columns, strict=True)]
    source = table.outerjoin(shops, shops.c.id == table.c.shop_id)
    handled = with_handling(source, Subject.RETURN, columns[0], moment)
    return select(*named, shops.c.tag, *HANDLING).select_from(handled)


def return_window(
    book: Book, moment: Moment, view: str = "receive", sort: str | None = None, text: str = ""
) -> QueryWindow[ReturnRow]:
    """The list of what is to be received, the longest known first, narrowed by what was typed."""
    return QueryWindow(book, *returns_listed(moment, text))


def returns_listed(moment: Moment, text: str = "", handled: Handled | None = None) -> tuple[Listed[ReturnRow], Sort]:
    """What such a window shows, and in which order; without those that are handled, where that is asked."""
    listed = _listed(to_receive(moment), text, handled)

    def named(ids: Sequence[int]) -> Listed[ReturnRow]:
        found = _listed(_named(moment, ids), text, handled)
        return found._replace(where=(is_to_receive(moment, found.ident), *found.where))

    return listed._replace(named=named), Sort("since", listed.source.c.since_at)


def _listed(rows: Subquery, text: str, handled: Handled | None) -> Listed[ReturnRow]:
    r, unhandled = rows.c, () if handled is None else (~handled.has(rows.c.id),)
    return Listed(
        source=rows,
        columns=(
            *(r.id, r.since_at.label("sort_key"), r.tag, r.tracking_no, r.courier, r.order_id, r.order_no),
            *(r.refund_no, r.state_word, r.since_at, r.step_due_at),
            *(r[column.name] for column in HANDLING),
        ),
        ident=r.id,
        where=(*unhandled, *_matches(rows, text)),
        make=_made,
    )


def _matches(rows: Subquery, text: str) -> Sequence[ColumnElement[bool]]:
    """A shop's tag, or how one of its numbers begins or ends."""
    text = text.strip()
    if not text:
        return ()
    numbers = (rows.c.tracking_no, rows.c.order_no, rows.c.refund_no)
    begins = [number.startswith(text, autoescape=True) for number in numbers]
    ends = [number.endswith(text, autoescape=True) for number in numbers]
    return (or_(func.lower(rows.c.tag) == text.lower(), *begins, *ends),)


def _made(
    row_id: int,
    tag: str,
    tracking_no: str | None,
    courier: str | None,
    order_id: int | None,
    order_no: str | None,
    refund_no: str | None,
    state_word: str | None,
    since_at: datetime,
    step_due_at: datetime | None,
    *handling: Any,
) -> ReturnRow:
    numbers = (tracking_no or "", courier, order_id, order_no or "", refund_no or "")
    return ReturnRow(row_id, tag, *numbers, state_word or "", since_at, step_due_at, **handling_of(*handling))
