"""Decisions about a checklist's items."""

from __future__ import annotations

from enum import StrEnum

from store.book.errors import Refusal

WHY_LENGTH = 300


class Result(StrEnum):
    """What became of an item."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


def checked_why(why: str, *, needed: bool) -> str:
    """The reason without blanks around it; refused where one is needed and none was given, or it is a novel."""
    why = " ".join(why.split())
    if needed and not why:
        raise Refusal("checklists.why")
    if len(why) > WHY_LENGTH:
        raise Refusal("checklists.why_too_long", length=len(why), most=WHY_LENGTH)
    return why


def needs_why(left: int | None) -> bool:
    """Ticking with rows left, or without knowing whether any are left, needs a reason."""
    return left is None or left > 0
