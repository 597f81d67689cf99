"""The tables of a merge: what a file says, the slice at work, and the house's days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column as SqlColumn
from sqlalchemy import Integer, MetaData, Table, Text, column, table

from store.book.columns import Instant
from store.shops.rules import ShopSettings

SCHEMA = "staging"
TIMES = ("placed_at", "paid_at", "shipped_at", "finished_at", "ship_by_at")
TEXTS = ("memo", "buyer_message", "closed_reason", "title", "platform_word")
NUMBERS = ("payable", "postage", "total", "paid", "refunded", "quantity")
CONTACT = ("receiver", "phone", "province", "city", "district", "address", "postcode")

staged = table(
    "staged_orders",
    *(column(name, Integer) for name in ("line", *NUMBERS)),
    *(column(name, Text) for name in ("order_no", "buyer_nick", "status", *TEXTS, *CONTACT, "contact_digest")),
    *(column(name, Instant) for name in TIMES),
    column("tracking_no", Text),
    column("courier", Text),
    column("courier_word", Text),
    schema=SCHEMA,
)
"""The staging file, attached to the writer's connection."""

rows = Table(
    "merge_rows",
    MetaData(),
    SqlColumn("line", Integer, primary_key=True),
    SqlColumn("order_id", Integer),
    SqlColumn("newer", Integer),
    prefixes=["TEMPORARY"],
)
"""The slice at work: which staged row belongs to which order, and whether it may overwrite."""

house_days = Table(
    "merge_house_days",
    MetaData(),
    SqlColumn("begins_at", Instant, primary_key=True),
    SqlColumn("due_at", Instant),
    prefixes=["TEMPORARY"],
)
"""`shops.rules.house_due` as steps, so that the rule stays in Python and the rows stay in SQL."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some staged lines of one file for one shop."""

    shop_id: int
    settings: ShopSettings
    source: str
    import_id: int
    as_of: datetime
    fields: frozenset[str]
    """The fields that the file has; what it has not it cannot overwrite."""
    first: int
    last: int
    """Lines, both included."""
