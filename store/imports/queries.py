"""Reading what came in, and what has not."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from store.book.clock import Moment
from store.book.columns import known, table_of
from store.imports.tables import ImportRun, RunState
from store.shops.queries import ShopView

runs = table_of(ImportRun)


class RunView(NamedTuple):
    """An import as people see it."""

    id: int
    shop_id: int
    source: str
    kind: str
    file_name: str
    as_of: datetime
    began_at: datetime
    ended_at: datetime | None
    state: RunState
    rows: int
    added: int
    changed: int
    same: int
    repeated: int
    refused: int
    unknown_columns: tuple[str, ...]


class ExpectedFile(NamedTuple):
    """A file that a shop expects every working day."""

    id: int
    tag: str
    source: str
    last_as_of: datetime | None
    """How old the newest one is; None where none ever came."""


def run_of(connection: Connection, run_id: int) -> RunView:
    """One import."""
    columns = [runs.c[name] for name in RunView._fields]
    row = connection.execute(select(*columns).where(runs.c.id == run_id)).one()
    return run_from(row)


def run_from(row: Any) -> RunView:
    """A row with the columns of `RunView`."""
    return RunView(**{**row._mapping, "unknown_columns": tuple(row.unknown_columns)})


def newest(connection: Connection, moment: Moment) -> dict[tuple[int, str], datetime]:
    """How old the newest finished file of each shop and source was at the moment."""
    query = (
        select(runs.c.shop_id, runs.c.source, func.max(runs.c.as_of))
        .where(runs.c.state == RunState.DONE, known(runs.c.as_of, moment))
        .group_by(runs.c.shop_id, runs.c.source)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def later_kinds(connection: Connection, moment: Moment) -> frozenset[str]:
    """In a replay, the kinds of files that came of which some are younger than the moment."""
    if not moment.replay:
        return frozenset()
    return frozenset(connection.scalars(select(runs.c.kind).where(runs.c.as_of > moment.now).distinct()))


def is_missing(shop: ShopView, last_as_of: datetime | None, moment: Moment) -> bool:
    """Whether today's file of a shop has not come: the newest knows nothing of today, and today is worked on."""
    day = shop.settings.day_of(moment.now)
    if not shop.settings.works_on(day):
        return False
    return last_as_of is None or last_as_of < shop.settings.start_of(day)


def expected_files(connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> tuple[ExpectedFile, ...]:
    """The files that are missing today, by shop and source: what Today counts, its list shows and the job notices."""
    ages = newest(connection, moment)
    return tuple(
        ExpectedFile(shop.id * 100 + place, shop.tag, source, last)
        for shop in shops
        for place, source in enumerate(shop.settings.expected_files)
        if is_missing(shop, last := ages.get((shop.id, source)), moment)
    )
