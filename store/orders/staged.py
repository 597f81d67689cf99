"""The tables of a merge: what a file says, the slice at work, and the house's days."""

from __future__ import annotations

from sqlalchemy import Column as SqlColumn
from sqlalchemy import ColumnElement, FromClause, Integer, MetaData, Table, Text, and_, column, table

from store.book.columns import Instant
from store.shops.slices import SCHEMA, Slice

TIMES = ("placed_at", "paid_at", "shipped_at", "finished_at", "ship_by_at")
TEXTS = ("memo", "buyer_message", "closed_reason", "title", "platform_word", "kind_word")
NUMBERS = ("payable", "postage", "total", "paid", "refunded", "quantity", "hold", "presale")
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

ITEM_TEXTS = ("title", "properties", "code", "product_id", "refund_word", "platform_word", "status")
ITEM_NUMBERS = ("price", "quantity", "payable", "paid", "refunded")

staged_items = table(
    "staged_items",
    *(column(name, Integer) for name in ("line", "position", *ITEM_NUMBERS)),
    *(column(name, Text) for name in ("order_no", "item_no", *ITEM_TEXTS)),
    schema=SCHEMA,
)

PRINT_TEXTS = ("erp_no", "wave", "warehouse", "memo")
PRINT_TIMES = ("released_at", "plan_at")

staged_prints = table(
    "staged_prints",
    *(column(name, Integer) for name in ("line", "slip_printed", "waybill_printed")),
    *(column(name, Text) for name in ("order_no", "tracking_no", "courier", "courier_word", *PRINT_TEXTS)),
    *(column(name, Instant) for name in PRINT_TIMES),
    schema=SCHEMA,
)

staged_prints_more = table("staged_prints_more", column("line", Integer), column("order_no", Text), schema=SCHEMA)
"""The further numbers of lines that are about several orders of one parcel."""

staged_waves = table(
    "staged_waves",
    *(column(name, Integer) for name in ("line", "slip_printed", "waybill_printed", "accepted", "cancelled", "orders")),
    column("wave", Text),
    column("made_at", Instant),
    schema=SCHEMA,
)

rows = Table(
    "merge_rows",
    MetaData(),
    SqlColumn("line", Integer, primary_key=True),
    SqlColumn("order_id", Integer),
    SqlColumn("newer", Integer),
    SqlColumn("others", Text),
    SqlColumn("fresh", Integer),
    prefixes=["TEMPORARY"],
)
"""The slice at work: which staged row belongs to which order, whether it may overwrite what files of its kind said,
which imports of other kinds are newer (their numbers, comma between them), and whether it makes the order."""

house_days = Table(
    "merge_house_days",
    MetaData(),
    SqlColumn("begins_at", Instant, primary_key=True),
    SqlColumn("due_at", Instant),
    prefixes=["TEMPORARY"],
)
"""`shops.rules.house_due` as steps, so that the rule stays in Python and the rows stay in SQL."""


def at_work(piece: Slice, *more: ColumnElement[bool]) -> tuple[FromClause, ColumnElement[bool]]:
    """The slice's staged rows that are merged.

    The bounds are said although `rows` has no others: SQLite knows no sizes, and would walk the whole staged file for
    each slice and look every line up in `rows`.
    """
    bounds = staged.c.line.between(piece.first, piece.last)
    return rows.join(staged, staged.c.line == rows.c.line), and_(bounds, *more)
