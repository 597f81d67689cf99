"""Cells that a file does not have: made of other cells of the row, of its line, or always the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from store.imports.normalise import bare, is_missing

Maker = Callable[[int, list[str]], str]
"""From the line and the cells of a row."""

NUMBERS: Final = frozenset(
    {"order_no", "item_no", "refund_no", "review_no", "package_no", "wave", "erp_no", "tracking_no"}
)
"""Fields that hold numbers: what is joined for them loses all that no number may hold."""

_NOT_IN_NUMBERS: Final = re.compile(r"[^0-9A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class Made:
    """How a field is made where the sheet has no column for it.

    Attributes:
        value: it is always this.
        columns: of these, as `header_key` writes them …
        join: … put together with this between them, or …
        hashed: … 16 hex digits that are the same for the same cells, whatever the line.
        line: the running number of the row, behind `prefix`: the last resort, it changes with the file.
    """

    value: str | None = None
    columns: tuple[str, ...] = ()
    join: str = "-"
    hashed: bool = False
    line: bool = False
    prefix: str = ""

    def maker(self, field: str, places: Mapping[str, int]) -> Maker:
        """What makes it of a row whose columns stand at `places`."""
        if self.value is not None:
            value = self.value
            return lambda _line, _cells: value
        if self.line:
            return lambda line, _cells: f"{self.prefix}{line}"
        here = [places[column] for column in self.columns]
        if self.hashed:
            return lambda _line, cells: _digest(self.prefix, [cells[place] for place in here])
        as_number = field in NUMBERS
        return lambda _line, cells: self._joined([cells[place] for place in here], as_number=as_number)

    def _joined(self, cells: list[str], *, as_number: bool) -> str:
        if not as_number:
            return self.prefix + self.join.join(cell.strip() for cell in cells if not is_missing(cell))
        parts = [_NOT_IN_NUMBERS.sub("", bare(cell)) for cell in cells]
        return self.prefix + self.join.join(parts) if all(parts) else ""


def _digest(prefix: str, cells: list[str]) -> str:
    said = [bare(cell) for cell in cells]
    return prefix + blake2b("\x1f".join(said).encode(), digest_size=8).hexdigest() if any(said) else ""
