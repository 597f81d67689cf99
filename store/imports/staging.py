"""The staging file: an SQLite database of its own that holds what one foreign file says.

It is made anew each time and thrown away after any failure, so it has no journal and waits for no disk.
NULL means that the file does not say; `meta.fields` lists, for each of its tables, the columns of which the file says
anything at all.
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
_MOST_SHOPS: Final = 20


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
    """Writes one staging file: a table for each target, with those columns that the file has."""

    @_making_room()
    def __init__(self, path: Path, tables: Sequence[tuple[Target, Sequence[str]]]) -> None:
        discard(path)
        make_private(path)
        self._tables = tables
        self._connection: Any = sqlite().connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute("PRAGMA cache_size=-16384")
        for target, _ in tables:
            for statement in _tables(target):
                self._connection.execute(statement)
        self._connection.execute("CREATE TABLE refused_rows(line INTEGER, code TEXT, params TEXT, raw TEXT)")
        self._connection.execute("CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT)")
        self._inserts = [_insert(target.table, ("line", *columns)) for target, columns in tables]
        self._more = [_insert(target.more[0], ("line", target.key)) if target.more else "" for target, _ in tables]
        self._connection.execute("BEGIN")

    @_making_room()
    def add(self, rows: Sequence[Sequence[Any]], table: int = 0) -> None:
        """Stage rows of the target at place `table`: the line, then the values of the columns."""
        self._connection.executemany(self._inserts[table], rows)

    @_making_room()
    def add_more(self, rows: Sequence[Sequence[Any]], table: int = 0) -> None:
        """Stage further keys of rows of the target at place `table`: the line, then the key."""
        self._connection.executemany(self._more[table], rows)

    @_making_room()
    def refuse(self, line: int, why: RefusedRow, cells: Sequence[str]) -> None:
        """Keep a row that was not understood, its cells verbatim."""
        self._connection.execute(
            "INSERT INTO refused_rows(line, code, params, raw) VALUES (?, ?, ?, ?)",
            (line, why.code, _json(why.params), _json(list(cells))),
        )

    @_making_room()
    def finish(self, meta: Mapping[str, object], counted: int | None = 0) -> int:
        """Index, number, write `meta` (values as JSON), commit and close.

        Returns:
            How many rows of the target at place `counted` repeat another row of it; None: none can.

        Raises:
            Refusal: `import.digits_lost`: a spreadsheet has put zeros for the last digits of long numbers.
        """
        run = self._connection.execute
        for target, _ in self._tables:
            self._refuse_zeroed_numbers(target)
            run(f"CREATE INDEX ix_{target.table}_{target.key} ON {target.table}({target.key})")
            if target.position:
                run(_numbering(target.table, target.key, target.position))
        repeated = 0 if counted is None else self._repeated(*self._tables[counted])
        entries = {**meta, "repeated": repeated}
        self._connection.executemany(
            "INSERT INTO meta(key, value) VALUES (?, ?)",
            [(name, _json(value)) for name, value in entries.items()],
        )
        run("COMMIT")
        self._connection.close()
        return repeated

    def close(self) -> None:
        """Let go of the file without finishing it."""
        self._connection.close()

    def _repeated(self, target: Target, columns: Sequence[str]) -> int:
        same = target.same or (target.key,)
        if not set(same) <= set(columns):
            return 0
        if len(same) == 1:
            (repeated,) = self._connection.execute(
                f"SELECT count({same[0]}) - count(DISTINCT {same[0]}) FROM {target.table}"
            ).fetchone()
            return int(repeated)
        listed, all_said = ", ".join(same), " AND ".join(f"{name} IS NOT NULL" for name in same)
        (repeated,) = self._connection.execute(
            f"SELECT coalesce(sum(times - 1), 0)"
            f" FROM (SELECT count(*) AS times FROM {target.table} WHERE {all_said} GROUP BY {listed})"
        ).fetchone()
        return int(repeated)

    def _refuse_zeroed_numbers(self, target: Target) -> None:
        table, key = target.table, target.key
        long, zeroed = self._connection.execute(
            f"SELECT count(*), count(*) FILTER (WHERE trim(substr({key}, {_EXACT_DIGITS + 1}), '0') = '')"
            f" FROM {table} WHERE length({key}) > {_EXACT_DIGITS}"
        ).fetchone()
        if long >= _ENOUGH_TO_JUDGE and long == zeroed:
            raise Refusal("import.digits_lost", rows=long)


def _tables(target: Target) -> Iterator[str]:
    columns = ", ".join(f"{name} {kind}" for name, kind in target.columns.items())
    yield f"CREATE TABLE {target.table}(line INTEGER PRIMARY KEY, {columns})"
    if target.more:
        yield f"CREATE TABLE {target.more[0]}(line INTEGER, {target.key} TEXT)"


def _insert(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table}({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _numbering(table: str, key: str, position: str) -> str:
    """In SQL, which needs no memory for the keys that were seen."""
    return (
        f"UPDATE {table} SET {position} = numbered.place FROM"
        f" (SELECT line, row_number() OVER (PARTITION BY {key} ORDER BY line) - 1 AS place FROM {table}) AS numbered"
        f" WHERE {table}.line = numbered.line"
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def shop_names(path: Path) -> tuple[str, ...]:
    """What the rows of a finished staging file call their shops: the first names of each of its tables, each once."""
    connection = sqlite().connect(path, isolation_level=None)
    try:
        tables = connection.execute(
            "SELECT m.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c"
            " WHERE m.type = 'table' AND c.name = 'shop_name' ORDER BY m.rowid"
        ).fetchall()
        names: dict[str, None] = {}
        for (table,) in tables:
            query = f"SELECT shop_name FROM {table} WHERE shop_name IS NOT NULL GROUP BY shop_name"
            for (name,) in connection.execute(f"{query} ORDER BY min(line) LIMIT {_MOST_SHOPS}"):
                names[str(name)] = None
    finally:
        connection.close()
    return tuple(names)


def refused_in(path: Path, at_most: int) -> tuple[tuple[int, str, dict[str, Any], tuple[str, ...]], ...]:
    """The first refused rows of a finished staging file: line, code, parameters and cells."""
    connection = sqlite().connect(path, isolation_level=None)
    try:
        query = "SELECT line, code, params, raw FROM refused_rows ORDER BY line LIMIT ?"
        found = connection.execute(query, (at_most,)).fetchall()
    finally:
        connection.close()
    return tuple((line, code, json.loads(params), tuple(json.loads(raw))) for line, code, params, raw in found)
