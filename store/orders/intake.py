"""Staged rows into the orders, set-based. What is believed of two files stands in `store.orders.belief`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import Instant, from_ms, table_of
from store.orders.belief import Belief, Speaks, buyers, contacts, orders
from store.orders.findable import make_findable
from store.orders.rules import TITLES_JOINED_BY, split_titles
from store.orders.staged import CONTACT, Slice, house_days, rows, staged
from store.orders.tables import OrderLine, OrderSource
from store.shops.rules import house_steps

sources, lines = table_of(OrderSource), table_of(OrderLine)


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the rows of a slice."""

    added: int = 0
    changed: int = 0
    same: int = 0
    repeated: int = 0


def prepare(connection: Connection) -> None:
    """Make the working tables of a merge; they live in the memory of this connection."""
    rows.create(connection, checkfirst=True)
    house_days.create(connection, checkfirst=True)


def merge(connection: Connection, piece: Slice) -> Merged:
    """Bring one slice of staged rows into buyers, contacts, orders, lines and sources; repeatable without harm."""
    connection.execute(rows.delete())
    in_slice = staged.c.line.between(piece.first, piece.last)
    total = connection.scalar(select(func.count()).select_from(staged).where(in_slice)) or 0
    _take_rows(connection, piece, in_slice)
    _add_buyers(connection, piece)
    _add_contacts(connection, piece)
    _lay_house_days(connection, piece)
    taken = connection.scalar(select(func.count()).select_from(rows)) or 0
    changed = _overwrite(connection, piece) + _fill(connection, piece)
    added = _add_orders(connection, piece)
    _number(connection, piece)
    _remember_source(connection, piece)
    _add_lines(connection, piece)
    make_findable(connection, select(rows.c.order_id))
    return Merged(added, changed, taken - added - changed, total - taken)


def _take_rows(connection: Connection, piece: Slice, in_slice: ColumnElement[bool]) -> None:
    """The last staged line of every order number, if it lies in this slice."""
    later = staged.alias("later")
    is_last = ~select(later.c.line).where(later.c.order_no == staged.c.order_no, later.c.line > staged.c.line).exists()
    known = and_(orders.c.shop_id == piece.shop_id, orders.c.order_no == staged.c.order_no)
    spoken = and_(sources.c.order_id == orders.c.id, sources.c.source == piece.source)
    query = (
        select(staged.c.line, orders.c.id, case((sources.c.as_of > piece.as_of, 0), else_=1))
        .select_from(staged.outerjoin(orders, known).outerjoin(sources, spoken))
        .where(in_slice, is_last)
    )
    connection.execute(rows.insert().from_select(["line", "order_id", "newer"], query))


def at_work(piece: Slice, *more: ColumnElement[bool]) -> tuple[FromClause, ColumnElement[bool]]:
    """The slice's staged rows that are merged.

    The bounds are said although `rows` has no others: SQLite knows no sizes, and would walk the whole staged file for
    each slice and look every line up in `rows`.
    """
    bounds = staged.c.line.between(piece.first, piece.last)
    return rows.join(staged, staged.c.line == rows.c.line), and_(bounds, *more)


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


def _lay_house_days(connection: Connection, piece: Slice) -> None:
    """The house's days from the first payment of the slice to the last, those included that the book knew before."""
    source = rows.join(staged, staged.c.line == rows.c.line).outerjoin(orders, orders.c.id == rows.c.order_id)
    paid = Belief(piece, Speaks.NEWER).paid_at
    known = (func.min(staged.c.paid_at), func.max(staged.c.paid_at), func.min(paid), func.max(paid))
    found = [_moment(value) for value in connection.execute(select(*known).select_from(source)).one() if value]
    connection.execute(house_days.delete())
    if found:
        steps = house_steps(min(found), max(found), piece.settings)
        connection.execute(house_days.insert(), [{"begins_at": at, "due_at": due} for at, due in steps])


def _moment(value: Any) -> datetime:
    return from_ms(value) if isinstance(value, int) else value


def _add_orders(connection: Connection, piece: Slice) -> int:
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
    """A file at least as new as the last of its kind."""
    return _update(connection, Belief(piece, Speaks.NEWER).values(), rows.c.newer == 1)


def _fill(connection: Connection, piece: Slice) -> int:
    """An older file."""
    return _update(connection, Belief(piece, Speaks.OLDER).values(), rows.c.newer == 0)


def _update(connection: Connection, values: Mapping[str, ColumnElement[Any]], which: ColumnElement[bool]) -> int:
    present = connection.scalar(select(func.count()).select_from(rows).where(rows.c.order_id.is_not(None), which))
    if not present:
        return 0
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


def _add_lines(connection: Connection, piece: Slice) -> None:
    """The titles of orders that have no lines yet; a list of items will say it better."""
    if "title" not in piece.fields:
        return
    has_lines = select(lines.c.id).where(lines.c.order_id == rows.c.order_id).exists()
    joined = staged.c.title.contains(TITLES_JOINED_BY)
    found = _split(connection, *at_work(piece, joined, ~has_lines))
    source, here = at_work(piece, staged.c.title.is_not(None), ~joined, ~has_lines)
    names = ["order_id", "position", "title", "quantity", "version"]
    query = select(rows.c.order_id, literal(0), staged.c.title, staged.c.quantity, literal(1))
    connection.execute(insert(lines).from_select(names, query.select_from(source).where(here)))
    if found:
        connection.execute(insert(lines).on_conflict_do_nothing(), found)


def _split(connection: Connection, source: FromClause, here: ColumnElement[bool]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    query = select(rows.c.order_id, staged.c.title, staged.c.quantity).select_from(source).where(here)
    for order_id, title, quantity in connection.execute(query):
        titles = split_titles(title)
        for position, one in enumerate(titles):
            number = quantity if len(titles) == 1 else None
            found.append({"order_id": order_id, "position": position, "title": one, "quantity": number, "version": 1})
    return found
