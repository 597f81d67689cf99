"""The refused rows of an import: as a list, and as a file that can be corrected and taken in again."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import FloorbookError, Reason, Refusal, Unavailable
from store.book.paging import Listed, QueryWindow, Sort
from store.book.transactions import Book
from store.imports.tables import ImportRun, RefusedRow

runs, refused = table_of(ImportRun), table_of(RefusedRow)

BY_LINE = Sort("line", refused.c.line)

TOLD = ("line", "why")
"""The columns behind those of the original."""

_LONG_NUMBER = re.compile(r"\d{12,}")
_AS_TEXT = re.compile(r'="[^"=+@]*"')
_AMOUNT = re.compile(r"[-+]?[\d.,]+")


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A refused row as a line of a list."""

    id: int
    line: int
    """As a spreadsheet counts."""
    code: str
    params: Mapping[str, Any]
    raw: tuple[str, ...]


def refused_window(book: Book, run_id: int) -> QueryWindow[RefusedLine]:
    """The refused rows of an import, in the order of its file."""
    listed = Listed(
        source=refused,
        columns=(refused.c.id, refused.c.line, refused.c.line, refused.c.code, refused.c.params, refused.c.raw),
        ident=refused.c.id,
        where=(refused.c.import_id == run_id,),
        make=lambda row_id, line, code, params, raw: RefusedLine(row_id, line, code, params, tuple(raw)),
    )
    return QueryWindow(book, listed, BY_LINE)


def write_refused(
    book: Book, actor: Actor, op_key: str, run_id: int, path: Path, say: Callable[[Reason], str] | None = None
) -> int:
    """Write the refused rows of an import to a new file: the header of the original, then line and reason; how many.

    It is a .csv as spreadsheets open it (UTF-8 with its mark). Long numbers stay text, and what a spreadsheet would
    run as a formula is made harmless; both can be read back. Only its owner may read the file: it holds buyers' data.
    Buyers' data does not leave the book unseen: without an entry in the audit there is no file.

    Args:
        say: the words of a reason, for whoever corrects the file; without it its code stands there.

    Raises:
        Refusal: `file.exists`, `file.no_permission`, `file.not_found` (there is no such folder).
        Unavailable: the disk is full, or the book could not be written; no file is left.
    """
    with book.read() as connection:
        header = connection.scalar(select(runs.c.header).where(runs.c.id == run_id)) or []
        number = _write(path, header, _rows(connection, run_id, len(header), say or (lambda reason: reason.code)))
    try:
        params = {"rows": number}
        with book.write(Intent("imports.refused_out", actor, op_key, "import", run_id, params, undoable=False)):
            pass
    except FloorbookError:
        path.unlink(missing_ok=True)
        raise
    return number


def _rows(connection: Connection, run_id: int, width: int, say: Callable[[Reason], str]) -> Iterator[list[str]]:
    columns = (refused.c.raw, refused.c.line, refused.c.code, refused.c.params)
    query = select(*columns).where(refused.c.import_id == run_id).order_by(refused.c.line, refused.c.id)
    for raw, line, code, params in connection.execute(query.execution_options(yield_per=1000)):
        cells = [*map(str, raw), *[""] * (width - len(raw))]
        yield [*map(harmless, cells), str(line), harmless(say(Reason(code, params)))]


def _write(path: Path, header: list[str], rows: Iterator[list[str]]) -> int:
    number = 0
    try:
        with open(path, "x", encoding="utf-8-sig", newline="", opener=_private) as file:
            writer = csv.writer(file)
            writer.writerow([*map(harmless, header), *TOLD])
            for row in rows:
                writer.writerow(row)
                number += 1
    except FileExistsError:
        raise Refusal("file.exists", name=path.name) from None
    except PermissionError:
        raise Refusal("file.no_permission", name=path.name) from None
    except FileNotFoundError:
        raise Refusal("file.not_found", name=str(path.parent)) from None
    except OSError:
        path.unlink(missing_ok=True)
        raise Unavailable("import.disk_full", name=path.name) from None
    return number


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs, and whose digits it keeps.

    A long number becomes `="…"`, as the platform writes it; what begins like a formula gets a quotation mark in front,
    unless it is an amount. The readers take both off again (domain 1.3, quirks 1 and 2).
    """
    plain = cell.strip()
    if _LONG_NUMBER.fullmatch(plain):
        return f'="{plain}"'
    if plain[:1] not in ("=", "+", "-", "@") or _AMOUNT.fullmatch(plain) or _AS_TEXT.fullmatch(plain):
        return cell
    return "'" + cell
