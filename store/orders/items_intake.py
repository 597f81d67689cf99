"""Staged items into the lines of orders. A list of items takes the place of the titles that an order list joined."""

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
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import Instant, table_of
from store.orders.findable import make_findable
from store.orders.items_orders import add_bare_orders, describe_orders
from store.orders.line_tables import OrderLine
from store.orders.money_only import mark_money_only
from store.orders.staged import ITEM_NUMBERS, ITEM_TEXTS, staged_items
from store.orders.tables import Order
from store.shops.pairing import stamp_of
from store.shops.slices import Merged, Slice

orders, lines = table_of(Order), table_of(OrderLine)

FIELDS = (*ITEM_TEXTS, *ITEM_NUMBERS)

rows = Table(
    "merge_items",
    MetaData(),
    Column("line", Integer, primary_key=True),
    Column("order_id", Integer),
    Column("item_no", Text),
    Column("position", Integer),
    Column("row_id", Integer),
    Column("newer", Integer),
    prefixes=["TEMPORARY"],
)
"""The slice at work: which staged item is which line of which order, and whether it may overwrite."""


def merge(connection: Connection, piece: Slice) -> Merged:
    """Bring one slice of staged items into the lines of their orders; repeatable without harm.

    A row counts as what became of its line; of rows of one item number in a file the last one counts, others are
    repeated. An order that nobody knew is made, with nothing but its number. A row without an item number is the same
    line as the one at its place; where the order's lines have numbers already and the one at its place is something
    else, the row tells nothing that can be believed, and counts as same.
    """
    rows.create(connection, checkfirst=True)
    connection.execute(rows.delete())
    add_bare_orders(connection, piece)
    taken, repeated = _take(connection, piece)
    _pair_by_place(connection)
    _drop_unsure(connection)
    changed = _change(connection, piece)
    added = _add(connection, piece)
    _stamp(connection, piece)
    touched = select(rows.c.order_id)
    _withdraw_titles(connection, piece, touched)
    describe_orders(connection, touched)
    mark_money_only(connection, piece.settings, touched)
    make_findable(connection, touched)
    return Merged(added, changed, taken - added - changed, repeated)


def _take(connection: Connection, piece: Slice) -> tuple[int, int]:
    """The last line of every item, if it lies in the slice, with its order and the line of the same item number."""
    here = staged_items.c.line.between(piece.first, piece.last)
    order = and_(orders.c.shop_id == piece.shop_id, orders.c.order_no == staged_items.c.order_no)
    line = and_(lines.c.order_id == orders.c.id, lines.c.item_no == staged_items.c.item_no)
    s = staged_items.c
    query = (
        select(s.line, orders.c.id, s.item_no, s.position, lines.c.id, _may(piece))
        .select_from(staged_items.join(orders, order).outerjoin(lines, line))
        .where(here, _is_last())
    )
    names = ["line", "order_id", "item_no", "position", "row_id", "newer"]
    connection.execute(rows.insert().from_select(names, query))
    total = connection.scalar(select(func.count()).select_from(staged_items).where(here)) or 0
    taken = connection.scalar(select(func.count()).select_from(rows)) or 0
    return taken, total - taken


def _is_last() -> ColumnElement[bool]:
    """No further row of the file is about the same item."""
    later = staged_items.alias("later")
    same_item = and_(
        later.c.order_no == staged_items.c.order_no,
        later.c.item_no == staged_items.c.item_no,
        later.c.line > staged_items.c.line,
    )
    return ~select(later.c.line).where(same_item).correlate(staged_items).exists()


def _may(piece: Slice) -> ColumnElement[int]:
    return case((lines.c.as_of > piece.as_of, 0), else_=1)


def _pair_by_place(connection: Connection) -> None:
    """Lines that have no item number are known by their place; so are rows without one, if the title is the same."""
    title = select(staged_items.c.title).where(staged_items.c.line == rows.c.line).correlate(rows).scalar_subquery()
    same_place = and_(lines.c.order_id == rows.c.order_id, lines.c.position == rows.c.position)
    known = or_(lines.c.item_no.is_(None), and_(rows.c.item_no.is_(None), lines.c.title == title))
    found = select(lines.c.id).where(same_place, known).correlate(rows).scalar_subquery()
    connection.execute(update(rows).where(rows.c.row_id.is_(None)).values(row_id=found))


def _drop_unsure(connection: Connection) -> None:
    numbered = select(lines.c.id).where(lines.c.order_id == rows.c.order_id, lines.c.item_no.is_not(None))
    unsure = and_(rows.c.row_id.is_(None), rows.c.item_no.is_(None), numbered.correlate(rows).exists())
    connection.execute(rows.delete().where(unsure))


def _believed(piece: Slice, name: str) -> ColumnElement[Any]:
    """A newer list overwrites, an older one fills what is empty. What a title only said is overwritten by any list."""
    said, mine = staged_items.c[name], lines.c[name]
    may = or_(lines.c.source.is_(None), lines.c.as_of <= piece.as_of)
    return type_coerce(case((may, func.coalesce(said, mine)), else_=func.coalesce(mine, said)), mine.type)


def _change(connection: Connection, piece: Slice) -> int:
    values: dict[str, Any] = {name: _believed(piece, name) for name in FIELDS if name in piece.fields}
    values["item_no"] = func.coalesce(staged_items.c.item_no, lines.c.item_no)
    values["withdrawn_at"] = None
    values["source"] = func.coalesce(lines.c.source, literal(piece.source))
    differs = [lines.c[name].is_distinct_from(value) for name, value in values.items()]
    here = staged_items.c.line.between(piece.first, piece.last)
    paired = and_(lines.c.id == rows.c.row_id, staged_items.c.line == rows.c.line, here)
    stamped = {**values, "version": lines.c.version + 1}
    return connection.execute(update(lines).values(stamped).where(paired, or_(*differs))).rowcount


def _add(connection: Connection, piece: Slice) -> int:
    """New lines, at the place that the file gives them or behind all others where that one is taken."""
    s, names = staged_items.c, [name for name in FIELDS if name in piece.fields and name != "title"]
    stamp = stamp_of(piece)
    query: Select[Any] = (
        select(rows.c.order_id, _place(), func.coalesce(s.title, s.code, ""), literal(1), s.item_no)
        .add_columns(*(s[name] for name in names), *stamp.values())
        .select_from(rows.join(staged_items, s.line == rows.c.line))
        .where(s.line.between(piece.first, piece.last), rows.c.row_id.is_(None))
        .order_by(rows.c.line)
    )
    columns = ["order_id", "position", "title", "version", "item_no", *names, *stamp]
    return connection.execute(insert(lines).from_select(columns, query)).rowcount


def _place() -> ColumnElement[int]:
    there = lines.alias("there")
    taken = select(there.c.id).where(there.c.order_id == rows.c.order_id, there.c.position == rows.c.position)
    of_book = select(func.max(there.c.position)).where(there.c.order_id == rows.c.order_id).correlate(rows)
    more = staged_items.alias("more")
    of_file = select(func.max(more.c.position)).where(more.c.order_no == staged_items.c.order_no)
    last = func.max(func.coalesce(of_book.scalar_subquery(), 0), of_file.correlate(staged_items).scalar_subquery())
    behind = last + func.row_number().over(partition_by=rows.c.order_id, order_by=rows.c.line)
    return case((taken.correlate(rows).exists(), behind), else_=rows.c.position)


def _stamp(connection: Connection, piece: Slice) -> None:
    """Remember this file in the lines that it has spoken about last."""
    older = or_(lines.c.as_of.is_(None), lines.c.as_of < piece.as_of)
    paired = and_(lines.c.id == rows.c.row_id, older)
    connection.execute(update(lines).values(stamp_of(piece)).where(paired))


def _withdraw_titles(connection: Connection, piece: Slice, touched: Select[Any]) -> None:
    """Titles at places where the whole file has no item are not items of their own."""
    number = select(orders.c.order_no).where(orders.c.id == lines.c.order_id).correlate(lines).scalar_subquery()
    listed = select(staged_items.c.line).where(
        staged_items.c.order_no == number, staged_items.c.position == lines.c.position, _is_last()
    )
    gone = and_(
        lines.c.order_id.in_(touched),
        lines.c.source.is_(None),
        lines.c.withdrawn_at.is_(None),
        ~listed.correlate(lines).exists(),
    )
    values = {"withdrawn_at": literal(piece.as_of, Instant), "version": lines.c.version + 1}
    connection.execute(update(lines).values(values).where(gone))
