"""What people call one record, whatever it is one of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, select

from store.book.columns import table_of
from store.handling.rules import Subject
from store.orders.tables import Order
from store.parcels.returned_tables import ReturnedParcel
from store.parcels.tables import Parcel
from store.people.tables import Person
from store.refunds.returns_intake import REFUNDS_FROM
from store.refunds.tables import Refund
from store.shops.tables import Shop
from store.stock.tables import StockItem

orders, parcels, refunds = table_of(Order), table_of(Parcel), table_of(Refund)
returned, stock = table_of(ReturnedParcel), table_of(StockItem)
shops, people = table_of(Shop), table_of(Person)

NUMBERS = {
    Subject.ORDER: orders.c.order_no,
    Subject.PARCEL: parcels.c.tracking_no,
    Subject.REFUND: refunds.c.refund_no,
    Subject.RETURN: returned.c.tracking_no,
    Subject.STOCK: stock.c.code,
    "shop": shops.c.tag,
    "person": people.c.name,
}
"""By what the audit says that an entry is about."""


def number_of(connection: Connection, about: str, row_id: int) -> str:
    """The number of a record behind the tag of its shop, `MM 2160000000000000001`; of a shop its tag, of a person the
    name, empty where nobody has called it anything."""
    if about not in NUMBERS:
        return ""
    found = connection.execute(_query(about, row_id)).first()
    return "" if found is None else " ".join(filter(None, found))


def _query(about: str, row_id: int) -> Select[Any]:
    number = NUMBERS[about]
    if about == Subject.RETURN and row_id >= REFUNDS_FROM:
        number, row_id = refunds.c.return_tracking_no, row_id - REFUNDS_FROM
    table = number.table
    if "shop_id" not in table.c:
        return select(number).where(table.c.id == row_id)
    return (
        select(shops.c.tag, number)
        .outerjoin_from(table, shops, shops.c.id == table.c.shop_id)
        .where(table.c.id == row_id)
    )
