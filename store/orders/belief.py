"""What is believed of an order once another file has spoken about it, column by column, as expressions of SQL.

A newer file overwrites its own fields, an older one fills what is empty. Evidence does not go away by an empty cell.
A time that a file states stands before one that we only estimate (`not later than the file`), whichever file came
first; of two estimates the earlier one stands. So the files of an order may come in any order.
"""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, null, or_, select, type_coerce

from store.book.columns import Instant, earlier_of, later, table_of
from store.buyers.tables import Buyer, Contact
from store.orders.rules import PlatformStatus
from store.orders.staged import NUMBERS, house_days, staged
from store.orders.tables import Order
from store.shops.pairing import Value
from store.shops.slices import Slice

orders, buyers, contacts = table_of(Order), table_of(Buyer), table_of(Contact)

STARTED = (PlatformStatus.PAID, PlatformStatus.PART_SHIPPED, PlatformStatus.SHIPPED)
"""Statuses that say the buyer has paid, beside the two that say more."""
ENDED = (PlatformStatus.BUYER_SIGNED, PlatformStatus.FINISHED)
GONE = (PlatformStatus.SHIPPED, *ENDED)

LASTING = (*NUMBERS, "title", "kind_word")
"""Fields of which an empty cell says nothing."""
EMPTIED = ("memo", "buyer_message", "closed_reason")
"""Fields of which an empty cell says that they are empty."""


class Speaks(Enum):
    """How a file stands to what the book knows of an order."""

    FIRST = "first"
    """The order is new."""
    NEWER = "newer"
    OLDER = "older"


class Belief:
    """The values of an order after a staged row was heard.

    Args:
        yielding: the fields about which a newer file of another kind has spoken; there this one only fills.
    """

    def __init__(self, piece: Slice, speaks: Speaks, yielding: frozenset[str] = frozenset()) -> None:
        self._piece, self._speaks, self._yielding = piece, speaks, yielding
        self._file = literal(piece.as_of, Instant)

    @cached_property
    def status(self) -> Value:
        """The platform's status."""
        return self._of_the_word("status", staged.c.status)

    @cached_property
    def presale(self) -> Value:
        """Whether it is sold before it is there."""
        return self._plain("presale") if "presale" in self._piece.fields else self._mine("presale")

    @cached_property
    def refunded(self) -> Value:
        """What went back to the buyer."""
        return self._plain("refunded")

    @cached_property
    def placed_at(self) -> Value:
        """When it was bought."""
        return self._time("placed_at", func.coalesce(staged.c.paid_at, self._file))

    @cached_property
    def paid_at(self) -> Value:
        """When it was paid."""
        return self._time("paid_at", case((_says(*STARTED, *ENDED), self.placed_at)))

    @cached_property
    def shipped_at(self) -> Value:
        """When it was clicked as shipped."""
        return self._time("shipped_at", case((_says(*GONE), self._file)))

    @cached_property
    def finished_at(self) -> Value:
        """When the platform closed it as fulfilled."""
        return self._time("finished_at", case((_says(*ENDED), self._file)))

    def values(self) -> dict[str, Value]:
        """Every column of ours that the file can have something to say about."""
        values = {name: self._plain(name) for name in (*LASTING, *EMPTIED) if name in self._piece.fields}
        if "status" in self._piece.fields:
            values["platform_word"] = self._of_the_word("platform_word", staged.c.platform_word)
            values["status"] = self.status
            values["status_as_of"] = self._of_the_word("status_as_of", self._file)
        values["buyer_id"] = self._whose("buyer_id", buyers, "nick", "buyer_nick")
        values["contact_id"] = self._whose("contact_id", contacts, "digest", "contact_digest")
        for name in ("placed_at", "paid_at", "shipped_at", "finished_at"):
            values[name] = getattr(self, name)
        values["refunded_at"] = self._refunded_at()
        values["settled_at"] = self._settled_at()
        values["estimated"] = self._estimated()
        return values | self._clocks()

    def _mine(self, name: str) -> Value:
        """What the book knows of the order."""
        return null() if self._speaks is Speaks.FIRST else orders.c[name]

    def _yields(self, name: str) -> bool:
        """Whether what the book knows of a field is newer."""
        return self._speaks is Speaks.OLDER or name in self._yielding

    def _first_of(self, name: str, stated: Value, mine: Value) -> tuple[Value, Value]:
        """The staged value and ours, the one that is to be believed in front."""
        return (mine, stated) if self._yields(name) else (stated, mine)

    def _plain(self, name: str) -> Value:
        if self._speaks is Speaks.FIRST:
            return staged.c[name]
        if name not in self._piece.fields:
            return self._mine(name)
        if name in EMPTIED and not self._yields(name):
            return staged.c[name]
        return func.coalesce(*self._first_of(name, staged.c[name], self._mine(name)), type_=orders.c[name].type)

    def _of_the_word(self, name: str, stated: Value) -> Value:
        """The status, its word and its age stand together: all from the file whose word is believed."""
        spoken: ColumnElement[bool] = staged.c.platform_word.is_not(None)
        if self._speaks is not Speaks.FIRST and self._yields("platform_word"):
            spoken = and_(spoken, orders.c.platform_word.is_(None))
        return type_coerce(case((spoken, stated), else_=self._mine(name)), orders.c[name].type)

    def _whose(self, name: str, whose: Any, key: str, staged_key: str) -> Value:
        same = (whose.c.shop_id == self._piece.shop_id, whose.c[key] == staged.c[staged_key])
        found = select(whose.c.id).where(*same).correlate(staged).scalar_subquery()
        return func.coalesce(*self._first_of(staged_key, found, self._mine(name)))

    def _guessed(self, name: str) -> ColumnElement[bool]:
        """Whether the time that the book has is only an estimate."""
        return self._mine("estimated").contains(name + ",")

    def _time(self, name: str, estimate: Value) -> Value:
        if self._speaks is Speaks.FIRST:
            return func.coalesce(staged.c[name], estimate, type_=Instant())
        mine, guessed = orders.c[name], self._guessed(name)
        stated_before = case((~guessed, mine))
        stated = self._first_of(name, staged.c[name], stated_before)
        return func.coalesce(*stated, earlier_of(mine, estimate), type_=Instant())

    def _estimated(self) -> Value:
        """Names of the times that no file has said."""
        stands = {
            "placed_at": literal(True),
            "paid_at": _says(*STARTED, *ENDED),
            "shipped_at": _says(*GONE),
            "finished_at": _says(*ENDED),
        }
        text: Value = literal("")
        for name, says in stands.items():
            unsaid = and_(staged.c[name].is_(None), says)
            if self._speaks is not Speaks.FIRST:
                new = and_(orders.c[name].is_(None), says)
                unsaid = and_(staged.c[name].is_(None), or_(self._guessed(name), new))
            text = text.concat(case((unsaid, name + ","), else_=""))
        return text

    def _refunded_at(self) -> Value:
        """When a file first said that money went back; a newer one may take it back."""
        mine = self._mine("refunded_at")
        first = case((staged.c.refunded > 0, earlier_of(mine, self._file)), else_=mine)
        return type_coerce(case((self.refunded > 0, first)), Instant)

    def _settled_at(self) -> Value:
        """Since when nothing is left to pay or to ship: closed, finished, refunded in full."""
        mine = self._mine("settled_at")
        over = self._is_over(self.status, self._plain("closed_reason"), self.refunded, self._worth())
        here = self._is_over(
            staged.c.status,
            staged.c.closed_reason,
            staged.c.refunded,
            func.coalesce(staged.c.total, staged.c.paid),
        )
        since = case((here, earlier_of(mine, self._file)), else_=func.coalesce(mine, self._file))
        return earlier_of(case((over, since)), self.finished_at)

    def _worth(self) -> Value:
        return func.coalesce(self._plain("total"), self._plain("paid"))

    @staticmethod
    def _is_over(status: Value, closed_reason: Value, refunded: Value, worth: Value) -> ColumnElement[bool]:
        in_full = and_(refunded > 0, worth.is_not(None), refunded >= worth)
        return or_(status == PlatformStatus.CLOSED.value, closed_reason.is_not(None), in_full)

    def _clocks(self) -> dict[str, Value]:
        """The two clocks before shipping, and how long an unpaid order is chased."""
        settings = self._piece.settings
        house: Value = (
            select(house_days.c.due_at)
            .where(house_days.c.begins_at <= self.paid_at)
            .order_by(house_days.c.begins_at.desc())
            .limit(1)
            .correlate(staged, orders)
            .scalar_subquery()
        )
        house = type_coerce(case((self.presale.is_not(True), house)), Instant)
        said: Value = staged.c.ship_by_at
        if self._speaks is not Speaks.FIRST:
            said_before = case((orders.c.ship_by_estimated.is_(False), orders.c.ship_by_at))
            said = func.coalesce(*self._first_of("ship_by_at", staged.c.ship_by_at, said_before), type_=Instant())
        ship_by = func.coalesce(said, later(self.paid_at, timedelta(hours=settings.promise_hours)), type_=Instant())
        return {
            "ship_by_at": ship_by,
            "ship_by_estimated": said.is_(None),
            "house_due_at": house,
            "due_at": earlier_of(ship_by, house),
            "pay_by_at": later(self.placed_at, timedelta(hours=settings.pay_hours)),
        }


def _says(*statuses: PlatformStatus) -> ColumnElement[bool]:
    return staged.c.status.in_([status.value for status in statuses])
