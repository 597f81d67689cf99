"""Yes and no, as ERPs write them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from store.imports.normalise.text import bare

_YES: Final = frozenset({"是", "已", "有", "y", "yes", "true", "t", "1", "√", "✓", "✔", "全部"})
_NO: Final = frozenset({"否", "未", "没有", "n", "no", "false", "f", "0", "×", "✗", "x"})


@lru_cache(maxsize=256)
def flag(cell: str) -> int | None:
    """1 for yes, 0 for no, None for a word that says neither (`部分打印`). How often it was printed is yes.

    A time in place of a yes says it too.
    """
    value = bare(cell).lower()
    if value in _YES or value.startswith("已"):
        return 1
    if value in _NO or value.startswith("未"):
        return 0
    return 1 if value[:1] in "123456789" and value[:1] else None


def flag_of_all(cell: str) -> int | None:
    """Yes for all orders of a wave: there, `1` is some of them and `2` is all (domain 4.1)."""
    return None if bare(cell) == "1" else flag(cell)
