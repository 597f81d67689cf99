"""What rows of a kind become: the staging table, and how each field of a source is read into its columns.

A new kind of row is a new `Target` here; a new file of a known kind is a new `.toml` in `sources`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final
from zoneinfo import ZoneInfo

from store.imports import normalise

Cell = Callable[[str], Any]
"""A cell into a value; may raise `Unreadable`."""


@dataclass(frozen=True, slots=True)
class Context:
    """What reading depends on beside the cell: shop's zone, moment (epoch ms), platform's words."""

    zone: ZoneInfo
    now_ms: int
    statuses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Derived:
    """A column made of columns that were read. It exists when one of its inputs does; absent: None."""

    inputs: tuple[str, ...]
    make: Callable[[Context], Callable[..., Any]]


@dataclass(frozen=True, slots=True)
class Target:
    """A staging table.

    Attributes:
        key: the column that names a row; the same key twice in a file is counted as repeated.
        columns: the columns in order and their SQL types.
        cells: field -> how it is read into the column of its own name.
        spreads: field -> the columns that its tuple fills.
        derived: column -> what it is made of.
    """

    table: str
    key: str
    columns: Mapping[str, str]
    cells: Mapping[str, Callable[[Context], Cell]]
    spreads: Mapping[str, tuple[tuple[str, ...], Cell]] = field(default_factory=dict)
    derived: Mapping[str, Derived] = field(default_factory=dict)


def contact_digest(*parts: str | None) -> str | None:
    """16 hex digits that change when receiver, phone or address change; None when the file has none."""
    if not any(parts):
        return None
    return blake2b("\x1f".join([part or "" for part in parts]).encode(), digest_size=8).hexdigest()


def _time(context: Context) -> Cell:
    return normalise.moment_reader(context.zone, context.now_ms)


def _same(cell: Cell) -> Callable[[Context], Cell]:
    return lambda _context: cell


def _closed_reason(cell: str) -> str | None:
    # The platform fills the column of open orders too (domain 1.4).
    reason = normalise.word(cell)
    return None if reason == "订单未关闭" else reason


_ADDRESS: Final = ("province", "city", "district", "address", "postcode")
_TEXTS: Final = ("buyer_nick", "receiver", "memo", "buyer_message")
_WORDS: Final = ("platform_word", "title", "courier_word", "shop_name")
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
    },
    cells={
        "order_no": _same(normalise.order_no),
        "phone": _same(normalise.phone),
        "quantity": _same(normalise.quantity),
        "tracking_no": _same(normalise.tracking_no),
        "closed_reason": _same(_closed_reason),
        **dict.fromkeys(_TEXTS, _same(normalise.text)),
        **dict.fromkeys(_WORDS, _same(normalise.word)),
        **dict.fromkeys(_TIMES, _time),
        **dict.fromkeys(_AMOUNTS, _same(normalise.money)),
    },
    spreads={"address": (_ADDRESS, normalise.address)},
    derived={
        "status": Derived(("platform_word",), lambda context: normalise.status_reader(context.statuses)),
        "courier": Derived(("courier_word", "tracking_no"), lambda _context: normalise.courier),
        "contact_digest": Derived(("receiver", "phone", *_ADDRESS), lambda _context: contact_digest),
    },
)

TARGETS: Final[Mapping[str, Target]] = {"orders": ORDERS}
"""Kind of a source -> where its rows go."""
