"""One cell of somebody else's file into one value of ours: pure functions, no row, no file, no clock.

All take the cell as text and answer None where the file says nothing; `Unreadable` for what cannot be read.
"""

from __future__ import annotations

from store.imports.normalise.addresses import Address, address
from store.imports.normalise.couriers import courier, courier_by_number, courier_by_word
from store.imports.normalise.numbers import money, order_no, phone, postcode, quantity, tracking_no
from store.imports.normalise.statuses import status_key, status_reader
from store.imports.normalise.text import Unreadable, bare, is_missing, text, word
from store.imports.normalise.times import moment_reader

__all__ = [
    "Address",
    "Unreadable",
    "address",
    "bare",
    "courier",
    "courier_by_number",
    "courier_by_word",
    "is_missing",
    "moment_reader",
    "money",
    "order_no",
    "phone",
    "postcode",
    "quantity",
    "status_key",
    "status_reader",
    "text",
    "tracking_no",
    "word",
]
