"""What the team agreed on today's walks: who has an item until when, and what somebody has of other lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from store.checklists.walk_queries import AgreementView, newest_agreements
from tui.words import names
from tui.words.catalogue import tr, trn
from tui.words.names import name
from tui.words.when import moment

if TYPE_CHECKING:
    from store.book.transactions import Book
    from store.desk.today import TodayView

Agreed = Mapping[str, AgreementView]
"""What was agreed last about each item, by its code."""


def agreed_on(book: Book, day: str) -> Agreed:
    """What was agreed on the walks of a day, as `2026-11-21`."""
    with book.read() as connection:
        return newest_agreements(connection, date.fromisoformat(day))


def taken(view: TodayView, agreed: Agreed) -> dict[str, str]:
    """Who has which item of the list until when, by its code."""
    found = ((agreed.get(each.item.code), each.item) for each in view.items)
    return {
        item.code: _taker(agreement, view.moment.now, view.zone)
        for agreement, item in found
        if agreement is not None and agreement.stands(item.at, item.who)
    }


def _taker(agreement: AgreementView, now: datetime, zone: str) -> str:
    """`Mei until 10:00 · phone the courier`."""
    until = tr("until {when}", when=moment(agreement.due_at, now, zone)) if agreement.due_at else ""
    who = " ".join(word for word in (agreement.owner, until) if word)
    return " · ".join(word for word in (who, agreement.text) if word)


def elsewhere(view: TodayView, agreed: Agreed, person_id: int) -> str:
    """What somebody has of other lists than the one of today that is shown, and how she sees it; empty where nothing
    is."""
    shown = {each.item.code for each in view.items}
    hers = [
        each
        for code, each in agreed.items()
        if each.owner_id == person_id and code not in shown and each.stands(each.settled_at, each.settled_by)
    ]
    if view.past or not hers:
        return ""
    return trn(
        "agreed: one more item is yours ({lists}); r shows it",
        "agreed: {n} more items are yours ({lists}); r shows them",
        len(hers),
        lists=_lists(hers),
    )


def _lists(agreed: Sequence[AgreementView]) -> str:
    """Of which list they are, as the question for a list names it; of several only whose those are."""
    lists = dict.fromkeys((each.occasion, each.role) for each in agreed)
    roles = ", ".join(dict.fromkeys(name(names.ROLES, role) for _, role in lists))
    return roles if len(lists) > 1 else f"{name(names.OCCASIONS, agreed[0].occasion)}, {roles}"
