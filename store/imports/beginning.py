"""The first row of an import: who begins to merge which staged file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Integer, column, func, select, table

from store.book.audit import Actor, Intent
from store.book.columns import from_ms
from store.book.transactions import Book, Work
from store.imports.merging import HELD, staged_refused
from store.imports.parent import Staged
from store.imports.sweeping import this_process
from store.imports.tables import ImportRun, RunState
from store.imports.whose import learn_names
from store.shops.slices import SCHEMA


def begin_run(book: Book, actor: Actor, staged: Staged, shop_id: int, op_key: str, names: Sequence[str] = ()) -> int:
    """Record that a staged file is about to be merged by this process; the run's id.

    Args:
        names: what the file calls the shop; from now on other files that call it so are the shop's.
    """
    with (
        book.attached(SCHEMA, staged.staging),
        book.write(Intent("imports.begin", actor, op_key, "import", undoable=False)) as work,
    ):
        run = ImportRun(
            shop_id=shop_id,
            source=staged.source,
            file_name=staged.path.name,
            sha256=staged.sha256,
            size=staged.size,
            as_of=from_ms(staged.as_of),
            began_at=work.moment.now,
            person_id=actor.person_id,
            state=RunState.MERGING,
            staging=staged.staging.name,
            holder=this_process(),
            busy_until=book.clock.real() + HELD,
            last_line=_last_line(work, staged.tables),
            rows=staged.rows + staged.refused,
            refused=staged.refused,
            kind=staged.kind,
            fields=list(staged.fields),
            tables={name: list(columns) for name, columns in staged.tables.items()},
            header=list(staged.header),
            unknown_columns=list(staged.unknown),
        )
        work.session.add(run)
        work.session.flush()
        assert run.id is not None
        work.about(run.id)
        learn_names(work, shop_id, staged.source, names)
        return run.id


def _last_line(work: Work, tables: Iterable[str]) -> int:
    """The highest line of the staged file, refused ones included."""
    lines = [table(name, column("line", Integer), schema=SCHEMA).c.line for name in tables]
    return max(work.connection.scalar(select(func.max(line))) or 0 for line in (*lines, staged_refused.c.line))
