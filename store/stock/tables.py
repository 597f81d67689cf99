"""What lies on the shelves."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from store.book.columns import Instant, Versioned


class StockItem(Versioned, table=True):
    """How many there are of a code, all warehouses together. Only imports write it."""

    __tablename__ = "stock_items"
    __table_args__ = (
        UniqueConstraint("shop_id", "code"),
        Index("ix_stock_items_quantity", "quantity", "id", "shop_id", sqlite_where=text("quantity IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    code: str
    """The seller's code of the item with its colour and size (商家编码)."""
    title: str | None = None
    properties: str | None = None
    quantity: int | None = None
    warehouse: str | None = None
    """None where several were added up."""
    source: str
    as_of: datetime = Field(sa_type=Instant)
    import_id: int
