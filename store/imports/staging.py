"""The staging file: an SQLite database of its own that holds what one foreign file says.

It is made anew each time and thrown away after any failure, so it has no journal and waits for no disk.
NULL means that the file does not say; `meta.fields` lists the columns of which the file says anything at all.
"""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from store.book.driver import make_private, sqlite
from store.book.errors import Refusal, Unavailable
from store.imports.plan import RefusedRow
from store.imports.targets import Target

_NO_ROOM: Final = (10, 13)
"""SQLITE_IOERR, which is what some file systems answer for SQLITE_FULL, and that."""

_EXACT_DIGITS: Final = 15
_ENOUGH_TO_JUDGE: Final = 10


@contextmanager
def _making_room() -> Iterator[None]:
    """Around all work on a staging file: what the disk refuses is `Unavailable`, not a fault.

    Raises:
        Unavailable: `import.disk_full`, `import.no_staging` (the folder cannot be written).
    """
    try:
        yield
    except sqlite().OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) in _NO_ROOM or "full" in str(error):
            raise Unavailable("import.disk_full") from None
        raise
    except OSError as error:
        code = "import.disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "import.no_staging"
        raise Unavailable(code) from None


def discard(path: Path) -> None:
    """Remove a staging file. When that is not possible there was none, or writing it will say so."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{path}{suffix}").unlink()


class StagingWriter:
    """Writes one staging file. `columns` are those of the target that the file has."""

    @_making_room()
    def __init__(self, path: Path, target: Target, columns: Sequence[str]) -> None:
        discard(path)
        make_private(path)
        self._target = target
        self._connection: Any = sqlite().connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute("PRAGMA cache_size=-16384")
        for statement in _tables(target):
            self._connection.execute(statement)
        places = ", ".join("?" * (len(columns) + 1))
        self._insert = f"INSERT INTO {target.table}(line, {', '.join(columns)}) VALUES ({places})"
        self._connection.execute("BEGIN")

    @_making_room()
    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """Stage rows: the line, then the values of the columns."""
        self._connection.executemany(self._insert, rows)

    @_making_room()
    def refuse(self, line: int, why: RefusedRow, cells: Sequence[str]) -> None:
        """Keep a row that was not understood, its cells verbatim."""
        self._connection.execute(
            "INSERT INTO refused_rows(line, code, params, raw) VALUES (?, ?, ?, ?)",
            (line, why.code, _json(why.params), _json(list(cells))),
        )

    @_making_room()
    def finish(self, meta: Mapping[str, object]) -> int:
        """Index, write `meta` (values as JSON), commit and close.

        Returns:
            How many rows repeat a key of another row of the file.

        Raises:
            Refusal: `import.digits_lost`: a spreadsheet has put zeros for the last digits of long numbers.
        """
        table, key = self._target.table, self._target.key
        self._refuse_zeroed_numbers()
        run = self._connection.execute
        run(f"CREATE INDEX ix_{table}_{key} ON {table}({key})")
        (repeated,) = run(f"SELECT count(*) - count(DISTINCT {key}) FROM {table}").fetchone()
        entries = {**meta, "repeated": repeated}
        self._connection.executemany(
            "INSERT INTO meta(key, value) VALUES (?, ?)",
            [(name, _json(value)) for name, value in entries.items()],
        )
        run("COMMIT")
        self._connection.close()
        return int(repeated)

    def close(self) -> None:
        """Let go of the file without finishing it."""
        self._connection.close()

    def _refuse_zeroed_numbers(self) -> None:
        table, key = self._target.table, self._target.key
        long, zeroed = self._connection.execute(
            f"SELECT count(*), count(*) FILTER (WHERE trim(substr({key}, {_EXACT_DIGITS + 1}), '0') = '')"
            f" FROM {table} WHERE length({key}) > {_EXACT_DIGITS}"
        ).fetchone()
        if long >= _ENOUGH_TO_JUDGE and long == zeroed:
            raise Refusal("import.digits_lost", rows=long)


def _tables(target: Target) -> list[str]:
    columns = ", ".join(f"{name} {kind}" for name, kind in target.columns.items())
    return [
        f"CREATE TABLE {target.table}(line INTEGER PRIMARY KEY, {columns})",
        "CREATE TABLE refused_rows(line INTEGER, code TEXT, params TEXT, raw TEXT)",
        "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT)",
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def shop_name(path: Path) -> str | None:
    """The first name of a shop that a finished staging file of orders has, or None."""
    connection = sqlite().connect(path, isolation_level=None)
    try:
        row = connection.execute("SELECT shop_name FROM staged_orders WHERE shop_name IS NOT NULL LIMIT 1").fetchone()
    finally:
        connection.close()
    return None if row is None else str(row[0])
