"""What the ERP knows of the house: slips and waybills printed, waves, stock (domain 1.6, 4.1)."""

from __future__ import annotations

from typing import Final

from store.imports import normalise
from store.imports.targets.target import COURIER, Target, same, time


def _first_order_no(cell: str) -> str:
    return normalise.order_nos(cell)[0]


def _further_order_nos(cell: str) -> list[str]:
    return normalise.order_nos(cell)[1:]


def _wave(cell: str) -> str | None:
    """The wave's number; a column that only says whether there is one holds none."""
    return None if normalise.flag(cell) is not None and len(cell.strip()) < 3 else normalise.code(cell)


PRINTS: Final = Target(
    table="staged_prints",
    key="order_no",
    columns={
        "order_no": "TEXT",
        "erp_no": "TEXT",
        "slip_printed": "INTEGER",
        "waybill_printed": "INTEGER",
        "wave": "TEXT",
        "released_at": "INTEGER",
        "plan_at": "INTEGER",
        "tracking_no": "TEXT",
        "courier": "TEXT",
        "courier_word": "TEXT",
        "warehouse": "TEXT",
        "memo": "TEXT",
        "shop_name": "TEXT",
    },
    cells={
        "order_no": same(_first_order_no),
        "erp_no": same(normalise.code),
        "slip_printed": same(normalise.flag),
        "waybill_printed": same(normalise.flag),
        "wave": same(_wave),
        "released_at": time,
        "plan_at": time,
        "tracking_no": same(normalise.tracking_no),
        "courier_word": same(normalise.word),
        "warehouse": same(normalise.word),
        "memo": same(normalise.text),
        "shop_name": same(normalise.word),
    },
    derived={"courier": COURIER},
    same=("order_no", "erp_no"),
    more=("staged_prints_more", _further_order_nos),
)

WAVES: Final = Target(
    table="staged_waves",
    key="wave",
    columns={
        "wave": "TEXT",
        "slip_printed": "INTEGER",
        "waybill_printed": "INTEGER",
        "accepted": "INTEGER",
        "cancelled": "INTEGER",
        "orders": "INTEGER",
        "made_at": "INTEGER",
    },
    cells={
        "wave": same(normalise.number),
        "slip_printed": same(normalise.flag_of_all),
        "waybill_printed": same(normalise.flag_of_all),
        "accepted": same(normalise.flag),
        "cancelled": same(normalise.flag),
        "orders": same(normalise.quantity),
        "made_at": time,
    },
)

STOCK: Final = Target(
    table="staged_stock",
    key="code",
    columns={"code": "TEXT", "title": "TEXT", "properties": "TEXT", "quantity": "INTEGER", "warehouse": "TEXT"},
    cells={
        "code": same(normalise.needed_code),
        "title": same(normalise.word),
        "properties": same(normalise.word),
        "quantity": same(normalise.stock),
        "warehouse": same(normalise.word),
    },
    same=("code", "warehouse"),
)
