"""What a file really is, by its first bytes: the suffix lies (a `.xls` that is CSV or HTML is common)."""

from __future__ import annotations

import codecs
import contextlib
import csv
import re
from typing import Final, Literal

from store.book.errors import Refusal
from store.imports.readers.documents import FORM

SAMPLE: Final = 1 << 18
"""How many bytes are looked at, 256 KiB."""

Kind = Literal["workbook", "delimited", "documents"]

_JSON: Final = re.compile(rb'\{\s*(?:"|\}|$)|\[\s*[\[{\]]')

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"PK\x05\x06")
_OTHERS: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format 3\x00")
_SEPARATORS: Final = (",", "\t", ";")
_LOOKED_AT: Final = 5


def kind_of(sample: bytes, name: str) -> Kind:
    """Whether a file is a workbook, delimited text or JSON.

    Raises:
        Refusal: `file.empty`, `file.password`, `file.archive`, `file.html`, `file.utf16`, `file.not_a_table`.
    """
    if not sample.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Refusal("file.empty", name=name)
    if sample.startswith(_OLE):
        if _LOCKED in sample:
            raise Refusal("file.password", name=name)
        return "workbook"
    if sample.startswith(_ZIP):
        return "workbook"
    if sample.startswith(_ARCHIVES):
        raise Refusal("file.archive", name=name)
    if sample.startswith(_OTHERS):
        raise Refusal("file.not_a_table", name=name)
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _half_are_nul(sample):
        raise Refusal("file.utf16", name=name)
    begun = sample.lstrip(b"\xef\xbb\xbf \t\r\n")
    if begun.startswith(b"<"):
        raise Refusal("file.html", name=name)
    return "documents" if _JSON.match(begun) or FORM.match(begun) else "delimited"


def _half_are_nul(sample: bytes) -> bool:
    # UTF-16 without its mark: ASCII commas and digits leave a NUL in every second place.
    return max(sample[::2].count(0), sample[1::2].count(0)) * 5 > len(sample)


def encoding_of(sample: bytes) -> str:
    """`utf-8-sig` when the sample is UTF-8, else `gb18030`, of which GBK is a part (domain 1.1)."""
    try:
        # A sample may end inside a character.
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def separator_of(sample: bytes, encoding: str, name: str) -> str:
    """Comma, tab or semicolon: the one that makes the widest of the first lines.

    Raises:
        Refusal: `file.not_a_table` when none of them makes two columns.
    """
    lines = sample.decode(encoding, errors="replace").splitlines(keepends=True)[:_LOOKED_AT]
    width, separator = max(((_widest(lines, each), each) for each in _SEPARATORS), key=lambda pair: pair[0])
    if width < 2:
        raise Refusal("file.not_a_table", name=name)
    return separator


def _widest(lines: list[str], separator: str) -> int:
    widest = 0
    # A cell that is too long ends the looking; the reader itself will say where it is.
    with contextlib.suppress(csv.Error):
        for row in csv.reader(lines, delimiter=separator):
            widest = max(widest, len(row))
    return widest
