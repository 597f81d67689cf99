"""Staged lists of the ERP into what is known of orders in the house: slip, waybill, wave, still to be sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    case,
    func,
    literal,
    select,
    type_coerce,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import Instant, later_of, table_of
from store.orders.printed import WHAT, of_list, of_table, together
from store.orders.staged import PRINT_TEXTS, PRINT_TIMES, staged_prints, staged_prints_more
from store.orders.tables import Order, OrderPrint
from store.orders.waves_intake import apply_waves
from store.shops.pairing import stamp_of, write_changes
from store.shops.slices import Merged, Slice

orders, prints = table_of(Order), table_of(OrderPrint)

STILL_TO_SEND = ("erp.to_ship", "erp.late")
"""Lists of which every order has not been sent yet, as of the list (domain 1.6)."""

FIELDS = (*PRINT_TEXTS, *PRINT_TIMES)

rows = Table(
    "merge_prints",
    MetaData(),
    Column("order_no", Text, primary_key=True),
    Column("line", Integer),
    Column("further", Integer),
    Column("row_id", Integer),
    Column("newer", Integer),
    Column("slip", Integer),
    Column("waybill", Integer),
    prefixes=["TEMPORARY"],
)
"""The slice at work: an order of a list, the last line about it, and what all its lines say together."""


def merge(connection: Connection, piece: Slice) -> Merged:
    """Bring one slice of a list into `order_prints`; repeatable without harm.

    A row counts as what became of its order; of rows of one order in a file the last one counts, others are repeated.
    An order that the ERP has split stands in several rows: it is printed when one of them is, because that one has to
    be fetched. A row that names several orders of one parcel is evidence for each, and counts by the first.
    """
    rows.create(connection, checkfirst=True)
    connection.execute(rows.delete())
    here = staged_prints.c.line.between(piece.first, piece.last)
    total = connection.scalar(select(func.count()).select_from(staged_prints).where(here)) or 0
    _take(connection, piece)
    _hear_all_lines(connection)
    first = rows.c.further == 0
    taken = connection.scalar(select(func.count()).select_from(rows).where(first)) or 0
    changed = _change(connection, piece, first)
    _change(connection, piece, ~first)
    added = _add(connection, piece, first)
    _add(connection, piece, ~first)
    apply_waves(connection, prints.c.id.in_(_ids(piece)))
    return Merged(added, changed, taken - added - changed, total - taken)


def _take(connection: Connection, piece: Slice) -> None:
    """The last line of every order, if it lies in the slice; then the orders that only further numbers name."""
    s, more, later = staged_prints.c, staged_prints_more.c, staged_prints.alias("later").c
    known = and_(prints.c.shop_id == piece.shop_id, prints.c.order_no == s.order_no)
    is_last = ~select(later.line).where(later.order_no == s.order_no, later.line > s.line).exists()
    names = ["order_no", "line", "further", "row_id", "newer"]
    query = select(s.order_no, s.line, literal(0), prints.c.id, _may(piece))
    query = query.select_from(staged_prints.outerjoin(prints, known))
    query = query.where(s.line.between(piece.first, piece.last), is_last)
    connection.execute(rows.insert().from_select(names, query))
    known = and_(prints.c.shop_id == piece.shop_id, prints.c.order_no == more.order_no)
    named = select(s.line).where(s.order_no == more.order_no).exists()
    further = select(more.order_no, more.line, literal(1), prints.c.id, _may(piece))
    further = further.select_from(staged_prints_more.outerjoin(prints, known))
    again = staged_prints_more.alias("again").c
    is_last = ~select(again.line).where(again.order_no == more.order_no, again.line > more.line).exists()
    further = further.where(more.line.between(piece.first, piece.last), ~named, is_last)
    connection.execute(insert(rows).from_select(names, further).on_conflict_do_nothing())


def _may(piece: Slice) -> ColumnElement[int]:
    return case((prints.c.as_of > piece.as_of, 0), else_=1)


def _hear_all_lines(connection: Connection) -> None:
    """What all lines of the file about an order say together: yes where one says yes."""
    s, more = staged_prints.c, staged_prints_more.c
    own = {}
    for what in WHAT:
        said = select(func.max(s[f"{what}_printed"])).where(s.order_no == rows.c.order_no)
        own[what] = said.correlate(rows).scalar_subquery()
    connection.execute(update(rows).values(own))
    words = [func.max(s[f"{what}_printed"]).label(what) for what in WHAT]
    named = select(more.order_no, *words).select_from(staged_prints_more.join(staged_prints, more.line == s.line))
    with_others = named.group_by(more.order_no).subquery("with_others").c
    both = {what: _either(rows.c[what], with_others[what]) for what in WHAT}
    connection.execute(update(rows).values(both).where(rows.c.order_no == with_others.order_no))


def _either(one: ColumnElement[Any], other: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(func.max(one, other), one, other)


def _words(piece: Slice) -> dict[str, Any]:
    """The values of both words after the list was heard, beside what the book knows."""
    as_of = literal(piece.as_of, Instant)
    values: dict[str, Any] = {}
    for what in WHAT:
        values |= together(of_table(prints, what), of_list(rows.c[what], as_of)).values(what)
    if piece.source in STILL_TO_SEND:
        values["unshipped_as_of"] = later_of(prints.c.unshipped_as_of, as_of)
    return values


def _change(connection: Connection, piece: Slice, which: ColumnElement[bool]) -> int:
    s, values = staged_prints.c, _words(piece)
    for name in FIELDS:
        if name in piece.fields:
            said = (s[name], prints.c[name])
            believed = case((rows.c.newer == 1, func.coalesce(*said)), else_=func.coalesce(*reversed(said)))
            values[name] = type_coerce(believed, prints.c[name].type)
    paired = and_(prints.c.id == rows.c.row_id, s.line == rows.c.line, s.line.between(piece.first, piece.last), which)
    ages = [name for name in values if name.endswith("_as_of")]
    changed = write_changes(connection, prints, values, paired, quiet=ages)
    older = and_(paired, rows.c.newer == 1, prints.c.as_of < piece.as_of)
    connection.execute(update(prints).values(stamp_of(piece)).where(older))
    return changed


def _add(connection: Connection, piece: Slice, which: ColumnElement[bool]) -> int:
    s, as_of = staged_prints.c, literal(piece.as_of, Instant)
    values: dict[str, Any] = {name: s[name] for name in FIELDS if name in piece.fields}
    for what in WHAT:
        values |= of_list(rows.c[what], as_of).values(what)
    if piece.source in STILL_TO_SEND:
        values["unshipped_as_of"] = as_of
    values |= stamp_of(piece)
    order = select(orders.c.id).where(orders.c.shop_id == piece.shop_id, orders.c.order_no == rows.c.order_no)
    first = (literal(piece.shop_id), rows.c.order_no, literal(1), order.correlate(rows).scalar_subquery())
    query = select(*first, *values.values()).select_from(rows.join(staged_prints, s.line == rows.c.line))
    query = query.where(s.line.between(piece.first, piece.last), rows.c.row_id.is_(None), which)
    names = ["shop_id", "order_no", "version", "order_id", *values]
    return connection.execute(insert(prints).from_select(names, query.order_by(rows.c.line))).rowcount


def _ids(piece: Slice) -> Select[Any]:
    mine = and_(prints.c.shop_id == piece.shop_id, prints.c.order_no == rows.c.order_no)
    return select(prints.c.id).select_from(rows.join(prints, mine))


def link_orders(connection: Connection, shop_id: int, came: Select[Any]) -> None:
    """Orders came that lists had spoken about before."""
    new = came.subquery("came")
    number, order = new.c[1], new.c[0]
    waiting = and_(prints.c.shop_id == shop_id, prints.c.order_no == number, prints.c.order_id.is_(None))
    connection.execute(update(prints).values(order_id=order, version=prints.c.version + 1).where(waiting))
