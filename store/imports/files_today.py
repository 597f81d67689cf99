"""What came in today, from where, how old it is, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.imports.queries import RunView, is_missing, newest, run_from
from store.imports.tables import ImportRun
from store.shops.queries import ShopView

runs = table_of(ImportRun)


@dataclass(frozen=True, slots=True)
class SourceToday:
    """One kind of file of one shop."""

    shop_id: int
    tag: str
    source: str
    expected: bool
    """The shop wants it every working day."""
    missing: bool
    """Expected, and today's has not come."""
    newest_as_of: datetime | None
    """How old the newest knowledge is; None where no file ever came."""
    runs: tuple[RunView, ...]
    """What was taken in today, the latest first; also what is being merged or was lost."""


def files_today(connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> tuple[SourceToday, ...]:
    """Every kind of file that a shop expects or has ever had: by shop, what is expected first."""
    ages = newest(connection)
    found = []
    for shop in shops:
        expected = shop.settings.expected_files
        others = sorted(source for shop_id, source in ages if shop_id == shop.id and source not in expected)
        today = _runs_today(connection, shop, moment)
        others += sorted({run.source for run in today} - {*expected, *others})
        for source in (*expected, *others):
            age = ages.get((shop.id, source))
            wanted = source in expected
            found.append(
                SourceToday(
                    shop_id=shop.id,
                    tag=shop.tag,
                    source=source,
                    expected=wanted,
                    missing=wanted and is_missing(shop, age, moment),
                    newest_as_of=age,
                    runs=tuple(run for run in today if run.source == source),
                )
            )
    return tuple(found)


def _runs_today(connection: Connection, shop: ShopView, moment: Moment) -> tuple[RunView, ...]:
    begins = shop.settings.start_of(shop.settings.day_of(moment.now))
    columns = [runs.c[name] for name in RunView.__dataclass_fields__]
    query = select(*columns).where(runs.c.began_at.between(begins, moment.now), runs.c.shop_id == shop.id)
    return tuple(map(run_from, connection.execute(query.order_by(runs.c.began_at.desc(), runs.c.id.desc()))))
