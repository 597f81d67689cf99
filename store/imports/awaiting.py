"""The job that notices which files have not come today, and that they came after all. Set-based and repeatable."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import table_of
from store.book.leases import Lease, fenced
from store.book.transactions import Book
from store.imports.queries import expected_files
from store.imports.tables import MissingFile
from store.shops.queries import all_shops

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
        shops = {shop.tag: shop for shop in all_shops(connection)}
        wanting = {
            (shops[file.tag].id, file.source, shops[file.tag].settings.day_of(moment.now).isoformat())
            for file in expected_files(connection, tuple(shops.values()), moment)
        }
        new = 0
        if wanting:
            rows = [
                {"shop_id": shop, "source": source, "day": day, "noticed_at": moment.now}
                for shop, source, day in sorted(wanting)
            ]
            new = connection.execute(insert(missing).on_conflict_do_nothing(), rows).rowcount
        pending = connection.execute(
            select(missing.c.id, missing.c.shop_id, missing.c.source, missing.c.day).where(missing.c.came_at.is_(None))
        )
        over = [row.id for row in pending if (row.shop_id, row.source, row.day) not in wanting]
        if over:
            connection.execute(update(missing).where(missing.c.id.in_(over)).values(came_at=moment.now))
        run.figures.update(new=max(new, 0), came=len(over))
    return Noticed(max(new, 0), len(over))
