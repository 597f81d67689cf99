"""Furnishes the demo's book: people, shops, files, and what was done since, all by the real commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from store.book.clock import Moment
from store.book.opening import open_book
from store.book.transactions import Book
from store.imports.commands import Hearing, Told, stage_file, take_waiting
from store.orders.queries import order_window
from store.people.commands import Colleague, change, enter
from store.people.rules import Role
from store.shops.commands import open_shop
from tui.cli.demo.files import Export
from tui.cli.demo.morning import STEPS
from tui.cli.demo.orders import ZONE
from tui.cli.demo.past import DAYS, work_before
from tui.cli.demo.scene import Hands, Scene
from tui.cli.demo.shops import SHOPS
from tui.cli.ids import new_key
from tui.words.catalogue import tr

PEOPLE = (
    ("zhoulan", "周岚", Role.LEAD),
    ("linmei", "林梅", Role.AFTERSALES),
    ("tangyu", "唐雨", Role.AFTERSALES),
    ("xiaoyu", "小雨", Role.PRESALE),
    ("lei", "雷鸣", Role.PRINT),
    ("ahai", "阿海", Role.WAREHOUSE),
    ("qianhui", "钱慧", Role.FINANCE),
)
BEFORE = timedelta(days=DAYS, minutes=10)
"""So long before the first file of the first day people came and the shops were opened."""
WAITING = 8
"""So many orders that are to be shipped people looked at."""


def furnish(
    path: Path,
    exports: Sequence[Export],
    taken: Sequence[datetime],
    worked: Sequence[datetime],
    tell: Callable[[str], None],
) -> None:
    """Make the book at `path`: each file is taken in at its time of `taken`, as many of `STEPS` are done as
    there are times in `worked`. `tell` hears how far it has come.

    Raises:
        Refusal: the book or a file cannot be written or read.
    """
    hands = Hands(taken[0] - BEFORE)
    book = open_book(path, hands.clock)
    try:
        staff = _staff(book)
        for shop in SHOPS:
            key, settings = new_key(), shop.settings
            lead = staff["zhoulan"].actor
            open_shop(book, lead, key, tag=shop.tag, name=shop.name, platform=shop.platform, settings=settings)
        tell(tr("The demo is being made: what people did"))
        work_before(book, staff, hands, worked[0].astimezone(ZONE).date())
        _import(book, staff, exports, taken, hands, tell)
        tell(tr("The demo is being made: what people did"))
        scene = Scene(book, staff, order_window(book, Moment(worked[0]), "unshipped").first(WAITING).rows)
        for at, step in zip(worked, STEPS, strict=False):
            hands.move_to(at)
            step(scene)
    finally:
        book.close()


def _staff(book: Book) -> dict[str, Colleague]:
    """The people of the demo; whoever runs it comes to a floor that has a lead."""
    staff = {}
    for login, name, role in PEOPLE:
        person = enter(book, login, new_key(), name)
        staff[login] = change(book, person.actor, login, new_key(), name=None, role=role)
    return staff


def _import(
    book: Book,
    staff: dict[str, Colleague],
    exports: Sequence[Export],
    taken: Sequence[datetime],
    hands: Hands,
    tell: Callable[[str], None],
) -> None:
    """Take one file in after the other, each at its time."""
    for place, (export, at) in enumerate(zip(exports, taken, strict=True), start=1):
        name, actor = export.path.name, staff[export.login].actor
        tell(
            tr("The demo is being made: file {place} of {number}, {name}", place=place, number=len(exports), name=name)
        )
        hands.move_to(at)
        told = Told(export.path, export.tag, ours=True)
        take_waiting(book, actor, stage_file(book, actor, told, Hearing()), Hearing())
