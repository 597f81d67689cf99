"""Orders, and what lists and people say of where they are.

Files write orders; people write the small tables beside them. So an import never fights with a person over a row, and
a person's save is refused only when another person saved the same thing.
"""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from store.book.columns import Code, Instant, Versioned
from store.orders.rules import PlatformStatus, Stage

OPEN = "paid_at IS NOT NULL AND shipped_at IS NULL AND settled_at IS NULL AND money_only IS 0"
ON_WAY = "shipped_at IS NOT NULL AND settled_at IS NULL AND money_only IS 0"
UNPAID = "paid_at IS NULL AND settled_at IS NULL"
REFUNDED = "refunded_at IS NOT NULL"
MONEY_ONLY = "money_only IS 1"
TITLED = "title_id IS NOT NULL"
UNLINKED = "order_id IS NULL"


class Order(Versioned, table=True):
    """What a buyer bought in one go. Each `..._at` is evidence: it is compared with now, never turned into a state."""

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("shop_id", "order_no"),
        Index("ix_orders_number", "order_no"),
        Index("ix_orders_tail", text("substr(order_no, -4)")),
        Index("ix_orders_buyer", "buyer_id", "placed_at"),
        Index("ix_orders_contact", "contact_id"),
        Index("ix_orders_title", "title_id", "placed_at", sqlite_where=text(TITLED)),
        Index("ix_orders_placed", "placed_at", "id"),
        Index("ix_orders_open_due", "due_at", "id", "house_due_at", "shop_id", "picked_up_at", sqlite_where=text(OPEN)),
        Index("ix_orders_open_ship_by", "ship_by_at", "id", "shop_id", "picked_up_at", sqlite_where=text(OPEN)),
        Index("ix_orders_open_placed", "placed_at", "id", sqlite_where=text(OPEN)),
        Index("ix_orders_on_way", "shipped_at", "id", sqlite_where=text(ON_WAY)),
        Index("ix_orders_unpaid_pay_by", "pay_by_at", "id", sqlite_where=text(UNPAID)),
        Index("ix_orders_refunded_placed", "placed_at", "id", sqlite_where=text(REFUNDED)),
        Index("ix_orders_money_only", "shop_id", sqlite_where=text(MONEY_ONLY)),
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
    picked_up_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the courier had the last of its parcels; None while one of them has no such scan."""
    signed_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the last of its parcels was signed."""
    refund_open_since: datetime | None = Field(default=None, sa_type=Instant)
    """When the oldest of its open refunds was applied for; None where none is open."""
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
    title_id: int | None = Field(default=None, foreign_key="titles.id")
    quantity: int | None = None
    money_only: bool = False
    """Only carries money (a price difference, postage): never counts as unshipped."""
    kind_word: str | None = None
    """The platform's or the ERP's word for the kind of order."""
    hold: bool | None = None
    """A file says that it is not to be sent yet."""
    presale: bool | None = None
    """The platform says whether it is sold before it is there: then the house promises no day of its own."""
    buyer_message: str | None = None
    memo: str | None = None
    closed_reason: str | None = None


class OrderPrint(Versioned, table=True):
    """What the ERP's lists say of an order in the house. Only imports write it; both `yes` and `no` are evidence."""

    __tablename__ = "order_prints"
    __table_args__ = (
        UniqueConstraint("shop_id", "order_no"),
        Index("ix_order_prints_order", "order_id", unique=True, sqlite_where=text("order_id IS NOT NULL")),
        Index("ix_order_prints_wave", "shop_id", "wave", sqlite_where=text("wave IS NOT NULL")),
        Index("ix_order_prints_unlinked", "shop_id", "order_no", sqlite_where=text(UNLINKED)),
    )

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    order_no: str
    order_id: int | None = Field(default=None, foreign_key="orders.id")
    """None until a file brings the order."""
    erp_no: str | None = None
    wave: str | None = None
    warehouse: str | None = None
    memo: str | None = None
    released_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the ERP gave it to the warehouse (通知配货)."""
    plan_at: datetime | None = Field(default=None, sa_type=Instant)
    slip_printed_at: datetime | None = Field(default=None, sa_type=Instant)
    """Not later than the first list that says so, of those after the last that denies it; None: denied, or unsaid."""
    slip_printed_as_of: datetime | None = Field(default=None, sa_type=Instant)
    """The newest list that says so."""
    slip_unprinted_as_of: datetime | None = Field(default=None, sa_type=Instant)
    """The newest list that denies it."""
    waybill_printed_at: datetime | None = Field(default=None, sa_type=Instant)
    waybill_printed_as_of: datetime | None = Field(default=None, sa_type=Instant)
    waybill_unprinted_as_of: datetime | None = Field(default=None, sa_type=Instant)
    unshipped_as_of: datetime | None = Field(default=None, sa_type=Instant)
    """The newest list that has it among those that are still to be sent."""
    source: str
    as_of: datetime = Field(sa_type=Instant)
    import_id: int


class StageSeen(Versioned, table=True):
    """What somebody saw in the ERP: evidence for the stage, with her name on it."""

    __tablename__ = "stages_seen"

    order_id: int = Field(primary_key=True, foreign_key="orders.id")
    stage: Stage = Field(sa_type=Code(Stage))
    person_id: int = Field(foreign_key="people.id")
    at: datetime = Field(sa_type=Instant)
