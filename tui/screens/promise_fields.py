"""What is typed into, and what fits, where somebody asks when it goes."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from store.desk.asked_goods import Asked
from tui.widgets.cells import Cell
from tui.widgets.line_input import Line
from tui.widgets.listing import Column
from tui.words.catalogue import N_, tr


class Asks(Line):
    """The field of what is asked about. A paste is a new question: it is not put behind what stands there.

    Args:
        pasted: takes what is pasted.
    """

    def __init__(self, value: str, pasted: Callable[[str], object]) -> None:
        super().__init__(value, placeholder=what_hint(), id="what")
        self._pasted = pasted

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._pasted(event.text)


def what_hint() -> str:
    """What can be asked about."""
    return tr("order number, code or goods, initials; x2 for two")


def paid_hint() -> str:
    """How a time of payment can be typed."""
    return tr("now; or 15:59, yesterday 15:59, 11-20 15:59")


def columns(as_of: Callable[[Asked], str]) -> tuple[Column[Asked], ...]:
    """The columns of what fits; `as_of` words the age of a list of stock."""
    return (
        Column("tag", N_("shop"), lambda row: row.tag, width=4, priority=6),
        Column("words", N_("goods"), lambda row: row.words, width=19, flex=1, priority=5),
        Column("detail", N_("which"), lambda row: row.detail, width=20, flex=1, max_width=36, priority=3),
        Column("stock", N_("stock"), _stock, width=7, align="right", priority=4),
        Column("as_of", N_("counted"), as_of, width=15, priority=2),
    )


def _stock(row: Asked) -> Cell:
    if row.order_id is not None:
        return Cell("")
    return Cell("?" if row.quantity is None else f"{row.quantity:,}", "strong")
