"""Orders, their lines, which file said what, and what people noted about them.

Files write orders; people write the small tables beside them. So an import never fights with a person over a row, and
a person's save is refused only when another person saved the same thing.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from store.book.columns import Code, Instant, Versioned
from store.orders.rules import PlatformStatus, Stage

OPEN = "paid_at IS NOT NULL AND shipped_at IS NULL AND settled_at IS NULL AND money_only IS 0"
UNPAID = "paid_at IS NULL AND settled_at IS NULL"
REFUNDED = "refunded_at IS NOT NULL"


class Order(Versioned, table=True):
    """What a buyer bought in one go. Each `..._at` is evidence: it is compared with now, never turned into a state."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("shop_id", "order_no"),
        Index("ix_orders_number", "order_no"),
        Index("ix_orders_buyer", "buyer_id", "placed_at"),
        Index("ix_orders_placed", "placed_at", "id"),
        Index("ix_orders_open_due", "due_at", "id", sqlite_where=text(OPEN)),
        Index("ix_orders_open_placed", "placed_at", "id", sqlite_where=text(OPEN)),
        Index("ix_orders_unpaid_pay_by", "pay_by_at", "id", sqlite_where=text(UNPAID)),
        Index("ix_orders_refunded_placed", "placed_at", "id", sqlite_where=text(REFUNDED)),
    )

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    order_no: str
    """The platform's number, as text: nineteen digits do not survive as a number."""
    buyer_id: int | None = Field(default=None, foreign_key="buyers.id")
    contact_id: int | None = Field(default=None, foreign_key="contacts.id")

    status: PlatformStatus | None = Field(default=None, sa_type=Code(PlatformStatus))
    platform_word: str | None = None
    """The platform's own word for the status."""
    status_as_of: datetime | None = Field(default=None, sa_type=Instant)

    placed_at: datetime | None = Field(default=None, sa_type=Instant)
    paid_at: datetime | None = Field(default=None, sa_type=Instant)
    shipped_at: datetime | None = Field(default=None, sa_type=Instant)
    """Clicked as shipped on the platform; the parcel may still be in the house."""
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
    refunded_at: datetime | None = Field(default=None, sa_type=Instant)
    """When a file first said that money went back."""
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    """Since when nothing is left to pay or to ship: closed, finished, or refunded in full."""
    estimated: str = ""
    """Names of the times above, comma between them, that stand for `not later than the file` (shown with `~`)."""

    ship_by_at: datetime | None = Field(default=None, sa_type=Instant)
    ship_by_estimated: bool = False
    house_due_at: datetime | None = Field(default=None, sa_type=Instant)
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    """The earlier of the two clocks before shipping."""
    pay_by_at: datetime | None = Field(default=None, sa_type=Instant)
    """After this an unpaid order is not chased any more."""

    payable: int | None = None
    postage: int | None = None
    total: int | None = None
    paid: int | None = None
    refunded: int | None = None
    """Money in minor units of the shop's currency."""

    title: str | None = None
    quantity: int | None = None
    money_only: bool = False
    """Only carries money (a price difference, postage): never counts as unshipped."""
    buyer_message: str | None = None
    memo: str | None = None
    closed_reason: str | None = None


class OrderLine(Versioned, table=True):
    """One item of an order."""

    __tablename__ = "order_lines"
    __table_args__ = (UniqueConstraint("order_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    order_id: int = Field(foreign_key="orders.id")
    position: int
    title: str
    quantity: int | None = None
    """None where the file gives the quantity of the whole order only."""


class OrderSource(SQLModel, table=True):
    """Which file last spoke about an order, by kind: a newer one overwrites, an older one fills what is empty."""

    __tablename__ = "order_sources"
    __table_args__ = ({"sqlite_with_rowid": False},)

    order_id: int = Field(primary_key=True, foreign_key="orders.id")
    source: str = Field(primary_key=True)
    as_of: datetime = Field(sa_type=Instant)
    import_id: int


class OrderNote(Versioned, table=True):
    """What the house wants to remember about an order: one text that everybody may edit."""

    __tablename__ = "order_notes"

    order_id: int = Field(primary_key=True, foreign_key="orders.id")
    text: str
    person_id: int = Field(foreign_key="people.id")
    at: datetime = Field(sa_type=Instant)


class StageSeen(Versioned, table=True):
    """What somebody saw in the ERP: evidence for the stage, with her name on it."""

    __tablename__ = "stages_seen"

    order_id: int = Field(primary_key=True, foreign_key="orders.id")
    stage: Stage = Field(sa_type=Code(Stage))
    person_id: int = Field(foreign_key="people.id")
    at: datetime = Field(sa_type=Instant)
