"""The saved views of the list of files: those of today as rows in memory, all imports as a window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from store.book.clock import Moment
from store.book.paging import QueryWindow
from store.book.transactions import Book
from store.imports.files_today import FileLine, Standing, files_today, line_of, lines_of
from store.imports.runs import RunLine, day_after, runs_window
from store.shops.queries import ShopView, all_shops

VIEWS: Mapping[str, Callable[[FileLine], bool]] = {
    "today": lambda line: True,
    "missing": lambda line: line.standing is Standing.MISSING,
    "refused": lambda line: line.run is not None and line.run.refused > 0,
}
"""Which of today's lines each view shows. The rest of the views have windows of their own."""

ALL = "all"


@dataclass(frozen=True, slots=True)
class DayOfFiles:
    """The files of a day."""

    moment: Moment
    shops: tuple[ShopView, ...]
    lines: tuple[FileLine, ...]

    @property
    def ends(self) -> datetime:
        """When the last shop's day is over."""
        return max((day_after(shop, self.moment) for shop in self.shops), default=self.moment.now)

    def view(self, name: str) -> tuple[FileLine, ...]:
        """The lines of a view of today."""
        return tuple(filter(VIEWS[name], self.lines))


def day_of_files(book: Book, moment: Moment) -> DayOfFiles:
    """The files of the day of `moment`, in one read."""
    with book.read() as connection:
        shops = all_shops(connection)
        return DayOfFiles(moment, shops, lines_of(files_today(connection, shops, moment)))


def all_files(book: Book, day: DayOfFiles) -> QueryWindow[FileLine]:
    """Every import up to the end of `day`, the latest first."""
    return runs_window(book, day.ends, lambda *values: line_of(RunLine(*values)))
