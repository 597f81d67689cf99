"""Refunds as the platform lists them, and parcels that came back."""

from __future__ import annotations

from typing import Final

from store.imports import normalise
from store.imports.targets.target import COURIER, Context, Derived, Target, amount, coded, same, time


def _time_if_any(context: Context) -> normalise.Moment:
    """A column that holds a time in one version of the export and yes or no in another (domain 1.5, 举证超时)."""
    moment: normalise.Moment = time(context)

    def read(cell: str) -> int | None:
        try:
            return moment(cell)
        except normalise.Unreadable:
            return None

    return read


_WORDS: Final = (
    "platform_word",
    "kind_word",
    "cs_word",
    "reason",
    "title",
    "return_courier_word",
    "fault",
    "operator",
)

REFUNDS: Final = Target(
    table="staged_refunds",
    key="refund_no",
    columns={
        "refund_no": "TEXT",
        "order_no": "TEXT",
        "item_no": "TEXT",
        "status": "TEXT",
        "platform_word": "TEXT",
        "kind": "TEXT",
        "kind_word": "TEXT",
        "phase": "TEXT",
        "goods_state": "TEXT",
        "cs_word": "TEXT",
        "reason": "TEXT",
        "description": "TEXT",
        "amount": "INTEGER",
        "paid": "INTEGER",
        "applied_at": "INTEGER",
        "step_due_at": "INTEGER",
        "evidence_due_at": "INTEGER",
        "ended_at": "INTEGER",
        "buyer_nick": "TEXT",
        "title": "TEXT",
        "code": "TEXT",
        "return_tracking_no": "TEXT",
        "return_courier": "TEXT",
        "return_courier_word": "TEXT",
        "fault": "TEXT",
        "memo": "TEXT",
        "operator": "TEXT",
    },
    cells={
        "refund_no": same(normalise.number),
        "order_no": same(normalise.order_no),
        "item_no": same(normalise.number_or_none),
        "phase": coded("phase"),
        "goods_state": coded("goods_state"),
        "description": same(normalise.text),
        "memo": same(normalise.text),
        "buyer_nick": same(normalise.text),
        "amount": amount,
        "paid": amount,
        "applied_at": time,
        "step_due_at": time,
        "evidence_due_at": _time_if_any,
        "ended_at": time,
        "code": same(normalise.code),
        "return_tracking_no": same(normalise.tracking_no),
        **dict.fromkeys(_WORDS, same(normalise.word)),
    },
    derived={
        "status": Derived(("platform_word",), coded("refund_status")),
        "kind": Derived(("kind_word",), coded("refund_kind")),
        "return_courier": Derived(("return_courier_word", "return_tracking_no"), lambda _context: normalise.courier),
    },
)

RETURNS: Final = Target(
    table="staged_returns",
    key="package_no",
    columns={
        "package_no": "TEXT",
        "tracking_no": "TEXT",
        "courier": "TEXT",
        "courier_word": "TEXT",
        "order_no": "TEXT",
        "refund_no": "TEXT",
        "state_word": "TEXT",
        "got_at": "INTEGER",
        "buyer_nick": "TEXT",
        "phone": "TEXT",
        "memo": "TEXT",
        "code": "TEXT",
        "quantity": "INTEGER",
    },
    cells={
        "package_no": same(normalise.number),
        "tracking_no": same(normalise.tracking_no),
        "courier_word": same(normalise.word),
        "order_no": same(normalise.number_or_none),
        "refund_no": same(normalise.number_or_none),
        "state_word": same(normalise.word),
        "got_at": time,
        "buyer_nick": same(normalise.text),
        "phone": same(normalise.phone),
        "memo": same(normalise.text),
        "code": same(normalise.code),
        "quantity": same(normalise.quantity),
    },
    derived={"courier": COURIER},
    same=("package_no", "code"),
)
