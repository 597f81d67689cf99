"""What can go wrong, as few kinds as people need to tell apart.

    FloorbookError
    ├── Refusal       it cannot be done, and here is what to do instead
    ├── Conflict      somebody saved a newer version: mine, theirs and what both began with
    └── Unavailable   not now: locked, full, gone; nothing was lost, try again

Everything else is a fault: it gets a number, the trace goes into a private file.
None of these carries a sentence. They carry a code and parameters; the sentences are in `tui.words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so: a code such as `order.unknown` and what the sentence needs to be filled in."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def because(code: str, /, **params: object) -> Reason:
    """A `Reason`, written in one breath."""
    return Reason(code, params)


class FloorbookError(Exception):
    """The root of everything that Floorbook raises on purpose."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code, params)
        self.reason = Reason(code, params)


class Refusal(FloorbookError):
    """It cannot be done as asked; the sentence of `reason` says what to do instead."""


class Unavailable(FloorbookError):
    """It cannot be done now; nothing was changed and what was typed is still there."""


class Conflict(FloorbookError):
    """A colleague saved this record in the meantime.

    Args:
        what: the code of the thing (`order.note`).
        mine: what was about to be saved.
        theirs: what stands in the book now.
        before: what both began with.
        who: the colleague's name.
        version: the version to save over if mine is to win after all.
    """

    def __init__(self, what: str, *, mine: str, theirs: str, before: str, who: str, version: int) -> None:
        super().__init__("conflict", what=what, who=who)
        self.what, self.mine, self.theirs, self.before = what, mine, theirs, before
        self.who, self.version = who, version
