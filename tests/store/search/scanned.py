"""What a search should find, by looking at every row of the book in plain Python."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from tests.store.floor import Floor

Row = dict[str, Any]

LETTERS = {"红": "h", "绿": "l", "茶": "c", "羊": "y", "毛": "m", "衫": "s", "买": "m", "家": "j", "张": "z", "兰": "l"}
"""The first letters of the characters that these tests write."""


def key(text: str) -> str:
    """Full width made plain, small letters, no blanks, nothing of the private range."""
    return "".join(
        char for char in unicodedata.normalize("NFKC", text).casefold() if not (char.isspace() or _own(char))
    )


def _own(char: str) -> bool:
    return "\ue000" <= char <= "\ue101"


def letters(text: str) -> str:
    """The first letters."""
    return "".join(LETTERS.get(char, char) for char in key(text))


@dataclass(frozen=True)
class Scan:
    """All orders of a book, with what stands beside them."""

    rows: list[Row]

    @classmethod
    def of(cls, floor: Floor) -> Scan:
        """Read the whole book."""
        return cls(
            floor.rows(
                "SELECT o.id, o.buyer_id, o.order_no, o.title, o.placed_at, b.nick, c.phone, p.tracking_no"
                " FROM orders o"
                " LEFT JOIN buyers b ON b.id=o.buyer_id LEFT JOIN contacts c ON c.id=o.contact_id"
                " LEFT JOIN parcel_orders l ON l.order_id=o.id LEFT JOIN parcels p ON p.id=l.parcel_id"
            )
        )

    def numbers(self, text: str) -> set[int]:
        """Orders whose number begins or ends so."""
        return {row["id"] for row in self.rows if _edge(row["order_no"], text)}

    def trackings(self, text: str) -> set[int]:
        """Orders in a parcel whose number begins or ends so."""
        return {row["id"] for row in self.rows if row["tracking_no"] and _edge(row["tracking_no"], text.upper())}

    def phones(self, tail: str) -> set[int]:
        """Buyers of orders to a telephone that ends so."""
        return {row["buyer_id"] for row in self.rows if row["phone"] and row["phone"].endswith(tail)}

    def nicks(self, text: str) -> set[int]:
        """Buyers with this in the nick."""
        return {row["buyer_id"] for row in self.rows if row["nick"] and key(text) in key(row["nick"])}

    def initials(self, text: str) -> set[int]:
        """Buyers with this in the first letters of the nick."""
        return {row["buyer_id"] for row in self.rows if row["nick"] and text in letters(row["nick"])}

    def goods(self, text: str) -> set[int]:
        """Orders with all these words in the title."""
        words = [key(word) for word in text.split()]
        return {row["id"] for row in self.rows if row["title"] and all(word in key(row["title"]) for word in words)}

    def goods_initials(self, text: str) -> set[int]:
        """Orders with this in the first letters of the title."""
        return {row["id"] for row in self.rows if row["title"] and text in letters(row["title"])}


def _edge(number: str, text: str) -> bool:
    return number.startswith(text) or number.endswith(text)
