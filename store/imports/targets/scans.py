"""What couriers say of parcels (domain 5)."""

from __future__ import annotations

from typing import Final

from store.imports import normalise
from store.imports.targets.target import COURIER, Derived, Target, same, time


def _failure(cell: str) -> None:
    """The reader's mark on an answer that holds no scan: `code:what the provider says`."""
    if cell:
        code, _, message = cell.partition(":")
        raise normalise.Unreadable(f"row.{code}", message=normalise.text(message) or "")


SCANS: Final = Target(
    table="staged_scans",
    key="tracking_no",
    columns={
        "tracking_no": "TEXT",
        "courier": "TEXT",
        "courier_word": "TEXT",
        "state": "TEXT",
        "state_code": "TEXT",
        "state_word": "TEXT",
        "at": "INTEGER",
        "text": "TEXT",
        "place": "TEXT",
    },
    cells={
        "tracking_no": same(normalise.needed_tracking_no),
        "courier_word": same(normalise.word),
        "state_code": same(normalise.word),
        "state_word": same(normalise.word),
        "at": time,
        "text": same(normalise.text),
        "place": same(normalise.word),
    },
    derived={
        "courier": COURIER,
        "state": Derived(
            ("state_code", "state_word", "text"),
            lambda context: normalise.parcel_state_reader(context.reader("parcel_state")),
        ),
    },
    checks={"failed": _failure},
    same=("tracking_no", "at", "text"),
)
