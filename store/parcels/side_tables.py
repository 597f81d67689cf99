"""Beside the parcels: what only imports read."""

from sqlmodel import Field

from store.book.columns import Record


class AwaitedOrder(Record, table=True):
    """An order that travels in a parcel, by the number that a list told before any file brought the order."""

    __tablename__ = "awaited_orders"
    __table_args__ = ({"sqlite_with_rowid": False},)

    order_no: str = Field(primary_key=True)
    """First in the key: what waits for ever in a shop is not walked each time that orders come."""
    shop_id: int = Field(primary_key=True, foreign_key="shops.id")
    parcel_id: int = Field(primary_key=True, foreign_key="parcels.id")
