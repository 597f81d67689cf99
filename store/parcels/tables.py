"""Parcels by tracking number, and which orders are in them (orders are split and merged)."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.book.columns import Versioned


class Parcel(Versioned, table=True):
    """What a courier carries under one tracking number."""

    __tablename__ = "parcels"
    __table_args__ = (UniqueConstraint("shop_id", "tracking_no"), Index("ix_parcels_number", "tracking_no"))

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    tracking_no: str
    courier: str | None = None
    """Our code of the courier (domain 5.3), None where neither name nor number tells."""
    courier_word: str | None = None
    """The courier's name as the file wrote it."""


class ParcelOrder(SQLModel, table=True):
    """Which order travels in which parcel."""

    __tablename__ = "parcel_orders"
    __table_args__ = (Index("ix_parcel_orders_order", "order_id"), {"sqlite_with_rowid": False})

    parcel_id: int = Field(primary_key=True, foreign_key="parcels.id")
    order_id: int = Field(primary_key=True, foreign_key="orders.id")
