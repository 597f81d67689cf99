"""Files: which of today's files have not come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.widget import Widget

from store.book.transactions import Book
from store.imports.queries import ExpectedFile, expected_files
from store.shops.queries import all_shops
from tui.screens.moving import ListScreen
from tui.widgets.cells import Cell
from tui.widgets.lines import Rule, Text
from tui.widgets.listing import Column, Listing
from tui.widgets.memory_window import MemoryWindow
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import name
from tui.words.when import moment


@dataclass(frozen=True, slots=True)
class FileRow:
    """A missing file, its words ready."""

    id: int
    tag: str
    source: str
    last: str
    noticed: str


def missing_files(book: Book) -> tuple[tuple[ExpectedFile, ...], str]:
    """The files that have not come today, and the zone to show times in."""
    moment_now = book.clock.moment()
    with book.read() as connection:
        shops = all_shops(connection)
        found = expected_files(connection, shops, moment_now)
    return found, shops[0].settings.zone if shops else "UTC"


class FilesScreen(ListScreen):
    """What has not come today, by shop and file."""

    screen_name: ClassVar[str] = "files"

    def compose_body(self) -> Iterable[Widget]:
        yield Text(id="said")
        yield Rule()
        columns: tuple[Column[FileRow], ...] = (
            Column("tag", N_("shop"), lambda row: row.tag, width=4, priority=9),
            Column("source", N_("file"), lambda row: row.source, width=14, flex=1, max_width=30, priority=8),
            Column("last", N_("the last one is of"), lambda row: row.last, width=18, flex=1, priority=7),
            Column("noticed", N_("noticed"), lambda row: Cell(row.noticed, "dim"), width=14, flex=1, priority=5),
        )
        yield Listing(columns, empty=self._empty)

    def _empty(self) -> str:
        if self.app.shops_open:
            return tr("Every file that is expected today has come.\nEsc goes back.")
        return tr("There is no shop yet.\nThe first file makes one: floorbook import FILE")

    def where(self) -> tuple[str, ...]:
        return (tr("Files"), tr("not imported today"))

    def load(self) -> None:
        self.read("files", missing_files, self._show)

    def tick(self) -> None:
        self.load()

    def _show(self, answer: tuple[tuple[ExpectedFile, ...], str]) -> None:
        found, zone = answer
        self.query_one("#said", Text).show(tr("Bring one in from the shell: floorbook import FILE"))
        assert self.backstage is not None
        now = self.backstage.book.clock.now()
        rows = [
            FileRow(
                file.id,
                file.tag,
                name(names.SOURCES, file.source),
                moment(file.last_as_of, now, zone) if file.last_as_of else tr("none has ever come"),
                moment(file.noticed_at, now, zone) if file.noticed_at else tr("not yet"),
            )
            for file in found
        ]
        if self.listing.window is None:
            self.listing.show(MemoryWindow(rows))
            self.listing.focus()
        else:
            self.listing.reload(MemoryWindow(rows))
