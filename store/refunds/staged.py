"""What a list of refunds says."""

from __future__ import annotations

from sqlalchemy import Integer, Text, column, table

from store.book.columns import Instant
from store.shops.slices import SCHEMA

TEXTS = ("item_no", "kind", "kind_word", "phase", "goods_state", "reason", "description", "fault", "operator", "title")
MORE_TEXTS = ("code", "return_tracking_no", "return_courier", "return_courier_word")
NUMBERS = ("amount", "paid")
LASTING = (*TEXTS, *MORE_TEXTS, *NUMBERS, "applied_at", "ended_at")
"""Fields of which an empty cell says nothing."""
EMPTIED = ("step_due_at", "evidence_due_at", "cs_word", "memo")
"""Fields of which an empty cell says that they are empty: no step runs any more."""

staged = table(
    "staged_refunds",
    *(column(name, Integer) for name in ("line", *NUMBERS)),
    *(column(name, Text) for name in ("refund_no", "order_no", "buyer_nick", "status", "platform_word")),
    *(column(name, Text) for name in (*TEXTS, *MORE_TEXTS, "cs_word", "memo")),
    *(column(name, Instant) for name in ("applied_at", "ended_at", "step_due_at", "evidence_due_at")),
    schema=SCHEMA,
)
