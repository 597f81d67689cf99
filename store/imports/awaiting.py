"""The job that notices which files have not come today, and that they came after all. Set-based and repeatable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.leases import Lease, fenced
from store.book.transactions import Book
from store.imports.queries import expected_files, newest
from store.imports.side_tables import MissingFile
from store.shops.queries import ShopView, all_shops

missing = table_of(MissingFile)


@dataclass(frozen=True, slots=True)
class Noticed:
    """What one look changed."""

    new: int
    came: int


def notice_missing_files(book: Book, lease: Lease) -> Noticed:
    """Raise one notice for each shop, source and day whose file is missing; end those whose file has come.

    Raises:
        Unavailable: another scheduler took over, or the book is busy; nothing was changed.
    """
    with fenced(book, lease, "missing_files") as run:
        connection, moment = run.work.connection, run.work.moment
        shops = all_shops(connection)
        by_tag = {shop.tag: shop for shop in shops}
        wanting = {
            (by_tag[file.tag].id, file.source, _day(by_tag[file.tag], moment))
            for file in expected_files(connection, shops, moment)
        }
        new = 0
        if wanting:
            rows = [
                {"shop_id": shop, "source": source, "day": day, "noticed_at": moment.now}
                for shop, source, day in sorted(wanting)
            ]
            new = connection.execute(insert(missing).on_conflict_do_nothing(), rows).rowcount
        over = _over(connection, {shop.id: shop for shop in shops}, wanting, moment)
        if over:
            connection.execute(update(missing).where(missing.c.id.in_(over)).values(came_at=moment.now))
        run.figures.update(new=max(new, 0), came=len(over))
    return Noticed(max(new, 0), len(over))


def _day(shop: ShopView, moment: Moment) -> str:
    return shop.settings.day_of(moment.now).isoformat()


def _over(
    connection: Connection, shops: dict[int, ShopView], wanting: set[tuple[int, str, str]], moment: Moment
) -> list[int]:
    """The notices whose cause is gone: nothing is missing today any more, or a file has come since that day began.

    Midnight alone ends none: yesterday's file did not come because a new day began.
    """
    ages = newest(connection, moment)
    pending = connection.execute(
        select(missing.c.id, missing.c.shop_id, missing.c.source, missing.c.day).where(missing.c.came_at.is_(None))
    )
    over = []
    for row in pending:
        shop, age = shops[row.shop_id], ages.get((row.shop_id, row.source))
        came = age is not None and age >= shop.settings.start_of(date.fromisoformat(row.day))
        gone = row.day == _day(shop, moment) and (row.shop_id, row.source, row.day) not in wanting
        if came or gone:
            over.append(row.id)
    return over
