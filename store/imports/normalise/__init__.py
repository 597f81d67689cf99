"""One cell of somebody else's file into one value of ours: pure functions, no row, no file, no clock.

All take the cell as text and answer None where the file says nothing; `Unreadable` for what cannot be read.
"""

from __future__ import annotations

from store.imports.normalise.addresses import Address, address
from store.imports.normalise.amounts import money, money_reader, quantity, stock
from store.imports.normalise.couriers import courier, courier_by_number, courier_by_word
from store.imports.normalise.flags import flag, flag_of_all
from store.imports.normalise.numbers import (
    code,
    needed_code,
    needed_tracking_no,
    number,
    number_or_none,
    order_no,
    order_nos,
    phone,
    postcode,
    tracking_no,
)
from store.imports.normalise.parcels import parcel_state_reader
from store.imports.normalise.text import Unreadable, bare, is_missing, text, word
from store.imports.normalise.times import Moment, moment_reader
from store.imports.normalise.words import CODES, vocabularies, word_key, word_reader

__all__ = [
    "CODES",
    "Address",
    "Moment",
    "Unreadable",
    "address",
    "bare",
    "code",
    "courier",
    "courier_by_number",
    "courier_by_word",
    "flag",
    "flag_of_all",
    "is_missing",
    "moment_reader",
    "money",
    "money_reader",
    "needed_code",
    "needed_tracking_no",
    "number",
    "number_or_none",
    "order_no",
    "order_nos",
    "parcel_state_reader",
    "phone",
    "postcode",
    "quantity",
    "stock",
    "text",
    "tracking_no",
    "vocabularies",
    "word",
    "word_key",
    "word_reader",
]
