"""Rows of a delimited text file, one after the other, with no more of it in memory than one row."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Final

from store.book.errors import Refusal
from store.imports.limits import Limits

_CHUNK: Final = 1 << 20
_LONGEST_LINE: Final = 16
"""Chunks without a line end after which a line is not read into memory any more."""

_END: Final = "\x00"
"""A line of our own behind the last one. `survey` has made sure that no file holds it."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over the bytes tells."""

    sha256: str
    ends_with_line: bool


def survey(raw: BinaryIO, name: str, *, text: bool, cell_chars: int | None = None) -> Survey:
    """Read all bytes once, from the start.

    `cell_chars`: the longest cell; None where a line may be of any length.

    Raises:
        Refusal: with the line `file.nul`, when `text`, and `file.cell_too_large` for a line of more than 16 MiB.
    """
    digest, line, last, endless = hashlib.sha256(), 1, b"", 0
    raw.seek(0)
    while chunk := raw.read(_CHUNK):
        digest.update(chunk)
        if text:
            nul = chunk.find(0)
            if nul >= 0:
                raise Refusal("file.nul", name=name, line=line + chunk.count(b"\n", 0, nul))
            ends = chunk.count(b"\n")
            line += ends
            endless = 0 if ends or b"\r" in chunk else endless + 1
            if cell_chars is not None and endless > _LONGEST_LINE:
                raise Refusal("file.cell_too_large", name=name, line=line, limit=cell_chars)
        last = chunk[-1:]
    raw.seek(0)
    return Survey(digest.hexdigest(), not text or last in (b"\n", b"\r"))


def delimited_rows(raw: BinaryIO, encoding: str, separator: str, name: str, limits: Limits) -> Iterator[list[str]]:
    """The rows, blank lines as empty lists, so that their count is the row number of a spreadsheet.

    Raises:
        Refusal: `file.encoding`, `file.cell_too_large` (both with the line), `file.truncated`.
    """
    lines = io.TextIOWrapper(raw, encoding, newline="")
    csv.field_size_limit(limits.cell_chars)
    reader = csv.reader(chain(lines, (_END,)), delimiter=separator)
    began = 1
    try:
        for row in reader:
            if len(row) == 1 and row[0] == _END:
                return
            yield row
            began = reader.line_num + 1
    except UnicodeDecodeError as broken:
        # The decoder reads ahead by blocks: the lines of this block before the broken byte come on top.
        line = reader.line_num + 1 + broken.object.count(b"\n", 0, broken.start)
        raise Refusal("file.encoding", name=name, line=line, encoding=_spoken(encoding)) from None
    except csv.Error:
        raise Refusal("file.cell_too_large", name=name, line=began, limit=limits.cell_chars) from None
    finally:
        # Left alone, the wrapper would close a file that is not its own.
        if not raw.closed:
            lines.detach()
    raise Refusal("file.truncated", name=name)


def _spoken(encoding: str) -> str:
    return {"utf-8-sig": "UTF-8", "gb18030": "GBK"}.get(encoding, encoding)
