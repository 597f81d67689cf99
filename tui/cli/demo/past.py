"""How the lists went before today: yesterday's of every role, and one a day in the two weeks before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from store.book.transactions import Book
from store.checklists.commands import settle_item
from store.checklists.rules import Result, day_of_list
from store.checklists.templates import template_for
from store.desk.counting import TRUCKS
from store.desk.sources import SOURCES
from store.people.commands import Colleague
from store.people.rules import Role
from tui.cli.demo.orders import ZONE
from tui.cli.demo.scene import Hands
from tui.cli.ids import new_key

DAYS: Final = 14
"""So many days before today people came and began."""
BETWEEN: Final = timedelta(minutes=4)
"""From one item to the next."""


@dataclass(frozen=True, slots=True)
class PastList:
    """A list of a day, and how it went.

    Attributes:
        at: when its first item was ticked.
        skipped: the reasons of what was skipped, by item; undone: what nobody touched.
    """

    login: str
    occasion: str
    at: time = time(9, 2)
    skipped: Mapping[str, str] = field(default_factory=dict)
    undone: frozenset[str] = frozenset()


_NO_TIME = {"slips.back": "退货太多，下午一起收"}
_STOCK = {"stock.low": "采购今天休息"}

YESTERDAY: Final = (
    PastList("zhoulan", "start"),
    PastList("linmei", "start", undone=frozenset({"reviews.answer"})),
    PastList("xiaoyu", "start", skipped=_STOCK),
    PastList("lei", "start"),
    PastList("ahai", "start", skipped=_NO_TIME),
    PastList("qianhui", "start"),
    PastList("zhoulan", "end", time(17, 10), undone=frozenset({"changes.open"})),
)
"""All done but for two items."""
ROUND: Final = (
    PastList("ahai", "start", skipped=_NO_TIME),
    PastList("xiaoyu", "start"),
    PastList("lei", "start"),
    PastList("tangyu", "handover", time(21, 30)),
    PastList("ahai", "start"),
    PastList("xiaoyu", "start", skipped=_STOCK),
    PastList("lei", "start", undone=frozenset({"orders.unprinted"})),
)
"""One a day, again and again."""
WEEKLY: Final = PastList("zhoulan", "weekly", time(16, 30), skipped={"questions.hours": "上周数据还没导出"})


def work_before(book: Book, staff: Mapping[str, Colleague], hands: Hands, today: date) -> None:
    """Settle the lists of the days before `today`, each at its time."""
    for day, each in _lists(today):
        _settle(book, staff[each.login], hands, day, each)


def _lists(today: date) -> Iterator[tuple[date, PastList]]:
    """The lists from the first day on."""
    monday = day_of_list("weekly", today - timedelta(days=1))
    for back in range(DAYS - 1, 1, -1):
        day = today - timedelta(days=back)
        yield day, ROUND[back % len(ROUND)]
        if day == monday:
            yield day, WEEKLY
    for each in YESTERDAY:
        yield today - timedelta(days=1), each


def _settle(book: Book, person: Colleague, hands: Hands, day: date, past: PastList) -> None:
    role = Role(person.role)
    at = datetime.combine(day, past.at, ZONE)
    for place, item in enumerate(template_for(role, past.occasion).items):
        if item.code in past.undone:
            continue
        hands.move_to(at + place * BETWEEN)
        why, counted = past.skipped.get(item.code, ""), item.code in SOURCES or item.code == TRUCKS
        settle_item(
            book,
            person.actor,
            new_key(),
            day=day.isoformat(),
            role=role,
            occasion=past.occasion,
            code=item.code,
            result=Result.SKIPPED if why else Result.DONE,
            left=0 if counted else None,
            by_hand=not counted,
            number=None if counted or why else (day.day + place) % 7,
            why=why,
            note="大促排班已定，缺货款先下架" if item.note else "",
        )
