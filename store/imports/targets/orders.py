"""Orders, and the lines of an order."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from store.imports import normalise
from store.imports.targets.target import COURIER, Derived, Target, amount, coded, same, time


def contact_digest(*parts: str | None) -> str | None:
    """16 hex digits that change when receiver, phone or address change; None when the file has none."""
    if not any(parts):
        return None
    return blake2b("\x1f".join([part or "" for part in parts]).encode(), digest_size=8).hexdigest()


def _closed_reason(cell: str) -> str | None:
    # The platform fills the column of open orders too (domain 1.4).
    reason = normalise.word(cell)
    return None if reason == "订单未关闭" else reason


def _held(word: str | None) -> int:
    return int(word is not None)


_ADDRESS: Final = ("province", "city", "district", "address", "postcode")
_TEXTS: Final = ("buyer_nick", "receiver", "memo", "buyer_message")
_WORDS: Final = ("platform_word", "title", "courier_word", "shop_name", "kind_word")
_TIMES: Final = ("placed_at", "paid_at", "shipped_at", "finished_at", "ship_by_at")
_AMOUNTS: Final = ("payable", "postage", "total", "paid", "refunded")

ORDERS: Final = Target(
    table="staged_orders",
    key="order_no",
    columns={
        "order_no": "TEXT",
        "buyer_nick": "TEXT",
        "status": "TEXT",
        "platform_word": "TEXT",
        **dict.fromkeys(_TIMES, "INTEGER"),
        **dict.fromkeys(_AMOUNTS, "INTEGER"),
        "receiver": "TEXT",
        "phone": "TEXT",
        **dict.fromkeys(_ADDRESS, "TEXT"),
        "contact_digest": "TEXT",
        "title": "TEXT",
        "quantity": "INTEGER",
        "tracking_no": "TEXT",
        "courier": "TEXT",
        "courier_word": "TEXT",
        "memo": "TEXT",
        "buyer_message": "TEXT",
        "closed_reason": "TEXT",
        "shop_name": "TEXT",
        "kind_word": "TEXT",
        "hold": "INTEGER",
        "presale": "INTEGER",
    },
    cells={
        "order_no": same(normalise.order_no),
        "phone": same(normalise.phone),
        "quantity": same(normalise.quantity),
        "tracking_no": same(normalise.tracking_no),
        "closed_reason": same(_closed_reason),
        **dict.fromkeys(_TEXTS, same(normalise.text)),
        **dict.fromkeys(_WORDS, same(normalise.word)),
        **dict.fromkeys(_TIMES, time),
        **dict.fromkeys(_AMOUNTS, amount),
        **dict.fromkeys(("province", "city", "district"), same(normalise.word)),
        "postcode": same(normalise.postcode),
        "presale": same(normalise.flag),
    },
    spreads={"address": (_ADDRESS, normalise.address)},
    derived={
        "status": Derived(("platform_word",), coded("status")),
        "courier": COURIER,
        "contact_digest": Derived(("receiver", "phone", *_ADDRESS), lambda _context: contact_digest),
        "hold": Derived(
            ("platform_word",),
            lambda context: lambda word: _held(context.reader("hold")(word)),
            vocabulary="hold",
        ),
    },
)

_ITEM_WORDS: Final = ("title", "properties", "refund_word", "platform_word")
_ITEM_AMOUNTS: Final = ("price", "payable", "paid", "refunded")

ITEMS: Final = Target(
    table="staged_items",
    key="order_no",
    columns={
        "order_no": "TEXT",
        "item_no": "TEXT",
        "position": "INTEGER",
        "title": "TEXT",
        "properties": "TEXT",
        "code": "TEXT",
        "product_id": "TEXT",
        "price": "INTEGER",
        "quantity": "INTEGER",
        "payable": "INTEGER",
        "paid": "INTEGER",
        "refunded": "INTEGER",
        "refund_word": "TEXT",
        "status": "TEXT",
        "platform_word": "TEXT",
    },
    cells={
        "order_no": same(normalise.order_no),
        "item_no": same(normalise.number_or_none),
        "code": same(normalise.code),
        "product_id": same(normalise.code),
        "quantity": same(normalise.quantity),
        **dict.fromkeys(_ITEM_WORDS, same(normalise.word)),
        **dict.fromkeys(_ITEM_AMOUNTS, amount),
    },
    derived={"status": Derived(("platform_word",), coded("status"))},
    same=("order_no", "item_no"),
    position="position",
)

REVIEWS: Final = Target(
    table="staged_reviews",
    key="review_no",
    columns={
        "review_no": "TEXT",
        "order_no": "TEXT",
        "score": "INTEGER",
        "title": "TEXT",
        "text": "TEXT",
        "written_at": "INTEGER",
        "answered_at": "INTEGER",
    },
    cells={
        "review_no": same(normalise.number),
        "order_no": same(normalise.order_no),
        "score": same(normalise.quantity),
        "title": same(normalise.text),
        "text": same(normalise.text),
        "written_at": time,
        "answered_at": time,
    },
    same=("review_no", "order_no"),
)
