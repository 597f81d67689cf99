"""Which lists a role has, and which of them is shown first."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.checklists.rules import Occasion, Result, TimeOfDay, day_of_list, first_occasion
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.checklists.templates import templates_of
from store.shops.clocks import last_truck
from store.shops.queries import ShopView, floor_of

runs, items = table_of(ChecklistRun), table_of(ChecklistItem)


def lists_on(connection: Connection, day: date, role: str | None = None) -> tuple[tuple[str, str], ...]:
    """The lists of a day by (occasion, role), in the order of a day; behind them those that were begun and that nobody
    asks for any more."""
    days = {occasion: day_of_list(occasion, day).isoformat() for occasion in Occasion}
    query = select(runs.c.occasion, runs.c.role, runs.c.day).where(runs.c.day.in_(days.values())).order_by(runs.c.id)
    begun = [(row.occasion, row.role) for row in connection.execute(query) if row.day == days[row.occasion]]
    asked = templates_of(connection, role)
    return tuple(dict.fromkeys((*asked, *(each for each in begun if role in (None, each[1])))))


def occasions_of(connection: Connection, role: str) -> tuple[str, ...]:
    """The lists that a role has, in the order of a day."""
    return tuple(occasion for occasion, _ in templates_of(connection, role))


def occasion_now(
    connection: Connection, role: str, offered: tuple[str, ...], moment: Moment, shops: tuple[ShopView, ...]
) -> str:
    """The list that this time of the day is for, of those that the role has (`occasions_of`)."""
    floor = floor_of(shops)
    day = floor.day_of(moment.now)
    trucks_until = last_truck([shop.settings for shop in shops], day)
    time = TimeOfDay(moment.now, noon=floor.at(day, "12:00"), last_truck=trucks_until)
    finished = {Occasion.START} if _is_finished(connection, day.isoformat(), role) else set[str]()
    return first_occasion(offered, finished, time)


def _is_finished(connection: Connection, day: str, role: str) -> bool:
    """Whether every item of the day's first list has its result."""
    query = (
        select(func.count(), func.sum(items.c.result == Result.OPEN))
        .select_from(runs.join(items, items.c.run_id == runs.c.id))
        .where(runs.c.day == day, runs.c.role == role, runs.c.occasion == Occasion.START)
    )
    number, left = connection.execute(query).one()
    return number > 0 and left == 0
