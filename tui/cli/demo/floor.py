"""Furnishes the demo's book: people, the shop, its file, and what was done since it came, all by the real commands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from store.book.clock import Clock, Moment
from store.book.opening import open_book
from store.book.transactions import Book
from store.imports.commands import import_file
from store.orders.commands import save_note, see_stage
from store.orders.queries import OrderRow, order_window
from store.orders.rules import Stage
from store.people.commands import Colleague, change, enter
from store.people.rules import Role
from store.shops.commands import open_shop
from store.shops.rules import Platform, ShopSettings
from tui.cli.demo.words import SHOP_NAME
from tui.cli.ids import new_key

TAG = "MM"
SUNDAY = 6

PEOPLE = (
    ("zhoulan", "周岚", Role.LEAD),
    ("linmei", "林梅", Role.AFTERSALES),
    ("xiaoyu", "小雨", Role.PRESALE),
    ("lei", "雷鸣", Role.PRINT),
    ("ahai", "阿海", Role.WAREHOUSE),
)

SETTINGS = ShopSettings(days_off=(SUNDAY,), pickups={"ZTO": "16:30", "YTO": "17:30", "SF": "18:00"})

DONE = (
    # who, what the ERP showed, what was noted; one after the other, from the most urgent order on
    ("linmei", Stage.PRINTED, "买家问了两次，已答应今天发"),
    ("xiaoyu", Stage.UNPRINTED, ""),
    ("linmei", Stage.PACKED, "中通 16:30 来收，提醒仓库先出这单"),
    ("lei", Stage.PRINTED, ""),
    ("linmei", None, "颜色缺货，等采购回复\n客户愿意换燕麦色"),
    ("xiaoyu", Stage.UNPRINTED, "地址待确认，先别打单"),
    ("ahai", Stage.LEFT, "上午已交给圆通，平台没点发货"),
)


def furnish(path: Path, export: Path, made: datetime, now: datetime) -> None:
    """Make the book at `path` from the file `export`, which was made at `made`; the work ends before `now`."""
    times = _times(made, now, len(DONE) + 1)
    book = open_book(path, Clock(next(times)))
    try:
        staff = _staff(book)
        lead = staff["zhoulan"]
        open_shop(book, lead.actor, new_key(), tag=TAG, name=SHOP_NAME, platform=Platform.TMALL, settings=SETTINGS)
        import_file(book, staff["linmei"].actor, export, tag=TAG, as_of=made)
        rows = order_window(book, Moment(now), "unshipped").first(len(DONE)).rows
    finally:
        book.close()
    for at, row, (login, stage, note) in zip(times, rows, DONE, strict=False):
        _work(path, at, staff[login], row, stage, note)


def _staff(book: Book) -> dict[str, Colleague]:
    """The people of the demo; whoever runs it comes to a floor that has a lead."""
    staff = {}
    for login, name, role in PEOPLE:
        person = enter(book, login, new_key(), name)
        staff[login] = change(book, person.actor, login, new_key(), name=None, role=role)
    return staff


def _work(path: Path, at: datetime, who: Colleague, row: OrderRow, stage: Stage | None, note: str) -> None:
    """What one person did to one order at `at`."""
    book = open_book(path, Clock(at))
    try:
        if stage is not None:
            see_stage(book, who.actor, new_key(), row.id, stage, seen_version=0)
        if note:
            save_note(book, who.actor, new_key(), row.id, note, seen_version=0, before="")
    finally:
        book.close()


def _times(first: datetime, last: datetime, number: int) -> Iterator[datetime]:
    """So many moments from `first` on, all before `last`."""
    for place in range(number):
        yield first + (last - first) * place / number
