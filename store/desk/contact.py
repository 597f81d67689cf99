"""Where an order goes: masked, or revealed on the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from store.book.audit import Actor
from store.book.columns import table_of
from store.book.transactions import Book
from store.buyers.rules import masked_name, masked_phone
from store.buyers.tables import Contact
from store.orders.commands import record_reveal
from store.orders.tables import Order

orders, contacts = table_of(Order), table_of(Contact)


@dataclass(frozen=True, slots=True)
class ContactView:
    """Where it goes. Masked unless it was revealed."""

    receiver: str
    phone: str
    place: str
    """Province, city, district."""
    address: str


def contact_of(connection: Connection, order_id: int) -> ContactView | None:
    """The masked contact of an order, or None where no file has said where it goes."""
    row = _row(connection, order_id)
    return None if row is None else _contact(row, masked=True)


def reveal_contact(book: Book, actor: Actor, op_key: str, order_id: int) -> ContactView | None:
    """The unmasked contact of an order; that somebody looked is recorded before it is shown."""
    record_reveal(book, actor, op_key, order_id)
    with book.read() as connection:
        row = _row(connection, order_id)
    return None if row is None else _contact(row, masked=False)


def _row(connection: Connection, order_id: int) -> Any:
    query = select(contacts).select_from(orders.join(contacts, contacts.c.id == orders.c.contact_id))
    return connection.execute(query.where(orders.c.id == order_id)).first()


def _contact(row: Any, *, masked: bool) -> ContactView:
    name, phone, address = row.receiver or "", row.phone or "", row.address or ""
    if masked:
        name, phone, address = masked_name(name), masked_phone(phone), "****" if address else ""
    place = " ".join(part for part in (row.province, row.city, row.district) if part)
    return ContactView(name, phone, place, address)
