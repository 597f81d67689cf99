"""Imports as people look at them: a line each in a list, and all about one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.pages import RowT
from store.book.paging import Listed, QueryWindow, Sort
from store.book.transactions import Book
from store.imports.tables import ImportRun, RunState
from store.people.tables import Person
from store.shops.queries import ShopView, all_shops
from store.shops.tables import Shop

runs, shops, people = table_of(ImportRun), table_of(Shop), table_of(Person)

NEWEST_FIRST = Sort("began", runs.c.began_at, descending=True)

SHOWN = 500
"""Of so many imports of a day the latest are shown beside the kinds of files; the list of all imports has the rest."""


@dataclass(frozen=True, slots=True)
class RunLine:
    """An import as a line of a list."""

    id: int
    shop_id: int
    tag: str
    source: str
    file_name: str
    as_of: datetime
    began_at: datetime
    state: RunState
    next_line: int
    last_line: int
    rows: int
    added: int
    changed: int
    same: int
    repeated: int
    refused: int
    who: str
    """Who took it in; empty where a job did."""


@dataclass(frozen=True, slots=True)
class RunCard:
    """All about one import but its refused rows."""

    run: RunLine
    shop: ShopView
    size: int
    """Of the file, in bytes."""
    ended_at: datetime | None
    header: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    """Columns that were not read; where a row was refused, it has kept theirs too."""


def joined() -> FromClause:
    """Imports with their shops and who took them in."""
    return runs.join(shops, shops.c.id == runs.c.shop_id).outerjoin(people, people.c.id == runs.c.person_id)


def line_columns() -> list[ColumnElement[Any]]:
    """The columns of a `RunLine`, in its order."""
    others: dict[str, ColumnElement[Any]] = {"tag": shops.c.tag, "who": func.coalesce(people.c.name, "")}
    return [others[name] if name in others else runs.c[name] for name in RunLine.__dataclass_fields__]


def runs_of_day(connection: Connection, shop: ShopView, moment: Moment) -> tuple[RunLine, ...]:
    """What was taken in for a shop on its day of `moment`, the latest first; also what is being merged or was lost."""
    begins = shop.settings.start_of(shop.settings.day_of(moment.now))
    query = (
        select(*line_columns())
        .select_from(joined())
        .where(runs.c.began_at >= begins, runs.c.began_at < day_after(shop, moment), runs.c.shop_id == shop.id)
        .order_by(runs.c.began_at.desc(), runs.c.id.desc())
        .limit(SHOWN)
    )
    return tuple(RunLine(*row) for row in connection.execute(query))


def day_after(shop: ShopView, moment: Moment) -> datetime:
    """When the shop's day of `moment` is over."""
    return shop.settings.start_of(shop.settings.day_of(moment.now) + timedelta(days=1))


def runs_window(book: Book, until: datetime, make: Callable[..., RowT]) -> QueryWindow[RowT]:
    """Every import before `until`, the latest first; `make` gets the columns of a `RunLine`."""
    listed = Listed(
        source=joined(),
        columns=(runs.c.id, runs.c.began_at, *line_columns()[1:]),
        ident=runs.c.id,
        where=(runs.c.began_at < until,),
        make=make,
        counted=runs,
    )
    return QueryWindow(book, listed, NEWEST_FIRST)


def run_card(book: Book, run_id: int) -> RunCard:
    """All about one import, in one read."""
    more = (runs.c.size, runs.c.ended_at, runs.c.header, runs.c.unknown_columns)
    columns = line_columns()
    with book.read() as connection:
        row = connection.execute(select(*columns, *more).select_from(joined()).where(runs.c.id == run_id)).one()
        line = RunLine(*row[: len(columns)])
        shop = next(shop for shop in all_shops(connection) if shop.id == line.shop_id)
    size, ended_at, header, unknown = row[len(columns) :]
    return RunCard(line, shop, size, ended_at, tuple(header), tuple(unknown))
