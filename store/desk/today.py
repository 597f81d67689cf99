"""Today: the list of this role, each item with what is left by its query and what was handled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from store.book.clock import Moment
from store.book.transactions import Book, Interest
from store.checklists.occasions import occasion_now, occasions_of
from store.checklists.queries import ItemView, list_of
from store.checklists.rules import day_of_list, needs_why
from store.desk.known import FileAge, age_of, file_ages
from store.desk.sources import SOURCES, Part, Source
from store.handling.rules import Done, Subject
from store.shops.queries import ShopView, all_shops, floor_of
from store.shops.rules import Pickup, pickups_to_come

MINUTE = timedelta(minutes=1)
TRUCKS = "trucks"
"""The item that tells when the couriers come: neither counted nor a number to ask for."""


@dataclass(frozen=True, slots=True)
class TodayItem:
    """An item of the list with its count."""

    item: ItemView
    left: int | None = None
    """None where no query answers it, or on another day."""
    handled: int = 0
    worst_at: datetime | None = None
    parts: tuple[Part, ...] = ()
    """Of what the count is made, the biggest first; of the trucks the minutes until each comes."""
    unknown: bool = False
    """Today's file is missing: the count is what an older file said, not what is."""
    known_as_of: datetime | None = None
    """How old the file is that the count knows from."""
    screen: str = ""
    view: str = ""
    subject: Subject | None = None
    """What its rows are."""
    kinds: tuple[Done, ...] = ()
    """What can have been done about a row, in the order of the digits."""
    by_hand: bool = False
    """Nothing counts it: a tick says how many there were."""

    @property
    def total(self) -> int | None:
        """How many there were today, handled or not."""
        return None if self.left is None else self.left + self.handled

    @property
    def remaining(self) -> int | None:
        """How many are left, as far as a tick knows (`settle_item`); None where nobody can know."""
        if self.item.code == TRUCKS:
            return 0
        return None if self.unknown else self.left

    @property
    def needs_why(self) -> bool:
        """Whether a tick is asked for its reason."""
        return not self.by_hand and needs_why(self.remaining)

    @property
    def needs_note(self) -> bool:
        """Whether a tick is asked for a note first."""
        return self.item.note_needed and not self.item.note


@dataclass(frozen=True, slots=True)
class TodayView:
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
        shops = all_shops(connection)
        floor = floor_of(shops)
        this_day = floor.day_of(moment.now)
        occasion = occasion or occasion_now(connection, role, moment, shops)
        the_list = list_of(connection, day or this_day.isoformat(), role, occasion, floor)
        past = the_list.day != day_of_list(occasion, this_day).isoformat()
        trucks = pickups_to_come([shop.settings for shop in shops], this_day, moment.now)
        files = file_ages(connection, shops, moment)
        counting = Counting(connection, shops, moment, files, trucks)
        return TodayView(
            moment=moment,
            day=the_list.day,
            zone=floor.zone,
            role=role,
            occasion=occasion,
            occasions=occasions_of(connection, role),
            past=past,
            due_at=the_list.due_at,
            begun_by=the_list.begun_by,
            shops=shops,
            items=tuple(TodayItem(item) if past else counting.counted(item) for item in the_list.items),
            files=files,
            next_truck=trucks[0] if trucks else None,
        )


@dataclass(frozen=True, slots=True)
class Counting:
    """One read at one moment, in which items are counted."""

    connection: Connection
    shops: tuple[ShopView, ...]
    moment: Moment
    files: tuple[FileAge, ...]
    trucks: Sequence[Pickup]

    def counted(self, item: ItemView) -> TodayItem:
        """The item with what its query finds."""
        if item.code == TRUCKS:
            return self._trucks(item)
        source = SOURCES.get(item.code)
        return TodayItem(item, by_hand=True) if source is None else self._by_query(item, source)

    def _by_query(self, item: ItemView, source: Source) -> TodayItem:
        found = source.count(self.connection, self.shops, self.moment)
        age = age_of(self.files, source.knows_from)
        return TodayItem(
            item,
            left=found.left,
            handled=found.handled,
            parts=found.parts,
            worst_at=found.worst_at,
            unknown=bool(source.knows_from) and (age is None or age.missing),
            known_as_of=age.as_of if age else None,
            screen=source.screen,
            view=source.view,
            subject=source.subject,
            kinds=source.kinds,
        )

    def _trucks(self, item: ItemView) -> TodayItem:
        now = self.moment.now
        parts = tuple(Part("courier", truck.courier, (truck.at - now) // MINUTE) for truck in self.trucks)
        return TodayItem(item, worst_at=self.trucks[0].at if self.trucks else None, parts=parts)
