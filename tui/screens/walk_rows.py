"""The rows of an item as a team reads them from a step away: shop, what it is, who has it, time left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from textual.content import Content

from tui.widgets.cells import fit
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import money, name
from tui.words.when import left, span

TAG, OWNER, TIME = 4, 8, 10
"""Cells of the columns that do not grow."""


def row_lines(screen: str, rows: Sequence[Any], now: datetime, width: int) -> list[Content]:
    """A line a row, of at most `width` cells."""
    return [_line(*WORDS[screen](row, now), row, width) for row in rows]


def _line(what: str, time: str, row: Any, width: int) -> Content:
    room = width - TAG - OWNER - TIME - 6
    owner = fit(row.owner, OWNER)
    return Content("  ".join((fit(row.tag, TAG), fit(what, room), owner, fit(time, TIME, "right"))))


def _joined(*words: str) -> str:
    return "  ".join(word for word in words if word)


def _left(due_at: datetime | None, now: datetime) -> str:
    return left(due_at, now) if due_at else ""


def _order(row: Any, now: datetime) -> tuple[str, str]:
    return _joined(row.order_no, f"{money(row.total):>9}", row.nick, row.title), _left(row.due_at or row.pay_by_at, now)


def _refund(row: Any, now: datetime) -> tuple[str, str]:
    kind = name(names.REFUND_KINDS, row.kind)
    what = _joined(row.refund_no, f"{money(row.amount, row.currency):>9}", kind, row.nick)
    return what, ("~" if row.act_by_estimated else "") + left(row.act_by_at, now)


def _parcel(row: Any, now: datetime) -> tuple[str, str]:
    return _joined(name(names.COURIERS, row.courier), row.tracking_no, row.to), _left(row.due_at, now)


def _return(row: Any, now: datetime) -> tuple[str, str]:
    what = _joined(name(names.COURIERS, row.courier), row.tracking_no or row.refund_no, row.state_word)
    return what, tr("since {span}", span=span(now - row.since_at))


def _stock(row: Any, now: datetime) -> tuple[str, str]:
    return _joined(row.code, row.title, row.properties), tr("{n} in stock", n=row.quantity)


WORDS: Mapping[str, Callable[[Any, datetime], tuple[str, str]]] = {
    "orders": _order,
    "refunds": _refund,
    "parcels": _parcel,
    "returns": _return,
    "stock": _stock,
}
"""By the screen of the item's list: what a row is, and its time left or what stands for it."""
