"""The shops the floor serves."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from store.book.columns import Code, Instant, Versioned
from store.shops.rules import Platform


class Shop(Versioned, table=True):
    """One shop on one platform."""

    __tablename__ = "shops"
    __table_args__ = (UniqueConstraint("tag"),)

    id: int | None = Field(default=None, primary_key=True)
    tag: str
    """Two characters, shown first in every list."""
    name: str
    platform: Platform = Field(sa_type=Code(Platform))
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What differs from the defaults of `ShopSettings`."""
    made_at: datetime = Field(sa_type=Instant)
