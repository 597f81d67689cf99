"""What orders are of."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from store.book.columns import Code, Instant, Record, Versioned
from store.book.fts import Words
from store.orders.rules import PlatformStatus

CODED = "code IS NOT NULL"

TITLE_WORDS = Words("title_words", "titles", "text")


class Title(Record, table=True):
    """What orders are of, each text once: the search index is over these."""

    __tablename__ = "titles"

    id: int | None = Field(default=None, primary_key=True)
    text: str = Field(unique=True)


class OrderLine(Versioned, table=True):
    """One item of an order."""

    __tablename__ = "order_lines"
    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        Index("ix_order_lines_code", "code", "order_id", sqlite_where=text(CODED)),
    )

    id: int | None = Field(default=None, primary_key=True)
    order_id: int = Field(foreign_key="orders.id")
    position: int
    title: str
    quantity: int | None = None
    """None where the file gives the quantity of the whole order only."""
    item_no: str | None = None
    """The platform's number of the line (子订单编号), where it gives one."""
    properties: str | None = None
    code: str | None = None
    """The seller's code of the item with its colour and size (商家编码)."""
    product_id: str | None = None
    price: int | None = None
    payable: int | None = None
    paid: int | None = None
    refunded: int | None = None
    """Money in minor units of the shop's currency."""
    refund_word: str | None = None
    status: PlatformStatus | None = Field(default=None, sa_type=Code(PlatformStatus))
    platform_word: str | None = None
    source: str | None = None
    """Which kind of list the item is from; None: one of the titles that the order list joined."""
    as_of: datetime | None = Field(default=None, sa_type=Instant)
    import_id: int | None = None
