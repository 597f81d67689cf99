"""Where the goods of an order are: decided by evidence, of which the newest wins."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from store.orders.rules import Stage

FURTHER_THAN_PRINTED = (Stage.PRINTED, Stage.PACKED, Stage.LEFT)


class Evidence(NamedTuple):
    """What is known about where an order is; each time may be None."""

    shipped_at: datetime | None = None
    """Clicked as shipped on the platform."""
    finished_at: datetime | None = None
    seen: Stage | None = None
    """What somebody saw in the ERP, at `seen_at`."""
    seen_at: datetime | None = None
    printed_at: datetime | None = None
    """Slip or waybill: not later than then; `printed_as_of` is the newest list that says so."""
    printed_as_of: datetime | None = None
    unprinted_as_of: datetime | None = None
    """The newest list that denies that anything was printed."""
    unshipped_as_of: datetime | None = None
    """The newest list of the ERP that has it among those that are still to be sent."""
    picked_up_at: datetime | None = None
    signed_at: datetime | None = None

    def until(self, now: datetime) -> Evidence:
        """What of it was there at `now`."""
        known = {name: value for name, value in _times(self).items() if value is not None and value <= now}
        if "printed_at" in known:
            known.setdefault("printed_as_of", known["printed_at"])
        return Evidence(seen=self.seen if "seen_at" in known else None, **known)


def _times(evidence: Evidence) -> dict[str, datetime | None]:
    return {name: getattr(evidence, name) for name in Evidence._fields if name != "seen"}


def stage_of(evidence: Evidence, now: datetime) -> Stage:
    """The stage at `now`; evidence later than that is not there yet.

    A scan of the courier stands before everything, because nobody scans what is in the house. In the house the newest
    word wins, a person's or a list's; that something is printed does not contradict somebody who saw it packed. The
    platform's click counts from its time on, until a newer look into the ERP says otherwise: the ERP knows the house
    better than the click does, because many shops click when they print.
    """
    there = evidence.until(now)
    if there.finished_at or there.signed_at:
        return Stage.SIGNED
    if there.picked_up_at:
        return Stage.LEFT
    stage, since = _in_the_house(there)
    if there.shipped_at is None:
        return stage
    if stage is Stage.LEFT or _overrules_the_click(there, there.shipped_at, stage, since):
        return stage
    return Stage.CLICKED


def _in_the_house(there: Evidence) -> tuple[Stage, datetime | None]:
    """What the newest word on it says, and of when that is."""
    listed, as_of = _listed(there)
    if there.seen is None or there.seen_at is None:
        return listed, as_of
    confirmed = listed is Stage.PRINTED and there.seen in FURTHER_THAN_PRINTED
    if as_of is None or confirmed or there.seen_at >= as_of:
        return there.seen, there.seen_at
    return listed, as_of


def _listed(there: Evidence) -> tuple[Stage, datetime | None]:
    if there.printed_at is not None:
        return Stage.PRINTED, there.printed_as_of
    if there.unprinted_as_of is not None:
        return Stage.UNPRINTED, there.unprinted_as_of
    return Stage.UNKNOWN, None


def _overrules_the_click(there: Evidence, clicked: datetime, stage: Stage, since: datetime | None) -> bool:
    """A person's look, a list that denies printing, or a list of what is still to be sent, at or after the click.

    That a list says `printed` says nothing against the click: what is clicked when it is printed may be packed by now.
    """
    if stage is Stage.UNKNOWN or since is None:
        return False
    if there.unshipped_as_of is not None and there.unshipped_as_of >= clicked:
        return True
    listed = there.printed_at is not None and since == there.printed_as_of and stage is Stage.PRINTED
    by_person = there.seen is stage and since == there.seen_at
    return since >= clicked and (by_person or not listed)
