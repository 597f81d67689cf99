"""What can be done about a row of a list, whatever it is a row of."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from store.book.errors import Refusal
from store.book.lines import tidy

NOTE_LENGTH = 300
MOST = 1_000
"""Rows that one key press may be about: what is more was marked by mistake, and undoing it must stay a moment."""
SHIFT = timedelta(hours=12)
"""How far back the same mark is the same deed, where nobody says when the floor's day began."""


class Subject(StrEnum):
    """What a row is."""

    ORDER = "order"
    REFUND = "refund"
    PARCEL = "parcel"
    RETURN = "return"
    STOCK = "stock"


class Done(StrEnum):
    """What was done so far (design 3, Parcel; for refunds and payments their own)."""

    MOVED = "moved"
    COURIER_ASKED = "courier_asked"
    BUYER_TOLD = "buyer_told"
    EXTENDED = "extended"

    BUYER_PHONED = "buyer_phoned"
    OWNER_REMINDED = "owner_reminded"
    AGREED = "agreed"
    DECLINED = "declined"
    EVIDENCE_SENT = "evidence_sent"
    STOPPED = "stopped"

    PAYMENT_ASKED = "payment_asked"
    ADDRESS_ASKED = "address_asked"
    NOT_WANTED = "not_wanted"

    WAREHOUSE_ASKED = "warehouse_asked"
    PRINT_ASKED = "print_asked"
    PURCHASING_ASKED = "purchasing_asked"
    RECEIVED = "received"


def checked_remark(text: str) -> str:
    """The remark on one line; refused where it is a novel."""
    text = tidy(text)
    if len(text) > NOTE_LENGTH:
        raise Refusal("handling.note_too_long", length=len(text), most=NOTE_LENGTH)
    return text
