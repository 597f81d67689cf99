"""The refunds of an order as lines of its card: what the buyer wants, how far it is, and what time is left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from store.desk.order_card import OrderCard
from store.refunds.queries import RefundView
from store.refunds.views import RUNNING_OUT
from tui.screens.labelled import labelled
from tui.widgets.cells import clean_cell
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import money, name
from tui.words.when import left, moment


def refund_lines(card: OrderCard, width: int) -> Iterable[Content]:
    """Each refund on one line, on two where the terminal is narrow; the oldest first."""
    for place, refund in enumerate(card.refunds):
        label = tr("refund") if place == 0 else ""
        wanted, step = _wanted(refund, card), _step(refund, card)
        line = labelled(label, wanted, "   ", *step)
        if cell_len(line.plain) <= width:
            yield line
        else:
            yield labelled(label, wanted)
            yield labelled("", *step)


def _wanted(refund: RefundView, card: OrderCard) -> str:
    amount = money(refund.amount, card.shop.settings.currency)
    words = (clean_cell(refund.refund_no), name(names.REFUND_KINDS, refund.kind), amount)
    return "   ".join(word for word in words if word)


def _step(refund: RefundView, card: OrderCard) -> list[Any]:
    """How far it is, and until when: by then the platform decides for us."""
    now, zone = card.moment.now, card.shop.settings.zone
    step = name(names.REFUND_STEPS, refund.status) or clean_cell(refund.platform_word)
    if refund.over_at is not None:
        when = moment(refund.over_at, now, zone)
        return [tr("paid out {when}", when=when) if refund.paid_out_at else tr("closed {when}", when=when)]
    said: list[Any] = [(step or tr("not settled"), "bold")]
    if refund.step_due_at is not None:
        urgent = refund.step_due_at <= now + RUNNING_OUT
        words = tr("time for this step: {left}", left=left(refund.step_due_at, now))
        said += ["   ", (words, "bold $text-error" if urgent else "")]
    return said
