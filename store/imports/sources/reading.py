"""How the text of a foreign file is to be read, where the file does not follow the usual ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mapping says of its file; None: found out from the file itself.

    Attributes:
        encoding: a name that Python knows.
        separator: one sign.
        header_line: counted from 1 as a spreadsheet does.
        zone: in which its times are written.
        currency: of its amounts, three letters; shop: the tag of the shop it is of.
        decimal, thousands: the marks inside amounts.
        units: what stands at an amount -> by how much it is multiplied, `{"万元": 10000}`.
        times: formats of `strptime`.
        refuse_duplicates: whether a row that repeats another one in full is refused.
    """

    encoding: str | None = None
    separator: str | None = None
    header_line: int | None = None
    zone: str | None = None
    currency: str | None = None
    shop: str | None = None
    decimal: str = "."
    thousands: str = ","
    units: Mapping[str, int] = field(default_factory=dict)
    times: tuple[str, ...] = ()
    refuse_duplicates: bool = False

    @property
    def plain_money(self) -> bool:
        """Whether amounts are written as platforms write them."""
        return (self.decimal, self.thousands) == (".", ",") and not self.units
