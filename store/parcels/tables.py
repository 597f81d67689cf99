"""Parcels by tracking number, their scans, and which orders are in them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from store.book.columns import Code, Instant, Record, Versioned
from store.parcels.rules import ParcelState

WATCHED = "signed_at IS NULL AND over_at IS NULL"
UNPICKED = f"shipped_at IS NOT NULL AND picked_up_at IS NULL AND {WATCHED}"
STUCK = f"move_due_at IS NOT NULL AND returning_since IS NULL AND {WATCHED}"
UNSIGNED = f"sign_due_at IS NOT NULL AND returning_since IS NULL AND {WATCHED}"
WINDOW = f"window_at IS NOT NULL AND {WATCHED}"
BACK = "returning_since IS NOT NULL AND back_at IS NULL"
PROBLEM = f"state IN ('problem', 'lost') AND {WATCHED}"
FLAGGED = "flagged_at IS NOT NULL"


class Parcel(Versioned, table=True):
    """What a courier carries under one tracking number."""

    __tablename__ = "parcels"
    __table_args__ = (
        UniqueConstraint("shop_id", "tracking_no"),
        Index("ix_parcels_number", "tracking_no"),
        Index("ix_parcels_tail", text("substr(tracking_no, -4)")),
        Index("ix_parcels_unpicked", "shipped_at", "id", "pickup_due_at", sqlite_where=text(UNPICKED)),
        Index("ix_parcels_unpicked_courier", "courier", "shipped_at", sqlite_where=text(UNPICKED)),
        Index("ix_parcels_stuck", "move_due_at", "id", sqlite_where=text(STUCK)),
        Index("ix_parcels_unsigned", "sign_due_at", "id", sqlite_where=text(UNSIGNED)),
        Index("ix_parcels_window", "window_at", "id", "courier", sqlite_where=text(WINDOW)),
        Index("ix_parcels_back", "returning_since", "id", sqlite_where=text(BACK)),
        Index("ix_parcels_problem", "state_at", "id", sqlite_where=text(PROBLEM)),
        Index("ix_parcels_flagged", "flagged_at", "id", sqlite_where=text(FLAGGED)),
    )

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    tracking_no: str
    courier: str | None = None
    """Our code of the courier (domain 5.3), None where neither name nor number tells."""
    courier_word: str | None = None
    """The courier's name as the file wrote it; None: `courier` is a guess from the number."""

    state: ParcelState | None = Field(default=None, sa_type=Code(ParcelState))
    """What the latest scan says; None before the first."""
    state_word: str | None = None
    state_at: datetime | None = Field(default=None, sa_type=Instant)
    picked_up_at: datetime | None = Field(default=None, sa_type=Instant)
    """The first scan that proves the courier has it."""
    last_scan_at: datetime | None = Field(default=None, sa_type=Instant)
    signed_at: datetime | None = Field(default=None, sa_type=Instant)
    """The first scan of its signing, unless it was on its way back by then."""
    returning_since: datetime | None = Field(default=None, sa_type=Instant)
    back_at: datetime | None = Field(default=None, sa_type=Instant)
    """The first scan after that by which we have it again."""

    shipped_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the first of its orders was clicked as shipped on the platform."""
    over_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the last of its orders was finished, closed or refunded in full; None while one of them runs."""
    pickup_due_at: datetime | None = Field(default=None, sa_type=Instant)
    """The deadlines that its flags are raised by, whether they were kept or not (`store.parcels.deadlines`)."""
    move_due_at: datetime | None = Field(default=None, sa_type=Instant)
    sign_due_at: datetime | None = Field(default=None, sa_type=Instant)
    """None also where a courier has stopped."""
    window_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the window opens in which the receipt is to be extended."""
    confirm_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the platform confirms the receipt by itself: an estimate, as no file says it."""
    flagged_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the first of its flags goes up, or went, unless something happens; None where nothing is watched."""


class ParcelOrder(Record, table=True):
    """Which order travels in which parcel. A parcel without any is an unknown one."""

    __tablename__ = "parcel_orders"
    __table_args__ = (Index("ix_parcel_orders_order", "order_id"), {"sqlite_with_rowid": False})

    parcel_id: int = Field(primary_key=True, foreign_key="parcels.id")
    order_id: int = Field(primary_key=True, foreign_key="orders.id")


class ParcelScan(Record, table=True):
    """One scan. It is the same scan when parcel, time and words are the same, in whatever order answers come."""

    __tablename__ = "parcel_scans"
    __table_args__ = ({"sqlite_with_rowid": False},)

    parcel_id: int = Field(primary_key=True, foreign_key="parcels.id")
    at: datetime = Field(primary_key=True, sa_type=Instant)
    text: str = Field(primary_key=True)
    state: ParcelState = Field(sa_type=Code(ParcelState))
    state_word: str | None = None
    place: str | None = None
    source: str
    import_id: int
