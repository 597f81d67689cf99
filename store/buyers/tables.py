"""Buyers and their contact rows: the only place in the book for personal data."""

from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from store.book.columns import Versioned
from store.book.fts import Words

BUYER_WORDS = Words("buyer_words", "buyers", "nick")


class Buyer(Versioned, table=True):
    """A buyer of one shop, known by nick (会员名)."""

    __tablename__ = "buyers"
    __table_args__ = (UniqueConstraint("shop_id", "nick"),)

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    nick: str


class Contact(Versioned, table=True):
    """Where a parcel goes and who opens the door. Audit and logs hold its id; erasure blanks it."""

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("shop_id", "digest"),
        Index("ix_contacts_tail", text("substr(phone, -4)")),
    )
    personal: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    digest: str
    """What tells two contacts apart without showing them."""
    receiver: str | None = None
    phone: str | None = None
    province: str | None = None
    city: str | None = None
    district: str | None = None
    address: str | None = None
    postcode: str | None = None
