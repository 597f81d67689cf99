"""The words of an order card, read from the top: what the buyer said, what we may promise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from store.desk.contact import ContactView
from store.desk.evidence import Happening
from store.desk.order_card import OrderCard
from store.orders.rules import Stage
from store.stock.promising import Standing
from tui.screens.labelled import LABEL, labelled, wrapped
from tui.screens.promise_words import promise_lines
from tui.screens.refund_words import refund_lines
from tui.widgets.cells import clean_cell, fit
from tui.widgets.lines import MUTED
from tui.words import names
from tui.words.catalogue import tr, trn
from tui.words.names import money, name
from tui.words.order_kinds import kind_of
from tui.words.sentences import HAPPENINGS, deed
from tui.words.when import moment, span

HISTORY = 12
"""So many of the last happenings stand on the card; `h` shows all."""


def card_lines(card: OrderCard, revealed: ContactView | None, width: int) -> Content:
    """The card for lines of `width` cells."""
    return Content("\n").join(
        [
            _head(card, width),
            *_said(card, width),
            Content(""),
            *_goods(card, width),
            Content(""),
            *_clocks(card, width),
            *_platform(card, width),
            *refund_lines(card, width),
            *_parcels(card),
            *_buyer(card, revealed, width),
            *_note(card, width),
            Content.styled("─" * width, "$foreground 30%"),
            *history_lines(card.history[-HISTORY:], card, width),
            Content(""),
            _files(card),
        ]
    )


def _head(card: OrderCard, width: int) -> Content:
    zone, now = card.shop.settings.zone, card.moment.now
    middle = name(names.PLATFORMS, card.shop.platform)
    when = ""
    if card.paid_at is not None:
        when = tr("paid {when}", when=_about(card, "paid_at", card.paid_at, now, zone))
    elif card.placed_at is not None:
        when = tr("placed {when}, not paid", when=moment(card.placed_at, now, zone))
    amount = money(card.total, card.shop.settings.currency)
    begin = f"{card.shop.tag}  {card.order_no}   {middle}"
    room = max(1, width - cell_len(clean_cell(begin)) - cell_len(when) - cell_len(amount) - 3)
    return Content.assemble((clean_cell(begin), "bold"), "   ", when, " " * room, (amount, "bold"))


def _about(card: OrderCard, field: str, at: datetime, now: datetime, zone: str) -> str:
    return ("~" if field in card.estimated else "") + moment(at, now, zone)


def _said(card: OrderCard, width: int) -> Iterable[Content]:
    if card.buyer_message:
        yield from wrapped(tr("buyer says"), f"“{card.buyer_message}”", width, "bold")
    if card.memo:
        yield from wrapped(tr("seller memo"), card.memo, width)
    if not card.buyer_message and not card.memo:
        yield labelled(tr("buyer says"), (tr("nothing"), MUTED))


def _goods(card: OrderCard, width: int) -> Iterable[Content]:
    if not card.lines:
        yield labelled(tr("goods"), (tr("no file has said what it is"), MUTED))
    for number, line in enumerate(card.lines, start=1):
        quantity = f"  x{line.quantity}" if line.quantity is not None else ""
        stock = "  " + tr("stock {number}", number=line.stock.quantity) if line.stock else ""
        room = width - LABEL - cell_len(quantity) - cell_len(stock)
        title = clean_cell(fit(f"{line.title}  {line.properties}", room).rstrip())
        yield labelled(tr("goods") if number == 1 else "", title, (quantity, "bold"), (stock, MUTED))


def _clocks(card: OrderCard, width: int) -> Iterable[Content]:
    now, zone, promise = card.moment.now, card.shop.settings.zone, card.promise
    label = tr("may promise")
    if promise.standing is Standing.NOT_PAID and card.pay_by_at is not None and card.pay_by_at > now:
        yield labelled(label, tr("nothing before it is paid; chase it for {span}", span=span(card.pay_by_at - now)))
        return
    yield from promise_lines(promise, now, zone, width, label)


def _platform(card: OrderCard, width: int) -> Iterable[Content]:
    zone, now = card.shop.settings.zone, card.moment.now
    status = name(names.STATUSES, card.status) or tr("the file does not say")
    if card.platform_word and card.status is None:
        status = clean_cell(card.platform_word)
    stage = name(names.STAGES, card.stage)
    by = ""
    if card.seen.at is not None and card.stage is card.seen.stage:
        by = tr(" (ERP, {at}, {who})", at=moment(card.seen.at, now, zone), who=card.seen.who)
    elif card.stage is Stage.UNKNOWN:
        by = tr(" (look in the ERP, then s)")
    where: list[Any] = [(stage + by, "bold")]
    parts: list[Any] = [status]
    kind = kind_of(card.kind_word, presale=card.presale)
    if kind:
        parts += ["   ", clean_cell(kind)]
    if card.hold:
        parts += ["   ", (tr("on hold: not to be sent yet"), "bold $text-error")]
    if card.refunded:
        amount = money(card.refunded, card.shop.settings.currency)
        full = card.total is not None and card.refunded >= card.total
        words = tr("refunded in full, {amount}", amount=amount) if full else tr("refunded {amount}", amount=amount)
        parts += ["   ", (words, "bold $text-error")]
    if card.closed_reason:
        parts += ["   ", clean_cell(card.closed_reason)]
    both = [*parts[:1], "   ", (tr("stage") + "  ", MUTED), *where, *parts[1:]]
    if cell_len(labelled("", *both).plain) <= width:
        yield labelled(tr("platform"), *both)
    else:
        yield labelled(tr("platform"), *parts)
        yield labelled(tr("stage"), *where)


def _parcels(card: OrderCard) -> Iterable[Content]:
    for number, parcel in enumerate(card.parcels):
        courier = name(names.COURIERS, parcel.courier) or parcel.courier_word or ""
        words = f"{clean_cell(courier)} {clean_cell(parcel.tracking_no)}".strip()
        yield labelled(tr("parcel") if number == 0 else "", words)


def _buyer(card: OrderCard, revealed: ContactView | None, width: int) -> Iterable[Content]:
    who = [clean_cell(card.nick)]
    if card.orders_of_buyer > 1:
        who.append(trn("{n} order", "{n} orders", card.orders_of_buyer))
    elif card.orders_of_buyer:
        who.append(tr("first order"))
    contact = revealed or card.contact
    where = ""
    if contact is not None:
        words = (contact.receiver, contact.phone, contact.place, contact.address)
        where = ", ".join(clean_cell(part) for part in words if part)
    text = "   ".join(part for part in (" · ".join(word for word in who if word), where) if part)
    if revealed:
        yield from wrapped(tr("buyer"), text, width, "$text-accent")  # whoever asked to see it needs all of it
    else:
        yield labelled(tr("buyer"), fit(text, width - LABEL).rstrip())


def _note(card: OrderCard, width: int) -> Iterable[Content]:
    if card.note.text:
        at = moment(card.note.at, card.moment.now, card.shop.settings.zone) if card.note.at else ""
        yield from wrapped(tr("note"), f"{card.note.text}  ({card.note.who}, {at})", width, "bold")


def history_lines(happenings: Iterable[Happening], card: OrderCard, width: int) -> Iterable[Content]:
    """What happened, a line each, oldest first."""
    zone, now = card.shop.settings.zone, card.moment.now
    for each in happenings:
        when = ("~" if each.estimated else "") + moment(each.at, now, zone)
        by = name(names.SOURCES, each.by)
        what = fit(_what(each), max(10, width - 18 - cell_len(clean_cell(by)) - 2)).rstrip()
        yield Content.assemble((fit(when, 18), MUTED), what, "  ", (clean_cell(by), MUTED))


def _what(each: Happening) -> str:
    params = dict(each.params)
    if "stage" in params:
        params["stage"] = name(names.STAGES, str(params["stage"]))
    if "done" in params:
        params["done"] = ", ".join(filter(None, (name(names.DONE, str(params["done"])), str(params["note"]))))
    if "what" in params:
        params["what"] = deed(str(params["what"]))
    return tr(HAPPENINGS.get(each.code, each.code), **params)


def _files(card: OrderCard) -> Content:
    zone, now = card.shop.settings.zone, card.moment.now
    said = [f"{name(names.SOURCES, file.source)} {moment(file.as_of, now, zone)}" for file in card.files]
    return labelled(tr("known from"), (" · ".join(said), MUTED))
