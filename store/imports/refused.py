"""The refused rows of an import: as a list, and as a file that can be corrected and taken in again."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Reason
from store.book.new_file import new_file
from store.book.paging import Listed, QueryWindow, Sort
from store.book.transactions import Book
from store.imports.side_tables import RefusedRow
from store.imports.tables import ImportRun

runs, refused = table_of(ImportRun), table_of(RefusedRow)

BY_LINE = Sort("line", refused.c.line)

TOLD = ("line", "why")
"""The columns behind those of the original."""

_FORMULA = tuple("=+-@＝＋－＠")
"""The full-width ones too: a spreadsheet set to an East Asian language takes them for the others."""
_LONG_NUMBER = re.compile(r"\d{12,}")
_AS_TEXT = re.compile(r'="[^"=+@]*"')
_AMOUNT = re.compile(r"[-+]?[\d.,]+")


@dataclass(frozen=True, slots=True)
class RefusedView:
    """A refused row as it came."""

    line: int
    code: str
    params: Mapping[str, Any]
    raw: tuple[str, ...]


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


def refused_of(connection: Connection, run_id: int, at_most: int) -> tuple[RefusedView, ...]:
    """The refused rows of an import, in the order of the file."""
    query = (
        select(refused.c.line, refused.c.code, refused.c.params, refused.c.raw)
        .where(refused.c.import_id == run_id)
        .order_by(refused.c.line)
        .limit(at_most)
    )
    return tuple(RefusedView(row[0], row[1], row[2], tuple(row[3])) for row in connection.execute(query))


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
        Refusal, Unavailable: as `store.book.new_file.new_file`, or the book could not be written; no file is left.
    """
    with new_file(path) as part:
        with book.read() as connection:
            header = connection.scalar(select(runs.c.header).where(runs.c.id == run_id)) or []
            rows = _rows(connection, run_id, len(header), say or (lambda reason: reason.code))
            number = _write(part, header, rows)
        params = {"rows": number}
        with book.write(Intent("imports.refused_out", actor, op_key, "import", run_id, params, undoable=False)):
            pass
    return number


def _rows(connection: Connection, run_id: int, width: int, say: Callable[[Reason], str]) -> Iterator[list[str]]:
    columns = (refused.c.raw, refused.c.line, refused.c.code, refused.c.params)
    query = select(*columns).where(refused.c.import_id == run_id).order_by(refused.c.line, refused.c.id)
    for raw, line, code, params in connection.execute(query.execution_options(yield_per=1000)):
        cells = [*map(str, raw), *[""] * (width - len(raw))]
        yield [*map(harmless, cells), str(line), harmless(say(Reason(code, params)))]


def _write(path: Path, header: list[str], rows: Iterator[list[str]]) -> int:
    number = 0
    # Half of a sign that cannot stand in a file becomes a question mark: the rest of the row is worth keeping.
    with open(path, "x", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*map(harmless, header), *TOLD])
        for row in rows:
            writer.writerow(row)
            number += 1
    return number


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs, and whose digits it keeps.

    A long number becomes `="…"`, as the platform writes it; what begins like a formula gets a quotation mark in front,
    unless it is an amount. The readers take both off again (domain 1.3, quirks 1 and 2).
    """
    plain = cell.strip()
    if _LONG_NUMBER.fullmatch(plain):
        return f'="{plain}"'
    if plain[:1] not in _FORMULA or _AMOUNT.fullmatch(plain) or _AS_TEXT.fullmatch(plain):
        return cell
    return "'" + cell
