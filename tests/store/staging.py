"""Files that are staged already: the rows that the reading side hands to the merge, without any reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import TableClause

from store.book import driver
from store.book.columns import to_ms
from store.imports.beginning import begin_run
from store.imports.merging import merge_run
from store.imports.parent import Staged
from store.imports.queries import RunView, run_of
from store.imports.sweeping import new_staging
from store.orders.staged import staged as staged_orders
from store.orders.staged import staged_items, staged_prints, staged_prints_more, staged_waves
from store.parcels.returns_intake import staged as staged_returns
from store.parcels.scans_intake import staged as staged_scans
from store.refunds.staged import staged as staged_refunds
from store.stock.intake import staged as staged_stock
from tests.store.floor import Floor, at, key

Row = Mapping[str, Any]

TABLES: Mapping[str, tuple[TableClause, str]] = {
    "orders": (staged_orders, "order_no"),
    "items": (staged_items, "order_no"),
    "refunds": (staged_refunds, "refund_no"),
    "prints": (staged_prints, "order_no"),
    "waves": (staged_waves, "wave"),
    "scans": (staged_scans, "tracking_no"),
    "stock": (staged_stock, "code"),
    "returns": (staged_returns, "package_no"),
}
"""Kind of rows -> their staged table and its key."""

_runs = count(1)


def stage_rows(floor: Floor, source: str, as_of: str, **tables: Sequence[Row]) -> Staged:
    """A staging file with these rows in these tables (`orders=[...]`, `items=[...]`); lines count from 2."""
    path = new_staging(floor.book)
    driver.make_private(path)
    filled: dict[str, tuple[str, ...]] = {}
    with closing(driver.sqlite().connect(str(path))) as connection, connection:
        connection.execute("CREATE TABLE refused_rows(line INTEGER, code TEXT, params TEXT, raw TEXT)")
        connection.execute("CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT)")
        for kind, rows in tables.items():
            table, by = TABLES[kind]
            _make(connection, table, by)
            filled[table.name] = _fill(connection, table, rows)
    number = max(len(rows) for rows in tables.values())
    first = next(iter(filled.values()))
    return Staged(
        path=Path(f"{source}-{next(_runs)}.csv"),
        staging=path,
        source=source,
        kind=next(iter(tables)),
        header=first,
        fields=first,
        unknown=(),
        encoding="utf-8-sig",
        rows=number,
        refused=0,
        repeated=0,
        sha256="0",
        size=1,
        as_of=to_ms(at(as_of)),
        zone="Asia/Shanghai",
        tables=filled,
    )


def take_rows(floor: Floor, source: str, as_of: str = "2024-06-02 10:00", **tables: Sequence[Row]) -> RunView:
    """Merge these rows as a file of `source` that was exported at `as_of`."""
    staged = stage_rows(floor, source, as_of, **tables)
    run_id = begin_run(floor.book, floor.lead.actor, staged, floor.shop.id, key())
    merge_run(floor.book, floor.lead.actor, run_id)
    with floor.book.read() as connection:
        return run_of(connection, run_id)


def counts(run: RunView) -> tuple[int, int, int, int, int]:
    """Rows added, changed, same, repeated and refused; they are all rows."""
    numbers = (run.added, run.changed, run.same, run.repeated, run.refused)
    assert sum(numbers) == run.rows
    return numbers


def _make(connection: Any, table: TableClause, by: str) -> None:
    columns = ", ".join(column.name for column in table.c if column.name != "line")
    connection.execute(f"CREATE TABLE {table.name}(line INTEGER PRIMARY KEY, {columns})")
    connection.execute(f"CREATE INDEX ix_{table.name} ON {table.name}({by})")
    if table is staged_prints:
        connection.execute(f"CREATE TABLE {staged_prints_more.name}(line INTEGER, order_no TEXT)")


def _fill(connection: Any, table: TableClause, rows: Sequence[Row]) -> tuple[str, ...]:
    names = tuple(column.name for column in table.c if any(column.name in row for row in rows))
    places: dict[Any, int] = {}
    for line, row in enumerate(rows, start=2):
        values = {name: _plain(row.get(name)) for name in names}
        if table is staged_items:
            place = places[row["order_no"]] = places.get(row["order_no"], -1) + 1
            values["position"] = row.get("position", place)
        listed = ", ".join(("line", *values))
        marks = ", ".join("?" * (len(values) + 1))
        connection.execute(f"INSERT INTO {table.name}({listed}) VALUES ({marks})", (line, *values.values()))
        for number in row.get("more", ()):
            connection.execute(f"INSERT INTO {staged_prints_more.name} VALUES (?, ?)", (line, number))
    return names


def _plain(value: Any) -> Any:
    """A text such as `2024-06-01 15:58` is a time of Shanghai."""
    if isinstance(value, str) and len(value) in (16, 19) and value[4:5] == value[7:8] == "-" and value[13:14] == ":":
        return to_ms(at(value))
    return to_ms(value) if isinstance(value, datetime) else value
