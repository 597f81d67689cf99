"""Counting the items of lists in one read at one moment: what is left by an item's query, and what was handled."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from store.book.clock import Moment
from store.checklists.queries import ItemView
from store.checklists.rules import needs_why
from store.desk.item_rows import Counted, Part
from store.desk.known import Known
from store.desk.sources import SOURCES, Source
from store.handling.rules import Done, Subject
from store.shops.clocks import pickups_to_come
from store.shops.queries import all_shops, floor_of

MINUTE = timedelta(minutes=1)
TRUCKS = "trucks"
"""The item that tells when the couriers come: neither counted nor a number to ask for."""


class TodayItem(NamedTuple):
    """An item of the list with its count."""

    item: ItemView
    left: int | None = None
    """None where no query answers it, on another day, or where it was overtaken."""
    handled: int = 0
    worst_at: datetime | None = None
    since: bool = False
    """`worst_at` is not when the worst is due: since then it waits."""
    parts: tuple[Part, ...] = ()
    """Of what the count is made, the biggest first; of the trucks the minutes until each comes."""
    unknown: bool = False
    """Today's file is missing: the count is what an older file said, not what is."""
    overtaken: bool = False
    """Looked back at: a younger file has taken the place of the one that told how many there were then."""
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


class Counting:
    """One read at one moment. An item that several lists have is counted once."""

    def __init__(self, connection: Connection, moment: Moment) -> None:
        self.connection, self.moment = connection, moment
        self.shops = all_shops(connection)
        self.floor = floor_of(self.shops)
        self.day = self.floor.day_of(moment.now)
        self.known = Known(connection, self.shops, moment)
        self.trucks = pickups_to_come([shop.settings for shop in self.shops], self.day, moment.now)
        self._found: dict[str, Counted] = {}

    def counted(self, item: ItemView) -> TodayItem:
        """The item with what its query finds."""
        if item.code == TRUCKS:
            return self._trucks(item)
        source = SOURCES.get(item.code)
        return TodayItem(item, by_hand=True) if source is None else self._by_query(item, source)

    def _by_query(self, item: ItemView, source: Source) -> TodayItem:
        age, overtaken = self.known.of(source.knows_from), self.known.overtaken(source.knows_from)
        known = TodayItem(
            item,
            unknown=bool(source.knows_from) and (age is None or age.missing or overtaken),
            overtaken=overtaken,
            known_as_of=age.as_of if age else None,
            screen=source.screen,
            view=source.view,
            subject=source.subject,
            kinds=source.kinds,
        )
        return known if overtaken else self._with_rows(known, source)

    def _with_rows(self, known: TodayItem, source: Source) -> TodayItem:
        found = self._found.get(known.item.code)
        if found is None:
            found = self._found[known.item.code] = source.query(self.connection, self.shops, self.moment)
        numbers = known._replace(left=found.left, handled=found.handled, worst_at=found.worst_at, since=found.since)
        return numbers._replace(parts=found.parts)

    def _trucks(self, item: ItemView) -> TodayItem:
        now = self.moment.now
        parts = tuple(Part("courier", truck.courier, (truck.at - now) // MINUTE) for truck in self.trucks)
        return TodayItem(item, worst_at=self.trucks[0].at if self.trucks else None, parts=parts)
