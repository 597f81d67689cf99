"""Of what kind an order is, in a word."""

from __future__ import annotations

from store.stock.promising import PRESALE_WORD
from tui.words.catalogue import tr


def kind_of(word: str, *, presale: bool) -> str:
    """Presale, where the platform says so, and the file's own word; once, where that is the same.

    Args:
        word: the platform's or the ERP's word for the kind of order.
    """
    said = tr("pre-sale") if presale and PRESALE_WORD not in word else ""
    return " ".join(filter(None, (said, word)))
