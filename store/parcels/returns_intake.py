"""Staged parcels that came back into the warehouse's list of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Integer, Select, Text, and_, case, column, func, literal, select, table, update
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import Instant, table_of
from store.buyers.tables import Buyer, Contact
from store.orders.tables import Order
from store.parcels.returned_tables import ReturnedItem, ReturnedParcel
from store.shops.pairing import Pairing, stamp_of, working_table
from store.shops.slices import SCHEMA, Merged, Slice

returned, contents, orders = table_of(ReturnedParcel), table_of(ReturnedItem), table_of(Order)
buyers, contacts = table_of(Buyer), table_of(Contact)

FIELDS = ("tracking_no", "courier", "courier_word", "order_no", "refund_no", "state_word", "got_at", "memo")

staged = table(
    "staged_returns",
    *(column(name, Integer) for name in ("line", "quantity")),
    *(column(name, Text) for name in ("package_no", "buyer_nick", "phone", "code")),
    *(column(name, Text) for name in FIELDS if name != "got_at"),
    column("got_at", Instant),
    schema=SCHEMA,
)
pairing = Pairing(staged, returned, "package_no", working_table("merge_returns"))
rows = pairing.rows


def merge(connection: Connection, piece: Slice) -> Merged:
    """Bring one slice of returned parcels into the book; repeatable without harm.

    A row counts as what became of its parcel; where a parcel has a row for each item, the last row counts and the
    others are repeated. One that names no order and no refund is kept: somebody will look for it.
    """
    taken, repeated = pairing.take(connection, piece)
    _add_people(connection, piece)
    whose = {"buyer_id": _buyer(piece), "contact_id": _contact(piece)}
    values: dict[str, Any] = {name: pairing.plain(piece, name) for name in FIELDS}
    values |= {name: func.coalesce(found, returned.c[name]) for name, found in whose.items()}
    changed = pairing.change(connection, piece, values)
    pairing.stamp(connection, piece)
    added = pairing.add(connection, piece, pairing.first(piece, FIELDS) | whose | stamp_of(piece))
    _put_contents(connection, piece)
    mine = and_(orders.c.shop_id == piece.shop_id, orders.c.order_no == returned.c.order_no)
    order = select(orders.c.id).where(mine).correlate(returned).scalar_subquery()
    lost = and_(returned.c.id.in_(select(rows.c.row_id)), returned.c.order_id.is_distinct_from(order))
    connection.execute(update(returned).values(order_id=order).where(lost))
    return Merged(added, changed, taken - added - changed, repeated)


def _add_people(connection: Connection, piece: Slice) -> None:
    """Nick and phone go where personal data goes; the phone is a contact of this parcel alone."""
    source, here = pairing.at_work(piece, staged.c.buyer_nick.is_not(None))
    query = select(literal(piece.shop_id), staged.c.buyer_nick, literal(1)).select_from(source).where(here).distinct()
    connection.execute(insert(buyers).from_select(["shop_id", "nick", "version"], query).on_conflict_do_nothing())
    source, here = pairing.at_work(piece, staged.c.phone.is_not(None))
    query = select(literal(piece.shop_id), _digest(), staged.c.phone, literal(1)).select_from(source).where(here)
    names = ["shop_id", "digest", "phone", "version"]
    connection.execute(insert(contacts).from_select(names, query).on_conflict_do_nothing())


def _digest() -> Any:
    return literal("returned:").concat(staged.c.package_no)


def _buyer(piece: Slice) -> Any:
    mine = and_(buyers.c.shop_id == piece.shop_id, buyers.c.nick == staged.c.buyer_nick)
    return select(buyers.c.id).where(mine).correlate(staged).scalar_subquery()


def _contact(piece: Slice) -> Any:
    has_phone = case((staged.c.phone.is_not(None), _digest()))
    mine = and_(contacts.c.shop_id == piece.shop_id, contacts.c.digest == has_phone)
    return select(contacts.c.id).where(mine).correlate(staged).scalar_subquery()


def _put_contents(connection: Connection, piece: Slice) -> None:
    """All items that the file has of a parcel, added up by code. A newer list overwrites them."""
    if "code" not in piece.fields:
        return
    each = staged.alias("each")
    source, here = pairing.at_work(piece, rows.c.newer == 1, each.c.code.is_not(None))
    query = (
        select(rows.c.row_id, each.c.code, func.sum(each.c.quantity))
        .select_from(source.join(each, each.c.package_no == staged.c.package_no))
        .where(here)
        .group_by(rows.c.row_id, each.c.code)
    )
    statement = insert(contents).from_select(["returned_id", "code", "quantity"], query)
    said = {"quantity": statement.excluded.quantity}
    connection.execute(statement.on_conflict_do_update(index_elements=["returned_id", "code"], set_=said))


def link_orders(connection: Connection, shop_id: int, came: Select[Any]) -> None:
    """Orders came whose parcels were back before anybody knew them."""
    new = came.subquery("came")
    order, number = tuple(new.c)
    waiting = and_(returned.c.shop_id == shop_id, returned.c.order_no == number, returned.c.order_id.is_(None))
    connection.execute(update(returned).values(order_id=order, version=returned.c.version + 1).where(waiting))
