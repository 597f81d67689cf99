"""What came back to the warehouse."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from store.book.columns import Instant, Record, Versioned


class ReturnedParcel(Versioned, table=True):
    """A parcel that came back to the warehouse. One without an order and a refund is nobody's."""

    __tablename__ = "returned_parcels"
    __table_args__ = (
        UniqueConstraint("shop_id", "package_no"),
        Index("ix_returned_parcels_number", "tracking_no"),
        Index("ix_returned_parcels_order", "order_id"),
        Index("ix_returned_parcels_awaited", "as_of", "id", sqlite_where=text("got_at IS NULL")),
        Index("ix_returned_parcels_unlinked", "shop_id", "order_no", sqlite_where=text("order_id IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    package_no: str
    """The warehouse's number of it."""
    tracking_no: str | None = None
    courier: str | None = None
    courier_word: str | None = None
    order_no: str | None = None
    order_id: int | None = Field(default=None, foreign_key="orders.id")
    refund_no: str | None = None
    state_word: str | None = None
    got_at: datetime | None = Field(default=None, sa_type=Instant)
    buyer_id: int | None = Field(default=None, foreign_key="buyers.id")
    contact_id: int | None = Field(default=None, foreign_key="contacts.id")
    """The phone on the label, where the list has it."""
    memo: str | None = None
    source: str
    as_of: datetime = Field(sa_type=Instant)
    import_id: int


class ReturnedItem(Record, table=True):
    """What was in it."""

    __tablename__ = "returned_items"
    __table_args__ = ({"sqlite_with_rowid": False},)

    returned_id: int = Field(primary_key=True, foreign_key="returned_parcels.id")
    code: str = Field(primary_key=True)
    quantity: int | None = None
