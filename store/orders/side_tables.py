"""What stands beside orders: which file said what, the waves of the warehouse, and what people noted."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from store.book.columns import Instant, Record, Versioned


class OrderSource(Record, table=True):
    """Which file last spoke about an order, by kind: a newer one overwrites, an older one fills what is empty."""

    __tablename__ = "order_sources"
    __table_args__ = ({"sqlite_with_rowid": False},)

    order_id: int = Field(primary_key=True, foreign_key="orders.id")
    source: str = Field(primary_key=True)
    as_of: datetime = Field(sa_type=Instant)
    import_id: int


class Wave(Versioned, table=True):
    """A batch of orders that is printed and picked together. Only imports write it."""

    __tablename__ = "waves"
    __table_args__ = (UniqueConstraint("shop_id", "wave"),)

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    wave: str
    slip_printed_at: datetime | None = Field(default=None, sa_type=Instant)
    slip_printed_as_of: datetime | None = Field(default=None, sa_type=Instant)
    slip_unprinted_as_of: datetime | None = Field(default=None, sa_type=Instant)
    waybill_printed_at: datetime | None = Field(default=None, sa_type=Instant)
    waybill_printed_as_of: datetime | None = Field(default=None, sa_type=Instant)
    waybill_unprinted_as_of: datetime | None = Field(default=None, sa_type=Instant)
    """As in `OrderPrint`, of which they hold for every order."""
    accepted: bool | None = None
    cancelled: bool | None = None
    orders: int | None = None
    made_at: datetime | None = Field(default=None, sa_type=Instant)
    source: str
    as_of: datetime = Field(sa_type=Instant)
    import_id: int


class OrderNote(Versioned, table=True):
    """What the house wants to remember about an order: one text that everybody may edit."""

    __tablename__ = "order_notes"

    order_id: int = Field(primary_key=True, foreign_key="orders.id")
    text: str
    person_id: int = Field(foreign_key="people.id")
    at: datetime = Field(sa_type=Instant)
