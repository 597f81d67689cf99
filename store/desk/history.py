"""The history of an order: what files, lists, couriers and people said of it, oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.tables import AuditEntry
from store.desk.evidence import Happening, then
from store.imports.tables import ImportRun
from store.orders.side_tables import OrderSource
from store.people.tables import Person

sources, runs, entries, people = table_of(OrderSource), table_of(ImportRun), table_of(AuditEntry), table_of(Person)


@dataclass(frozen=True, slots=True)
class FileSaid:
    """Which file last spoke about the order."""

    source: str
    file_name: str
    as_of: datetime


def files_of(connection: Connection, order_id: int) -> tuple[FileSaid, ...]:
    """Which files last spoke about an order, the newest last."""
    query = (
        select(sources.c.source, runs.c.file_name, sources.c.as_of)
        .select_from(sources.outerjoin(runs, runs.c.id == sources.c.import_id))
        .where(sources.c.order_id == order_id)
        .order_by(sources.c.as_of)
    )
    return tuple(FileSaid(row.source, row.file_name or "", row.as_of) for row in connection.execute(query))


def history_of(
    connection: Connection, order: Any, files: tuple[FileSaid, ...], said: Iterator[Happening], moment: Moment
) -> tuple[Happening, ...]:
    """What the files know, what else was `said`, and what people did, oldest first."""
    guessed = order.estimated.split(",")
    said_by = files[-1].source if files else ""
    found = [
        Happening(at, f"order.{name}", {}, said_by, name in guessed)
        for name in ("placed_at", "paid_at", "shipped_at", "finished_at", "refunded_at", "settled_at")
        if (at := then(getattr(order, name), moment)) is not None
        and not (name == "settled_at" and at in (order.finished_at, order.refunded_at))
    ]
    found += said
    query = (
        select(entries.c.at, entries.c.intent, entries.c.params, people.c.name, entries.c.actor)
        .select_from(entries.outerjoin(people, people.c.id == entries.c.person_id))
        .where(entries.c.about == "order", entries.c.about_id == order.id, entries.c.at <= moment.now)
        .order_by(entries.c.id)
    )
    rows = [row for row in connection.execute(query) if not _is_of_marks(row.intent, row.params)]
    found += [Happening(row.at, row.intent, row.params, row.name or row.actor) for row in rows]
    return tuple(sorted(found, key=lambda each: each.at))


def _is_of_marks(intent: str, params: Mapping[str, Any]) -> bool:
    """Of these an entry is about the first row only; what they did is told by the marks that stand."""
    return intent.startswith("handling.") or str(params.get("what", "")).startswith("handling.")
