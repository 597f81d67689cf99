"""The list that an item of a checklist opens: exactly the rows that it counted as left."""

from __future__ import annotations

from typing import Any

from store.book.clock import Moment
from store.book.paging import Listed
from store.book.snapshot import SnapshotWindow
from store.book.transactions import Book
from store.desk.item_lists import listed
from store.desk.sources import SOURCES
from store.shops.queries import day_at


def item_window(book: Book, code: str, moment: Moment, sort: str | None = None, text: str = "") -> SnapshotWindow[Any]:
    """What is left of the item `code` at the moment of its count; marks that come later do not take a row out, they
    stand on it. An item without rows of its own (a KeyError) has no such list."""
    source, day = SOURCES[code], day_at(book, moment)
    handled = source.handled(code, moment, day)
    return SnapshotWindow(book, *listed(source.screen, source.view, moment, day, sort, text, handled))


def item_rows(book: Book, code: str, moment: Moment, sort: str | None = None, text: str = "") -> Listed[Any]:
    """The rows of the item `code` at a moment, handled or not: as such a list sees its rows later."""
    source, day = SOURCES[code], day_at(book, moment)
    return listed(source.screen, source.view, moment, day, sort, text)[0]
