"""A promise in words: for the agent why, and for the buyer texts to copy in the language of the shop."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

from store.book.errors import Reason
from store.desk.promise import Told
from store.stock.promising import Promise, PromiseKind
from tui.words import names
from tui.words.catalogue import said_in, tr
from tui.words.names import name
from tui.words.sentences import sentence
from tui.words.when import day_from, left, moment, span

TEMPLATES = Path(__file__).with_name("promises.toml")
MOST = 3
ASKS = {
    "promise.still_out_of_stock": "ask_out_of_stock",
    "promise.presale_undated": "ask_presale",
}
"""What the warehouse is asked, by the reason."""


@cache
def templates() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The texts for the buyer: situation -> language -> texts."""
    read = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    return {where: {tongue: tuple(texts) for tongue, texts in said.items()} for where, said in read.items()}


def situation(promise: Promise, *, to_pay: bool) -> str:
    """Which texts fit: by what may be told, and why."""
    codes = {reason.code for reason in promise.why}
    if promise.kind is PromiseKind.NOTHING:
        return str(promise.standing)
    if promise.kind is PromiseKind.ASK:
        usual = "late_ask" if promise.house_over else "ask"
        return next((where for code, where in ASKS.items() if code in codes), usual)
    if "promise.out_of_stock" in codes:
        return "if_paid_out_of_stock" if to_pay else "out_of_stock"
    if promise.kind is PromiseKind.BY_A_DAY:
        return "by_a_day"
    begin = "late_" if promise.house_over else "if_paid_" if to_pay else ""
    return begin + promise.kind


def texts_for_buyer(told: Told) -> tuple[str, ...]:
    """Two or three texts to copy, the best first. A text with a hole that nothing fills is left out."""
    language = told.shop.settings.language
    with said_in(language):
        holes = _holes(told)
        said = templates()[situation(told.promise, to_pay=told.supposed)][language]
        return tuple(text.format(**holes) for text in said if _asked(text) <= set(holes))[:MOST]


def _holes(told: Told) -> dict[str, str]:
    zone, now, promise = told.shop.settings.zone, told.moment.now, told.promise
    last = [truck.at for truck in promise.trucks[-1:]]
    holes = {"cut_off": min([told.shop.settings.cut_off, *last])}
    if promise.day is not None:
        holes["day"] = day_from(promise.day, _today(now, zone))
    if told.paid_at is not None:
        holes["paid"] = tr("now") if told.paid_at <= now else moment(told.paid_at, now, zone)
    if len(promise.trucks) == 1:
        holes |= {"courier": name(names.COURIERS, promise.trucks[0].courier), "time": promise.trucks[0].at}
    return holes


def _asked(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def verdict(promise: Promise, now: datetime, zone: str) -> str:
    """What may be told in a few words: `goes today`, `goes Mon, 23 Nov`, `ask the warehouse`."""
    if promise.kind is PromiseKind.NOTHING:
        return tr("nothing")
    if promise.day is None:
        return tr("ask the warehouse")
    day = day_from(promise.day, _today(now, zone))
    return tr("by {day} at the latest", day=day) if promise.kind is PromiseKind.BY_A_DAY else tr("goes {day}", day=day)


def reasons(promise: Promise, now: datetime, zone: str) -> list[str]:
    """Why, a sentence each."""
    return [sentence(_worded(reason, now, zone)) for reason in promise.why]


def _worded(reason: Reason, now: datetime, zone: str) -> Reason:
    """A reason with its days and times in words."""
    params = {key: _word(value, now, zone) for key, value in reason.params.items()}
    return Reason(reason.code, params)


def _word(value: object, now: datetime, zone: str) -> object:
    if isinstance(value, datetime):
        return moment(value, now, zone)
    return day_from(value, _today(now, zone)) if isinstance(value, date) else value


def clock_words(promise: Promise, now: datetime, zone: str) -> list[tuple[str, bool]]:
    """The house's clock and the platform's, each with whether it is over."""
    words = []
    if promise.house_day is not None and promise.house_due_at is not None:
        day, over = day_from(promise.house_day, _today(now, zone)), span(now - promise.house_due_at)
        was = tr("house: was to go {day}, {span} late", day=day, span=over)
        words.append((was if promise.house_over else tr("house: in stock it goes {day}", day=day), promise.house_over))
    if promise.ship_by_at is not None:
        at = ("~" if promise.ship_by_estimated else "") + moment(promise.ship_by_at, now, zone)
        said = tr("{who}: ships by {at}, {left}", who=tr("platform"), at=at, left=left(promise.ship_by_at, now))
        words.append((said, promise.platform_over))
    return words


def truck_words(promise: Promise) -> str:
    """The pick-ups that may take it: `ZTO 16:30, YTO 17:30`."""
    return ", ".join(f"{name(names.COURIERS, truck.courier)} {truck.at}" for truck in promise.trucks)


def _today(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()
