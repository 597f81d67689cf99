"""The rows of an item as a team reads them from a step away: shop, what it is, who has it, time left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from textual.content import Content

from tui.screens.order_columns import NUMBER
from tui.screens.parcel_columns import NUMBERED, numbered
from tui.screens.refund_columns import left_words
from tui.widgets.cells import LONGEST, Align, fit, fitting
from tui.widgets.listing_columns import GAP, Column, lay_out
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import money, name
from tui.words.when import left, span


class Says(Protocol):
    """The words of a row, as many as find room."""

    def __call__(self, row: Any, now: datetime, cells: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line: no wider than its rows need, and where the line is too narrow the lowest priority goes."""

    key: str
    says: Says
    width: int
    priority: int
    grows: int = 0
    align: Align = "left"

    def column(self, now: datetime) -> Column[Any]:
        """Itself as a column."""
        words = partial(self.says, now=now, cells=LONGEST)
        return Column(self.key, "", words, self.width, self.grows, LONGEST, self.align, self.priority)


def row_lines(screen: str, rows: Sequence[Any], now: datetime, width: int) -> list[Content]:
    """A line a row, of at most `width` cells; of what no row has there is no trace."""
    parts = {part.key: part for part in (TAG, *PARTS[screen], OWNER, TIMES[screen])}
    needed = [(column, column.needed(rows)) for column in (part.column(now) for part in parts.values())]
    laid = lay_out([column.fitted(cells) for column, cells in needed if cells], width)

    def line(row: Any) -> Content:
        said = (fit(parts[column.key].says(row, now, cells), cells, column.align) for column, cells in laid)
        return Content((" " * GAP).join(said).rstrip())

    return [line(row) for row in rows]


def _of(words: Callable[[Any], str]) -> Says:
    return lambda row, now, cells: words(row)


def _time(words: Callable[[Any, datetime], str]) -> Part:
    return Part("time", lambda row, now, cells: words(row, now), width=12, priority=11, align="right")


def _kind(row: Any, now: datetime, cells: int) -> str:
    return fitting(cells, name(names.REFUND_KINDS, row.kind), name(names.REFUNDS_OF, row.kind))


def _parcel(row: Any, now: datetime, cells: int) -> str:
    return numbered(row.courier, row.tracking_no, cells) if row.tracking_no else row.refund_no


def _left(due_at: datetime | None, now: datetime) -> str:
    return left(due_at, now) if due_at else ""


TAG = Part("tag", _of(lambda row: row.tag), width=4, priority=12)
OWNER = Part("owner", _of(lambda row: row.owner), width=8, priority=8, grows=1)
NICK = Part("nick", _of(lambda row: row.nick), width=10, priority=5, grows=1)
ORDER = Part("order", _of(lambda row: row.order_no), width=NUMBER, priority=10)
PARCEL = Part("parcel", _parcel, width=NUMBERED, priority=10)

PARTS: Mapping[str, tuple[Part, ...]] = {
    "orders": (
        ORDER,
        Part("amount", _of(lambda row: money(row.total)), width=9, priority=6, align="right"),
        NICK,
        Part("title", _of(lambda row: row.title), width=9, priority=4, grows=4),
    ),
    "refunds": (
        ORDER,
        Part("amount", _of(lambda row: money(row.amount, row.currency)), width=9, priority=6, align="right"),
        Part("kind", _kind, width=8, priority=7, grows=1),
        NICK,
    ),
    "parcels": (PARCEL, Part("to", _of(lambda row: row.to), width=11, priority=4, grows=1)),
    "returns": (PARCEL, Part("state", _of(lambda row: row.state_word), width=10, priority=4, grows=1)),
    "stock": (
        Part("code", _of(lambda row: row.code), width=14, priority=6),
        Part("title", _of(lambda row: f"{row.title} {row.properties}".strip()), width=16, priority=10, grows=1),
    ),
}
"""By the screen of the item's list: what a row is, called as its list calls it."""

TIMES: Mapping[str, Part] = {
    "orders": _time(lambda row, now: _left(row.due_at or row.pay_by_at, now)),
    "refunds": _time(left_words),
    "parcels": _time(lambda row, now: _left(row.due_at, now)),
    "returns": _time(lambda row, now: tr("since {span}", span=span(now - row.since_at))),
    "stock": _time(lambda row, now: tr("{n} in stock", n=row.quantity)),
}
"""Its time left, or what stands for it."""
