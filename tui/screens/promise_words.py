"""What may be told to a buyer, as lines of the screen: why, and the texts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from store.book.errors import Reason
from store.desk.asked_goods import Asking
from store.desk.promise import Told
from store.stock.promising import Promise
from tui.screens.labelled import LABEL, fold, labelled, wrapped
from tui.widgets.cells import clean_cell, fit
from tui.widgets.lines import MUTED
from tui.words.catalogue import tr
from tui.words.promise import clock_words, reasons, texts_for_buyer, truck_words, verdict
from tui.words.sentences import sentence
from tui.words.when import moment


def told_lines(told: Told, width: int) -> Content:
    """What it is, what may be told and why, and the texts for the buyer, for lines of `width` cells."""
    now, zone = told.moment.now, told.shop.settings.zone
    return Content("\n").join(
        [
            _head(told, width),
            *promise_lines(told.promise, now, zone, width, tr("may promise")),
            Content.styled(tr("for the buyer: y copies the first, a digit another"), MUTED),
            *_texts(told, width),
        ]
    )


def _head(told: Told, width: int) -> Content:
    about = clean_cell(f"{told.shop.tag}  {told.about}")
    pieces = f"x{told.quantity}" if told.quantity is not None else ""
    ends = "   ".join(part for part in (pieces, _paid(told), _counted(told)) if part)
    room = width - cell_len(about) - cell_len(ends) - 6
    detail = fit(told.detail, room).rstrip() if room > 4 else ""
    return Content("   ").join(
        Content.styled(part, style)
        for part, style in ((about, "bold"), (clean_cell(detail), MUTED), (ends, ""))
        if part
    )


def _paid(told: Told) -> str:
    if told.paid_at is None:
        return tr("not paid")
    now, zone = told.moment.now, told.shop.settings.zone
    if told.supposed and told.paid_at <= now:
        return tr("if paid now")
    when = ("~" if told.paid_estimated else "") + moment(told.paid_at, now, zone)
    return tr("if paid {when}", when=when) if told.supposed else tr("paid {when}", when=when)


def _counted(told: Told) -> str:
    if told.stock is None:
        return ""
    at = moment(told.stock.as_of, told.moment.now, told.shop.settings.zone)
    return tr("stock {number} ({at})", number=told.stock.quantity, at=at)


def _texts(told: Told, width: int) -> Iterable[Content]:
    for number, text in enumerate(texts_for_buyer(told), start=1):
        for place, line in enumerate(fold(text, width - 3)):
            yield Content.assemble((f"{number}  " if place == 0 else "   ", "bold $text-accent"), line)


def promise_lines(promise: Promise, now: datetime, zone: str, width: int, label: str) -> Iterable[Content]:
    """What may be told and why, and the two clocks, a line each."""
    for number, words in enumerate(packed(reasons(promise, now, zone), width - LABEL, verdict(promise, now, zone))):
        yield labelled("" if number else label, (words, "bold"))
    for words, over in clock_words(promise, now, zone):
        yield labelled("", (words, "bold $text-error" if over else ""))
    if promise.trucks:
        yield from wrapped("", tr("trucks: {trucks}", trucks=truck_words(promise)), width, MUTED)


def packed(parts: Iterable[str], cells: int, first: str) -> list[str]:
    """`first` and the parts one behind the other, each on a line of its own where the line would be too long."""
    lines = [first]
    for part in parts:
        both = f"{lines[-1]} · {part}"
        lines[-1:] = [both] if cell_len(both) <= cells else [lines[-1], *fold(part, cells)]
    return lines


def nothing_told(typed: str, asking: Asking | None, why: Reason | None) -> str:
    """Why nothing can be told, and what to do."""
    if why is not None:
        return sentence(why)
    if not typed.strip():
        return tr(
            "Paste the buyer's order number, or type the goods: zzmy finds 针织毛衣.\nTab goes to the time of payment."
        )
    if asking is None:
        return ""
    if asking.why_not is not None:
        return sentence(asking.why_not)
    return tr(
        "Nothing fits “{text}”.\nType less of it, or look whether today's file has been imported: F4.", text=asking.text
    )
