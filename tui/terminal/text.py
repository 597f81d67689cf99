"""Which characters may not reach a terminal, and text without them.

A terminal obeys what it is sent: a buyer's nick with an escape sequence in it could write the agent's
clipboard, one with a bidi control could show an order number backwards. Nothing here knows Textual.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len, set_cell_size

SUBSTITUTE = "␦"
"""Stands where a harmful character took up a cell: one cell wide everywhere, and no letter."""

_CONTROL = r"\x00-\x1f\x7f-\x9f"
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = r"\xad\u034f\u180e\u200b\u200c\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
_TAGS = r"\U000e0000-\U000e0fff"
_SURROGATE = r"\ud800-\udfff"

HARMFUL = re.compile(f"[{_CONTROL}{_BIDI}{_UNSEEN}{_TAGS}{_SURROGATE}]")
"""One character that controls the terminal, turns the reading order round, hides, or cannot be encoded."""

_CLUSTER = re.compile("\u200d.?|[\ufe00-\ufe0f]", re.DOTALL)
# Joined emoji are measured as one glyph, and many terminals draw two: every cell behind would be off.
_DIRTY = re.compile(f"[{_CONTROL}{_BIDI}{_UNSEEN}{_TAGS}{_SURROGATE}\u200d\ufe00-\ufe0f]")
_NOT_IN_PASTE = re.compile(f"(?![\n\t])[{_CONTROL}{_BIDI}{_UNSEEN}{_TAGS}{_SURROGATE}]")

is_dirty = _DIRTY.search
"""Whether a text has anything in it that `harmless` would change (a match, or None)."""


def _substituted(match: re.Match[str]) -> str:
    return SUBSTITUTE * cell_len(match.group())


@lru_cache(1024)
def harmless(text: str) -> str:
    """`text` as it may be drawn: exactly as many cells as Textual has measured, and nothing that acts.

    What has no width is left out instead of being marked by a character: a mark would push the last digits of
    an amount over the edge of its column.
    """
    plain = HARMFUL.sub(_substituted, _CLUSTER.sub("", text))
    return set_cell_size(plain, cell_len(text))


def cleaned(text: str) -> str:
    """`text` from outside (a paste, something for the clipboard): lines and tabs stay, controls do not."""
    return _NOT_IN_PASTE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
