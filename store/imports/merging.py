"""From the staging file into the book: short slices, each a transaction of its own that can be repeated.

Up to `WHOLE` rows go in at once, so that a small file is in the book or is not. More go in slices, each recorded in
the run's row: a process that dies leaves a run that whoever opens the book next goes on with, and no colleague waits
behind a whole file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Integer, Text, column, literal, select, table, update

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Unavailable
from store.book.paths import staging_folder
from store.book.transactions import Book, Work
from store.imports.registry import counted, takers_of
from store.imports.side_tables import RefusedRow
from store.imports.staging import discard
from store.imports.sweeping import is_dead, sweep, this_process
from store.imports.tables import ImportRun, RunState
from store.shops.queries import all_shops
from store.shops.rules import ShopSettings
from store.shops.slices import SCHEMA, Merged, Slice

runs, refused = table_of(ImportRun), table_of(RefusedRow)

WHOLE = 4_000
"""Rows that go in by one transaction: about a quarter of a second on two cores."""
SLICE, FIRST, LEAST = 4_000, 200, 1_000
"""Lines of a slice of a larger file: at most, to begin with (the first one makes the statements), at least. Each slice
costs as much beside its rows as a thousand of them: narrower ones would only make the import longer."""
PATIENCE = 0.2
"""Seconds that a slice should keep a colleague waiting; the next one is as wide as the last ones could be in that."""
HELD = timedelta(seconds=60)
"""How long a run belongs to its process without a sign of life."""

staged_refused = table(
    "refused_rows",
    column("line", Integer),
    column("code", Text),
    column("params", JSON),
    column("raw", JSON),
    schema=SCHEMA,
)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a merge has come: lines merged of all lines."""

    line: int
    of: int


def merge_run(book: Book, actor: Actor, run_id: int, progress: Callable[[Step], None] = lambda _: None) -> None:
    """Merge what is staged for a run, from the line it has come to, and end the run.

    Raises:
        Unavailable: another process took the run over, or the book cannot be written; what is merged stays merged.
    """
    with book.read() as connection:
        run = connection.execute(select(runs).where(runs.c.id == run_id)).one()
        shop = next(shop for shop in all_shops(connection) if shop.id == run.shop_id)
    file = staging_folder(book.path) / run.staging
    if not file.exists():
        _end(book, actor, run_id, RunState.LOST)
        return
    with book.attached(SCHEMA, file):
        line, last = run.next_line, run.last_line
        width = last + 1 if run.rows <= WHOLE else min(FIRST, SLICE)
        while line <= last:
            until = min(line + width - 1, last)
            with book.write(_intent(actor, run_id, line)) as work:
                began = monotonic()
                _check_mine(work, run_id)
                merged = _merge_slice(work, run, shop.settings, line, until)
                _record(work, run_id, merged, until + 1, book.clock.real() + HELD)
                if line == 0:
                    _keep_refused(work, run_id)
                if until == last:
                    _finish(work, run_id, RunState.DONE)
            line, width = until + 1, _next_width(width, monotonic() - began)
            book.checkpoint()
            progress(Step(min(line, last), last))
    discard(file)


def _next_width(width: int, seconds: float) -> int:
    """How many lines go in next, after `width` of them took `seconds`: a large book on a slow disk takes longer.
    Narrower at once, wider by half of the way."""
    fitting = int(width * PATIENCE / max(seconds, 0.001))
    return min(SLICE, max(LEAST, min(fitting, (width + fitting) // 2)))


def _intent(actor: Actor, run_id: int, line: int) -> Intent:
    params = {"line": line}
    return Intent("imports.merge", actor, f"import:{run_id}:{line}", "import", run_id, params, undoable=False)


def _check_mine(work: Work, run_id: int) -> None:
    holder = work.connection.scalar(select(runs.c.holder).where(runs.c.id == run_id))
    if holder != this_process():
        raise Unavailable("imports.taken_over", holder=holder)


def _merge_slice(work: Work, run: Any, settings: ShopSettings, first: int, last: int) -> Merged:
    """Give the slice to every subject whose rows the file has; what became of the rows by which it is counted."""
    tables = tables_of(run)
    newer = _newer_runs(work, run)
    merged = Merged()
    for taker in takers_of(tables):
        piece = Slice(
            shop_id=run.shop_id,
            settings=settings,
            source=run.source,
            import_id=run.id,
            as_of=run.as_of,
            fields=frozenset(tables[taker.table]),
            first=first,
            last=last,
            newer={number: frozenset(filled.get(taker.table, ())) for number, filled in newer.items()},
        )
        became = taker.intake.merge(work.connection, piece)
        if taker.counts and taker.table == counted(tables):
            merged = became
    work.note(added=merged.added, changed=merged.changed)
    return merged


def tables_of(run: Any) -> Mapping[str, list[str]]:
    """The staged tables that a run's file fills, with their columns."""
    tables: Mapping[str, list[str]] = run.tables or {"staged_orders": run.fields}
    return tables


def _newer_runs(work: Work, run: Any) -> dict[int, Mapping[str, list[str]]]:
    """The shop's imports of newer files of other kinds, with the tables that they fill: there this one only fills."""
    query = select(runs.c.id, runs.c.tables, runs.c.fields).where(
        runs.c.shop_id == run.shop_id, runs.c.as_of > run.as_of, runs.c.source != run.source
    )
    return {each.id: tables_of(each) for each in work.connection.execute(query)}


def _record(work: Work, run_id: int, merged: Merged, next_line: int, busy_until: datetime) -> None:
    counts = {name: runs.c[name] + getattr(merged, name) for name in ("added", "changed", "same", "repeated")}
    work.connection.execute(
        update(runs)
        .where(runs.c.id == run_id)
        .values(**counts, next_line=next_line, busy_until=busy_until, version=runs.c.version + 1)
    )


def _keep_refused(work: Work, run_id: int) -> None:
    query = select(literal(run_id), *staged_refused.c)
    work.connection.execute(refused.insert().from_select(["import_id", "line", "code", "params", "raw"], query))


def _finish(work: Work, run_id: int, state: RunState) -> None:
    work.connection.execute(
        update(runs)
        .where(runs.c.id == run_id)
        .values(state=state, ended_at=work.moment.now, version=runs.c.version + 1)
    )


def _end(book: Book, actor: Actor, run_id: int, state: RunState) -> None:
    with book.write(Intent("imports.end", actor, uuid4().hex, "import", run_id, undoable=False)) as work:
        _finish(work, run_id, state)


def finish_pending(book: Book, actor: Actor) -> int:
    """Go on with the imports that a process left half-way, how many there were; what dead ones staged is swept away."""
    with book.read() as connection:
        query = select(runs.c.id, runs.c.holder, runs.c.busy_until).where(runs.c.state == RunState.MERGING)
        merging = connection.execute(query).all()
    left = [run for run in merging if run.busy_until < book.clock.real() or is_dead(run.holder)]
    taken = [run.id for run in left if _take_over(book, actor, run)]
    for run_id in taken:
        merge_run(book, actor, run_id)
    sweep(book)
    return len(taken)


def _take_over(book: Book, actor: Actor, run: Any) -> bool:
    """Make the run ours, unless somebody was quicker or its process is alive after all."""
    with book.write(Intent("imports.take_over", actor, uuid4().hex, "import", run.id, undoable=False)) as work:
        taken = work.connection.execute(
            update(runs)
            .where(
                runs.c.id == run.id,
                runs.c.state == RunState.MERGING,
                runs.c.holder == run.holder,
                runs.c.busy_until == run.busy_until,
            )
            .values(holder=this_process(), busy_until=book.clock.real() + HELD, version=runs.c.version + 1)
        )
    return taken.rowcount == 1
