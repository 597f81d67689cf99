"""Staged scans of couriers into the scans of parcels, and what the scans of a parcel say together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    FromClause,
    Integer,
    MetaData,
    Table,
    Text,
    and_,
    column,
    func,
    literal,
    select,
    table,
)
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import Instant, table_of
from store.parcels.deadlines import reckon_parcels
from store.parcels.linking import add_parcels, tell_orders
from store.parcels.rules import ParcelState
from store.parcels.scanned import tell_parcels
from store.parcels.tables import Parcel, ParcelOrder, ParcelScan
from store.shops.slices import SCHEMA, Merged, Slice

parcels, links, scans = table_of(Parcel), table_of(ParcelOrder), table_of(ParcelScan)

staged = table(
    "staged_scans",
    column("line", Integer),
    *(
        column(name, Text)
        for name in ("tracking_no", "courier", "courier_word", "state", "state_word", "text", "place")
    ),
    column("at", Instant),
    schema=SCHEMA,
)

rows = Table(
    "merge_scans",
    MetaData(),
    Column("line", Integer, primary_key=True),
    Column("parcel_id", Integer),
    Column("at", Instant),
    Column("text", Text),
    Column("state", Text),
    prefixes=["TEMPORARY"],
)
"""The slice at work: the scans by what they are known by."""


def merge(connection: Connection, piece: Slice) -> Merged:
    """Bring one slice of scans into the book; repeatable without harm.

    A row counts as what became of its scan: a scan that was there is the same, or changed where its words were not
    understood before; of one that stands twice in a file the last row counts, others are repeated. A list that has
    only the latest state and no time is a scan at the age of the file. A parcel that no order names is kept as an
    unknown one.
    """
    rows.create(connection, checkfirst=True)
    connection.execute(rows.delete())
    here = staged.c.line.between(piece.first, piece.last)
    said = select(staged.c.tracking_no, staged.c.courier, staged.c.courier_word).where(here)
    add_parcels(connection, piece.shop_id, said)
    repeated = _take(connection, piece)
    taken = connection.scalar(select(func.count()).select_from(rows)) or 0
    changed = _understand(connection)
    added = _add(connection, piece)
    touched = select(rows.c.parcel_id)
    tell_parcels(connection, touched)
    tell_orders(connection, select(links.c.order_id).where(links.c.parcel_id.in_(touched)))
    reckon_parcels(connection, piece.settings, touched)
    return Merged(added, changed, taken - added - changed, repeated)


def _take(connection: Connection, piece: Slice) -> int:
    """The last row of every scan of the file, if it lies in the slice; how many others there are."""
    here = staged.c.line.between(piece.first, piece.last)
    parcel = and_(parcels.c.shop_id == piece.shop_id, parcels.c.tracking_no == staged.c.tracking_no)
    state = func.coalesce(staged.c.state, ParcelState.UNKNOWN.value)
    later = staged.alias("later")
    same = and_(
        later.c.tracking_no == staged.c.tracking_no,
        later.c.line > staged.c.line,
        _at(later, piece) == _at(staged, piece),
        _text(later) == _text(staged),
    )
    query = (
        select(staged.c.line, parcels.c.id, _at(staged, piece), _text(staged), state)
        .select_from(staged.join(parcels, parcel))
        .where(here, ~select(later.c.line).where(same).exists())
    )
    total = connection.scalar(select(func.count()).select_from(staged).where(here)) or 0
    taken = connection.execute(rows.insert().from_select(["line", "parcel_id", "at", "text", "state"], query)).rowcount
    return total - taken


def _at(source: FromClause, piece: Slice) -> Any:
    return func.coalesce(source.c.at, literal(piece.as_of, Instant))


def _text(source: FromClause) -> Any:
    return func.coalesce(source.c.text, source.c.state_word, "")


def _same_scan() -> Any:
    return and_(scans.c.parcel_id == rows.c.parcel_id, scans.c.at == rows.c.at, scans.c.text == rows.c.text)


def _understand(connection: Connection) -> int:
    """Words that were not understood when they first came."""
    unknown = ParcelState.UNKNOWN.value
    better = and_(_same_scan(), scans.c.state == unknown, rows.c.state != unknown)
    return connection.execute(scans.update().values(state=rows.c.state).where(better)).rowcount


def _add(connection: Connection, piece: Slice) -> int:
    there = select(scans.c.parcel_id).where(_same_scan()).exists()
    more = (staged.c.state_word, staged.c.place, literal(piece.source), literal(piece.import_id))
    query = (
        select(rows.c.parcel_id, rows.c.at, rows.c.text, rows.c.state, *more)
        .select_from(rows.join(staged, staged.c.line == rows.c.line))
        .where(~there)
    )
    names = ["parcel_id", "at", "text", "state", "state_word", "place", "source", "import_id"]
    return connection.execute(insert(scans).from_select(names, query)).rowcount
