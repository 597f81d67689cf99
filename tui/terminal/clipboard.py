"""Copying with `y`: the text goes to the clipboard of the person's own terminal (OSC 52)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.terminal.text import cleaned
from tui.words.catalogue import tr

if TYPE_CHECKING:
    from textual.app import App

LIMIT = 74_994
"""Bytes of text: in base64 that stays below the 100,000 at which terminals begin to ignore the sequence."""
NUMBER = re.compile(r"[\w-]{1,40}", re.ASCII)
"""A number of an order, a parcel or a refund, or a code: it need not stand in the list that it was copied from."""


def copy(app: App[int], text: str) -> str:
    """Send `text` to the clipboard; the sentence to show. No terminal says whether it took it.

    A text that is too long is not sent at all: a part of it, pasted unseen, would be worse than nothing.
    """
    if not fits(text):
        return tr(
            "Too long to copy: {size} bytes, at most {limit}. Copy it in parts.",
            size=_size(text),
            limit=LIMIT,
        )
    app.copy_to_clipboard(text)
    if NUMBER.fullmatch(text):
        return tr("Copied, if this terminal allows it: {number}", number=text)
    return tr("Copied, if this terminal allows it. The text stands on screen too.")


def fits(text: str) -> bool:
    """Whether `text` is short enough for a clipboard."""
    return _size(text) <= LIMIT


def _size(text: str) -> int:
    return len(cleaned(text).encode())
