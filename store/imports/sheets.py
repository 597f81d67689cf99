"""Opens a foreign file as rows of text, whatever it is, or refuses it with one reason."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from store.book.errors import Refusal
from store.imports.limits import Limits
from store.imports.readers.delimited import delimited_rows, survey
from store.imports.readers.documents import documents
from store.imports.readers.sniffing import SAMPLE, encoding_of, kind_of, separator_of
from store.imports.readers.tracking import tracking_rows
from store.imports.sources.reading import Reading


@dataclass(frozen=True, slots=True)
class Sheet:
    """An opened table.

    Attributes:
        rows: the rows in order, blank ones included; can be walked once.
        encoding: `utf-8-sig`, `gb18030`, what a mapping says, or `workbook`.
        separator: of its columns; empty where it is no delimited text.
        lines_above: lines before the first of `rows`; -1 for rows whose header is ours and no line of the file.
        size: of the file, bytes.
        ends_with_line: False when the last line has no line end, as after a broken download.
        position: how many bytes of `size` have been read, roughly.
    """

    name: str
    rows: Iterator[list[str]]
    encoding: str
    sha256: str
    size: int
    ends_with_line: bool
    position: Callable[[], int]
    separator: str = ""
    lines_above: int = 0


@contextmanager
def open_sheet(path: Path, limits: Limits, reading: Reading | None = None) -> Iterator[Sheet]:
    """Open `path` for reading once, as `reading` says; at the end, see whether somebody wrote to it meanwhile.

    Raises:
        Refusal: `file.not_found`, `file.is_folder`, `file.no_permission`, `file.unreadable`, `file.growing`,
            and those of `kind_of`, `separator_of`, `survey`, `delimited_rows`, `open_workbook`, `documents`,
            `tracking_rows`.
    """
    try:
        before = _marks(path)
        with path.open("rb") as raw:
            try:
                yield _sheet(raw, path.name, before[0], limits, reading or Reading())
            except Refusal:
                # A file that is still being saved looks cut off; the cause is the better news.
                _refuse_changed(path, before)
                raise
        _refuse_changed(path, before)
    except FileNotFoundError:
        raise Refusal("file.not_found", name=path.name) from None
    except IsADirectoryError:
        raise Refusal("file.is_folder", name=path.name) from None
    except PermissionError:
        raise Refusal("file.no_permission", name=path.name) from None
    except OSError as problem:
        raise Refusal("file.unreadable", name=path.name, problem=problem.strerror or "") from None


def _marks(path: Path) -> tuple[int, int]:
    """Size in bytes and time of change in nanoseconds."""
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError(path)
    if not stat.S_ISREG(about.st_mode):
        # Opening a pipe or a device would wait for ever.
        raise Refusal("file.not_a_table", name=path.name)
    return about.st_size, about.st_mtime_ns


def _refuse_changed(path: Path, before: tuple[int, int]) -> None:
    if _marks(path) != before:
        raise Refusal("file.growing", name=path.name)


def _sheet(raw: BinaryIO, name: str, size: int, limits: Limits, reading: Reading) -> Sheet:
    sample = raw.read(SAMPLE)
    kind = kind_of(sample, name)
    longest = limits.cell_chars if kind == "delimited" else None
    seen = survey(raw, name, text=kind != "workbook", cell_chars=longest)
    if kind == "workbook":
        return _workbook(raw, name, size, seen.sha256, limits)
    encoding = reading.encoding or encoding_of(sample)
    # The buffer's `tell` is of no use while text is being decoded; the descriptor knows how far it was read.
    place = raw.fileno()

    def position() -> int:
        return os.lseek(place, 0, os.SEEK_CUR)

    if kind == "documents":
        rows = tracking_rows(documents(raw, encoding, name, limits))
        return Sheet(name, rows, encoding, seen.sha256, size, True, position, lines_above=-1)
    separator = reading.separator or separator_of(sample, encoding, name)
    rows = delimited_rows(raw, encoding, separator, name, limits)
    return Sheet(name, rows, encoding, seen.sha256, size, seen.ends_with_line, position, separator)


def _workbook(raw: BinaryIO, name: str, size: int, sha256: str, limits: Limits) -> Sheet:
    # calamine takes 20 ms to load and most files are text.
    from store.imports.readers.workbook import open_workbook, workbook_rows

    sheet = open_workbook(raw, name, limits)
    done = 0

    def counted() -> Iterator[list[str]]:
        nonlocal done
        for row in workbook_rows(sheet, name, limits):
            done += 1
            yield row

    total = max(sheet.total_height, 1)
    return Sheet(name, counted(), "workbook", sha256, size, True, lambda: size * done // total)
