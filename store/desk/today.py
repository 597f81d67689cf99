"""Today: the list of this role, each item with what is left by its query and what was handled."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from store.book.clock import Moment
from store.book.interest import Interest
from store.book.transactions import Book
from store.checklists.occasions import occasion_now, occasions_of
from store.checklists.queries import list_of
from store.checklists.rules import day_of_list
from store.desk.counting import Counting, TodayItem
from store.desk.known import FileAge
from store.shops.clocks import Pickup
from store.shops.queries import ShopView


class TodayView(NamedTuple):
    """All that the screen shows."""

    moment: Moment
    day: str
    """The day that the list is kept under."""
    zone: str
    role: str
    occasion: str
    occasions: tuple[str, ...]
    """The lists that this role has, in the order of a day."""
    past: bool
    """Another day than today's: results only."""
    due_at: datetime | None
    begun_by: str
    shops: tuple[ShopView, ...]
    items: tuple[TodayItem, ...]
    files: tuple[FileAge, ...]
    next_truck: Pickup | None

    @property
    def settled(self) -> int:
        """How many items are ticked or skipped."""
        return sum(1 for each in self.items if each.item.at is not None)

    @property
    def late(self) -> bool:
        """Whether it should have been done by now."""
        open_items = self.settled < len(self.items)
        return open_items and self.due_at is not None and self.due_at <= self.moment.now


def today(
    book: Book, role: str, occasion: str = "", day: str | None = None, interest: Interest | None = None
) -> TodayView:
    """The list of `role` as it stands now, counted in one read at one moment.

    Args:
        occasion: which of its lists; empty: the one that this time of the day is for.
        day: another day, as `2026-11-20`: its results, without counts.

    Raises:
        Refusal: there is no such list.
    """
    moment = book.clock.moment()
    with book.read(interest) as connection:
        counting = Counting(connection, moment)
        occasions = occasions_of(connection, role)
        occasion = occasion or occasion_now(connection, role, occasions, moment, counting.shops)
        the_list = list_of(connection, day or counting.day.isoformat(), role, occasion, counting.floor)
        past = the_list.day != day_of_list(occasion, counting.day).isoformat()
        return TodayView(
            moment=moment,
            day=the_list.day,
            zone=counting.floor.zone,
            role=role,
            occasion=occasion,
            occasions=occasions,
            past=past,
            due_at=the_list.due_at,
            begun_by=the_list.begun_by,
            shops=counting.shops,
            items=tuple(TodayItem(item) if past else counting.counted(item) for item in the_list.items),
            files=counting.known.expected,
            next_truck=counting.trucks[0] if counting.trucks else None,
        )
