"""What one line of the doctor is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        what: its name.
        found: what was found, in words.
        ok: whether nothing has to be done.
        advice: a sentence what to do, where something has to.
    """

    what: str
    found: str
    ok: bool = True
    advice: str = ""


def size(number: int) -> str:
    """Bytes as people read them: `2.3 MB`."""
    amount = float(number)
    for unit in ("B", "KB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"
