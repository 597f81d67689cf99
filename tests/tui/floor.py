"""What the stories of the screens begin with: a furnished book, somebody at a desk, and waiting without sleeping."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from store.book.clock import Clock
from store.book.opening import open_book
from store.book.transactions import Book
from store.checklists.own import set_template
from store.imports import commands as imports
from store.imports.here import stage_here
from store.people.commands import Colleague, change, enter
from store.people.rules import Role
from store.shops.commands import open_shop
from store.shops.rules import Platform, ShopSettings
from tests.exports import Line, write_export
from tests.store.floor import rows
from tui.app import FloorbookApp
from tui.cli.demo.orders import write_order_export
from tui.screens.base import FloorScreen
from tui.terminal.deafness import DEAF_FOR
from tui.widgets.listing import Listing

NOW = "2026-11-21T09:00:00+08:00"
"""A Saturday morning in Shanghai: the moment of every story that does not say otherwise."""

PATIENCE = 15.0
PUNCTUATION = {"question_mark": "?", "colon": ":", "asterisk": "*", "slash": "/"}
ORDERS = 240

PEOPLE = (("linmei", "Lin Mei"), ("lei", "Lei Ming"))
"""After-sales; Zhou Lan, who came first, leads."""

MORNING = {
    "occasion": "start",
    "roles": ["aftersales"],
    "due": "09:30",
    "items": ["files.missing", "orders.late", "orders.unpaid"],
}
"""The list of their morning: one of this floor's own, short enough to be told."""


def moment(text: str = NOW) -> datetime:
    """A time with its zone."""
    return datetime.fromisoformat(text)


def key() -> str:
    """A key for an intent that nobody has used."""
    return uuid4().hex


@contextmanager
def opened(path: Path, now: str | None = NOW) -> Iterator[Book]:
    """The book as another process has it open; without `now` at the real time."""
    book = open_book(path, Clock(moment(now)) if now else Clock())
    try:
        yield book
    finally:
        book.close()


def person(book: Book, login: str = "lei") -> Colleague:
    """One of the people of the floor."""
    return enter(book, login, key())


def furnish(path: Path, *, size: int = ORDERS, now: str = NOW) -> None:
    """Make a book at `path`: people, a shop, and a file of this morning with `size` rows."""
    with opened(path, now) as book:
        boss = enter(book, "zhou", key(), "Zhou Lan")
        for login, name in PEOPLE:
            who = enter(book, login, key(), name)
            change(book, boss.actor, who.login, key(), name=None, role=Role.AFTERSALES)
        set_template(book, boss.actor, key(), MORNING)
        settings = ShopSettings(days_off=(6,))
        open_shop(book, boss.actor, key(), tag="MM", name="棉木旗舰店", platform=Platform.TMALL, settings=settings)
        made = moment(now) - timedelta(minutes=40)
        file = path.with_name(f"ExportOrderList{made:%Y%m%d%H%M}.csv")
        write_order_export(file, size, made)
        take(book, file, made)


def take(book: Book, file: Path, made: datetime | None = None) -> None:
    """Import a file, without a process of its own."""
    with patch.object(imports, "stage", stage_here):
        imports.import_file(book, person(book, "zhou").actor, file, tag="MM", as_of=made)


def take_lines(book: Book, folder: Path, lines: Sequence[Line], made: str = NOW) -> None:
    """Import an export of these lines."""
    take(book, write_export(folder / f"export-{uuid4().hex[:8]}.csv", lines), moment(made))


def audit(path: Path) -> int:
    """How many entries the audit has."""
    return int(rows(path, "SELECT count(*) AS n FROM audit_entries")[0]["n"])


class Desk:
    """Somebody in front of the screens."""

    def __init__(self, app: FloorbookApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    # What she does

    async def press(self, *keys: str) -> Desk:
        """Press keys one after the other, and wait each time until what it asked for has happened."""
        for key in keys:
            self._send(key)
            await self.settle()
        return self

    async def hammer(self, *keys: str) -> Desk:
        """Press keys faster than anything can answer."""
        self.send(*keys)
        return await self.settle()

    def send(self, *keys: str) -> None:
        """The same, and wait for nothing."""
        for key in keys:
            self._send(key)

    def _send(self, key: str) -> None:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        character = key if len(key) == 1 else {"space": " ", **PUNCTUATION}.get(key)
        driver = self.app._driver
        assert driver is not None
        driver.send_message(events.Key(name, character))

    async def type(self, text: str) -> Desk:
        """Type a text into the field that has the focus."""
        return await self.hammer(*text)

    async def paste(self, text: str) -> Desk:
        """Paste, and go on when keys are heard again."""
        event = events.Paste(text)
        self.app.post_message(event)
        await self.settle()
        await self.until(lambda: time.monotonic() > event.time + DEAF_FOR, "keys are heard again")
        return self

    async def resize(self, width: int, height: int) -> Desk:
        """Another size of the terminal."""
        await self.pilot.resize_terminal(width, height)
        return await self.settle()

    # What she waits for

    async def settle(self) -> Desk:
        """Until every read and write that was begun has been answered, and what that asked for as well."""
        for _ in range(6):
            await self.pilot.pause(0)
            if self.app.is_running:
                await self.pilot._wait_for_screen()
            stage = self.app.backstage
            if stage is not None and self.app.is_running:
                await asyncio.wrap_future(stage._writer.submit(int))
            if self.app.is_running:
                await self.until(lambda: self.app._exit or not self.app._holding.resting, "the hearing of keys")
                with suppress(WorkerCancelled):  # its screen was left meanwhile
                    await self.app.workers.wait_for_complete()
            if self.app.is_running:
                await self.until(self._lists_stand_still, "the end of a list's reading")
        await self.pilot.pause(0)
        return self

    def _lists_stand_still(self) -> bool:
        """Whether no list on the screen waits for rows."""
        return not any(each._jumping or each._reloading for each in self.app.screen.query(Listing))

    async def until(self, met: Callable[[], bool], what: str) -> Desk:
        """Until `met()`; fails with the screen when it does not come."""
        end = time.monotonic() + PATIENCE
        while not met():
            assert time.monotonic() < end, f"never came: {what}\n{self.text()}"
            await self.pilot.pause(0.02)
        return self

    async def wait(self, text: str) -> Desk:
        """Until `text` stands on the screen."""
        return await self.until(lambda: text in self.text(), f"{text!r} on the screen")

    # What she sees

    @property
    def screen(self) -> Any:
        """The screen or question on top."""
        return self.app.screen

    @property
    def where(self) -> str:
        """The name of the screen of the floor, or of the question on top of it."""
        screen = self.app.screen
        return screen.screen_name if isinstance(screen, FloorScreen) else type(screen).__name__

    def text(self) -> str:
        """Everything on the screen."""
        return "\n".join("".join(segment.text for segment in strip) for strip in self.strips())

    def lines(self) -> list[str]:
        """The lines of the screen."""
        return self.text().split("\n")

    def strips(self) -> list[Any]:
        """The lines of the screen with their styles."""
        return self.app.screen._compositor.render_strips(self.app.size)

    @property
    def said(self) -> str:
        """What stands above the keys."""
        return self.app.floor_screen.key_line.message

    @property
    def listing(self) -> Listing[Any]:
        """The list of the screen."""
        return self.app.floor_screen.query_one(Listing)

    @property
    def row(self) -> Any:
        """The row under the cursor of the list."""
        row = self.listing.row
        assert row is not None
        return row

    def first_rows(self, most: int = 99) -> tuple[Any, ...]:
        """The first rows of the list."""
        window = self.listing.window
        assert window is not None
        return tuple(window.first(most).rows)

    @property
    def field(self) -> Input:
        """The field to type into."""
        return self.app.screen.query_one(Input)

    async def all_ids(self) -> list[int]:
        """The ids of every row of the list, by walking through it from the top."""
        await self.press("g")
        ids: list[int] = []
        while self.listing.row is not None and (not ids or self.listing.row.id != ids[-1]):
            ids.append(self.listing.row.id)
            self.listing.cursor_down()
            await self.settle()
        return ids


@asynccontextmanager
async def at_work(path: Path, login: str = "linmei", size: tuple[int, int] = (120, 40)) -> AsyncIterator[Desk]:
    """Floorbook open on the book at `path`, Today on the screen with its numbers."""
    app = FloorbookApp(path, login)
    async with app.run_test(size=size, notifications=True) as pilot:
        desk = Desk(app, pilot)
        await desk.until(lambda: app.backstage is not None, "the book is open")
        await desk.settle()
        yield desk


def floorbook(path: Path, login: str = "linmei") -> list[str]:
    """The command that opens the screens on a book, on a real terminal."""
    script = (
        "import sys; from pathlib import Path; from tui.app import run; sys.exit(run(Path(sys.argv[1]), sys.argv[2]))"
    )
    return [sys.executable, "-c", script, str(path), login]
