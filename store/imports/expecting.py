"""Which files a shop may expect: one that never comes under such a name would be missing every day."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from store.book.columns import table_of
from store.book.errors import Refusal
from store.imports.sources import sources
from store.imports.tables import ImportRun

runs = table_of(ImportRun)


def check_expected(connection: Connection, names: Iterable[str]) -> None:
    """Refuse the first that is no kind of file: neither built in nor, as a mapping's is, of a file in the book.

    Raises:
        Refusal: `imports.unknown_source`.
    """
    built_in = {source.id for source in sources() if source.ready}
    known = sorted(built_in.union(connection.scalars(select(runs.c.source).distinct())))
    for name in names:
        if name not in known:
            raise Refusal("imports.unknown_source", name=name, known=", ".join(known))
