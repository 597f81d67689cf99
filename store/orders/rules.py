"""Decisions about orders: where one is, what it waits for, what a person may say about it."""

from __future__ import annotations

from enum import StrEnum

from store.book.errors import Refusal

NOTE_LENGTH = 2000


class PlatformStatus(StrEnum):
    """The platform's status, all spellings of all platforms brought to this small set (domain 1.4)."""

    WAITING_PAYMENT = "waiting_payment"
    PAID = "paid"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    BUYER_SIGNED = "buyer_signed"
    FINISHED = "finished"
    CLOSED = "closed"


class Stage(StrEnum):
    """Where the goods are. Evidence decides; without any it is unknown, and nobody guesses."""

    UNKNOWN = "unknown"
    UNPRINTED = "unprinted"
    PRINTED = "printed"
    PACKED = "packed"
    CLICKED = "clicked"
    """Clicked as shipped on the platform, no pick-up seen: the parcel may still be in the house, so whoever has to
    stop it goes the way of a packed one."""
    LEFT = "left"
    SIGNED = "signed"


SEEN_IN_ERP = (Stage.UNPRINTED, Stage.PRINTED, Stage.PACKED, Stage.LEFT)
"""What an agent may answer with one digit, 1 to 4."""


def checked_note(text: str) -> str:
    """The note without blanks around it.

    Raises:
        Refusal: it is empty or longer than `NOTE_LENGTH` characters.
    """
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if not text:
        raise Refusal("orders.note_empty")
    if len(text) > NOTE_LENGTH:
        raise Refusal("orders.note_too_long", length=len(text), most=NOTE_LENGTH)
    return text


TITLES_JOINED_BY = "，"
"""What stands between the titles of an order in the order list (domain 1.3, 8)."""


def split_titles(title: str) -> tuple[str, ...]:
    """The titles that the order list joined with `，` (domain 1.3, 8); a title of one word stays whole."""
    parts = tuple(part.strip() for part in title.split(TITLES_JOINED_BY))
    return tuple(part for part in parts if part) or (title,)
