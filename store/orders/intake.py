"""Staged rows into the orders, set-based. What is believed of two files stands in `store.orders.belief`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, null, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import Instant, table_of
from store.orders.belief import Belief, Speaks, buyers, contacts, orders
from store.orders.clocks import lay_house_days
from store.orders.findable import make_findable
from store.orders.money_only import mark_money_only
from store.orders.side_tables import OrderSource
from store.orders.staged import CONTACT, at_work, rows, staged
from store.orders.telling import tell_orders_came
from store.orders.titles_intake import add_titles
from store.shops.pairing import fields_of
from store.shops.slices import Merged, Slice

sources = table_of(OrderSource)


def merge(connection: Connection, piece: Slice) -> Merged:
    """Bring one slice of staged orders into buyers, contacts, orders, lines and sources; repeatable without harm.

    A row counts as what became of its order; of rows of one order in a file the last one counts, others are repeated.
    """
    rows.create(connection, checkfirst=True)
    connection.execute(rows.delete())
    in_slice = staged.c.line.between(piece.first, piece.last)
    total = connection.scalar(select(func.count()).select_from(staged).where(in_slice)) or 0
    _take_rows(connection, piece, in_slice)
    _add_buyers(connection, piece)
    _add_contacts(connection, piece)
    lay_house_days(connection, piece)
    taken = connection.scalar(select(func.count()).select_from(rows)) or 0
    changed = _overwrite(connection, piece) + _fill(connection, piece)
    added = _add_orders(connection, piece)
    _number(connection, piece)
    _remember_source(connection, piece)
    if "title" in piece.fields:
        add_titles(connection, piece)
        mark_money_only(connection, piece.settings, select(rows.c.order_id))
    make_findable(connection, select(rows.c.order_id))
    tell_orders_came(connection, piece.shop_id, _fresh(piece))
    return Merged(added, changed, taken - added - changed, total - taken)


def _take_rows(connection: Connection, piece: Slice, in_slice: ColumnElement[bool]) -> None:
    """The last staged line of every order number, if it lies in this slice."""
    later = staged.alias("later")
    is_last = ~select(later.c.line).where(later.c.order_no == staged.c.order_no, later.c.line > staged.c.line).exists()
    known = and_(orders.c.shop_id == piece.shop_id, orders.c.order_no == staged.c.order_no)
    spoken = and_(sources.c.order_id == orders.c.id, sources.c.source == piece.source)
    may = case((sources.c.as_of > piece.as_of, 0), else_=1)
    query = (
        select(staged.c.line, orders.c.id, may, _newer_others(piece), orders.c.id.is_(None))
        .select_from(staged.outerjoin(orders, known).outerjoin(sources, spoken))
        .where(in_slice, is_last)
    )
    connection.execute(rows.insert().from_select(["line", "order_id", "newer", "others", "fresh"], query))


def _newer_others(piece: Slice) -> ColumnElement[Any]:
    """The imports of other kinds that spoke about the order and are newer; without newer files nobody looks."""
    if not piece.newer:
        return null()
    others = sources.alias("others")
    mine = (others.c.order_id == orders.c.id, others.c.source != piece.source, others.c.as_of > piece.as_of)
    return select(func.group_concat(others.c.import_id)).where(*mine).correlate(orders).scalar_subquery()


def _add_buyers(connection: Connection, piece: Slice) -> None:
    source, here = at_work(piece, staged.c.buyer_nick.is_not(None))
    query = select(literal(piece.shop_id), staged.c.buyer_nick, literal(1)).select_from(source).where(here).distinct()
    connection.execute(insert(buyers).from_select(["shop_id", "nick", "version"], query).on_conflict_do_nothing())


def _add_contacts(connection: Connection, piece: Slice) -> None:
    source, here = at_work(piece, staged.c.contact_digest.is_not(None))
    query = (
        select(literal(piece.shop_id), staged.c.contact_digest, literal(1), *(staged.c[name] for name in CONTACT))
        .select_from(source)
        .where(here)
    )
    names = ["shop_id", "digest", "version", *CONTACT]
    connection.execute(insert(contacts).from_select(names, query).on_conflict_do_nothing())


def _add_orders(connection: Connection, piece: Slice) -> int:
    if not _any(connection, rows.c.order_id.is_(None)):
        return 0
    values = Belief(piece, Speaks.FIRST).values()
    source, fresh = at_work(piece, rows.c.order_id.is_(None))
    query: Select[Any] = (
        select(literal(piece.shop_id), staged.c.order_no, literal(1), literal(0), *values.values())
        .select_from(source)
        .where(fresh)
        .order_by(rows.c.line)
    )
    names = ["shop_id", "order_no", "version", "money_only", *values]
    return connection.execute(insert(orders).from_select(names, query)).rowcount


def _number(connection: Connection, piece: Slice) -> None:
    """Write the ids of the orders just made beside their lines: what follows finds them without asking the orders."""
    number = select(staged.c.order_no).where(staged.c.line == rows.c.line).correlate(rows).scalar_subquery()
    made = select(orders.c.id).where(orders.c.shop_id == piece.shop_id, orders.c.order_no == number)
    connection.execute(
        update(rows).where(rows.c.order_id.is_(None)).values(order_id=made.correlate(rows).scalar_subquery())
    )


def _overwrite(connection: Connection, piece: Slice) -> int:
    """A file at least as new as the last of its kind; what newer files of other kinds said it only fills."""
    groups = connection.scalars(select(rows.c.others).where(rows.c.newer == 1).distinct()).all()
    changed = 0
    for group in groups:
        belief = Belief(piece, Speaks.NEWER, fields_of(piece, group) if group else frozenset())
        changed += _update(connection, belief, and_(rows.c.newer == 1, rows.c.others.is_not_distinct_from(group)))
    return changed


def _fill(connection: Connection, piece: Slice) -> int:
    """An older file."""
    return _update(connection, Belief(piece, Speaks.OLDER), rows.c.newer == 0)


def _any(connection: Connection, *which: ColumnElement[bool]) -> bool:
    """Whether the slice has such rows; to build what is done with them costs as much as a hundred of them."""
    return connection.execute(select(rows.c.line).where(*which).limit(1)).first() is not None


def _update(connection: Connection, belief: Belief, which: ColumnElement[bool]) -> int:
    if not _any(connection, rows.c.order_id.is_not(None), which):
        return 0
    values = belief.values()
    unlike = {name: value for name, value in values.items() if name != "status_as_of"}
    differs = or_(*(orders.c[name].is_distinct_from(value) for name, value in unlike.items()))
    statement = (
        update(orders)
        .values({**values, "version": orders.c.version + 1})
        .where(orders.c.id == rows.c.order_id, staged.c.line == rows.c.line, which, differs)
    )
    return connection.execute(statement).rowcount


def _remember_source(connection: Connection, piece: Slice) -> None:
    query = select(rows.c.order_id, literal(piece.source), literal(piece.as_of, Instant), literal(piece.import_id))
    query = query.where(rows.c.newer == 1)
    statement = insert(sources).from_select(["order_id", "source", "as_of", "import_id"], query)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["order_id", "source"],
            set_={"as_of": statement.excluded.as_of, "import_id": statement.excluded.import_id},
        )
    )


def _fresh(piece: Slice) -> Select[Any]:
    """The orders that this slice made."""
    source, here = at_work(piece, rows.c.fresh == 1)
    return select(rows.c.order_id, staged.c.order_no).select_from(source).where(here)
