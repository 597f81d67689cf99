"""The lists of all roles as they stand: what the lead looks at first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from store.book.transactions import Book
from store.checklists.looking_back import ListState, lists_today
from store.shops.queries import all_shops, floor_of
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name
from tui.words.when import moment, span

if TYPE_CHECKING:
    from tui.screens.chooser import Chooser


def lists_now(book: Book) -> tuple[ListState, ...]:
    """How every role's lists of today and of the week stand."""
    with book.read() as connection:
        return lists_today(connection, book.clock.moment(), floor_of(all_shops(connection)))


def what_worries(lists: Sequence[ListState], role: str, now: datetime) -> str:
    """Which lists of the others nobody has begun this morning, and which are late: `not begun: warehouse, finance`."""
    others = [each for each in lists if each.role != role]
    asleep = [each for each in others if each.begun_at is None and (each.occasion == "start" or each.is_late(now))]
    late = [each for each in others if each.begun_at is not None and each.is_late(now)]
    told = []
    if asleep:
        told.append(tr("not begun: {lists}", lists=", ".join(map(_short, asleep))))
    if late:
        told.append(tr("late: {lists}", lists=", ".join(f"{_short(each)} {_of(each)}" for each in late)))
    return " · ".join(told)


def which_list(lists: Sequence[ListState], now: datetime, zone: str) -> Chooser:
    """The question which of them to show; the answer is `role/occasion`."""
    from tui.screens.chooser import Choice, Chooser

    choices = [
        Choice(f"{each.role}/{each.occasion}", _long(each), detail=_stands(each, now, zone))
        for each in sorted(lists, key=lambda each: not each.is_late(now))
    ]
    return Chooser(tr("Lists of all roles"), choices, filtered=True)


def _short(each: ListState) -> str:
    role = name(names.ROLES, each.role)
    return role if each.occasion == "start" else f"{role} ({name(names.OCCASIONS, each.occasion)})"


def _long(each: ListState) -> str:
    return f"{name(names.OCCASIONS, each.occasion)}, {name(names.ROLES, each.role)}"


def _of(each: ListState) -> str:
    return f"{each.done + each.skipped}/{each.total}"


def _stands(each: ListState, now: datetime, zone: str) -> str:
    far = tr("{done} of {all} done", done=each.done + each.skipped, all=each.total)
    words = [tr("not begun") if each.begun_at is None else far]
    if each.is_late(now) and each.due_at is not None:
        words.append(tr("{span} late", span=span(now - each.due_at)))
    elif each.open and each.due_at is not None:
        words.append(tr("to be done by {time}", time=moment(each.due_at, now, zone)))
    return ", ".join([*words, *each.who])
