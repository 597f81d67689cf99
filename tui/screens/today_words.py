"""What Today says of an item and of the list: why a number is unknown, of what it is made, what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tui.widgets.cells import Cell
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name
from tui.words.when import clock, day, left, moment, span

if TYPE_CHECKING:
    from store.desk.counting import TodayItem
    from store.desk.item_rows import Part
    from store.desk.today import TodayView

MINUTE = timedelta(minutes=1)
WHOLE = ("files.missing", "trucks")
"""Items that say in other words of what they are made."""
PART_WORDS = {"courier": names.COURIERS, "status": names.REFUND_STEPS, "flag": names.PARCEL_VIEWS}
"""By the kind of a part; a shop stands by its tag."""


def title_of(each: TodayItem) -> str:
    """What the item is called."""
    return each.item.title or name(names.ITEMS, each.item.code)


def list_name(view: TodayView) -> str:
    """`Start of day, warehouse`."""
    return f"{name(names.OCCASIONS, view.occasion)}, {name(names.ROLES, view.role)}"


def detail(each: TodayItem, view: TodayView, taken: str = "") -> Cell:
    """What became of the item, or what its number means; and who has it, as `taken` says."""
    if each.item.at is not None:
        return Cell(result(each, view, taken), "dim")
    if view.past:
        return Cell(_spaced(_noted(each) or tr("not done"), taken), "dim")
    if each.unknown:
        return Cell(_spaced(taken, unknown(each, view), _noted(each)), "accent")
    return Cell("; ".join(_meaning(each, view, taken)), "alarm" if _is_over(each, view) else "plain")


def _is_over(each: TodayItem, view: TodayView) -> bool:
    """Whether the worst is over; of what has no end only money that has gone is as loud."""
    if each.worst_at is None or each.item.code == "files.missing":
        return False
    return each.worst_at <= view.moment.now and (not each.since or each.screen == "refunds")


def result(each: TodayItem, view: TodayView, taken: str = "") -> str:
    """`Mei 08:44  the warehouse packs them  3 left`."""
    item, now = each.item, view.moment.now
    first = tr("begun by {who}", who=item.first_who) if item.first_who not in ("", item.who) else ""
    over = tr("{n} left", n=item.left_over) if item.left_over else ""
    at = moment(item.at, now, view.zone) if item.at else ""
    return _spaced(f"{item.who} {at}", taken, item.why, over, _noted(each), first)


def unknown(each: TodayItem, view: TodayView) -> str:
    """Why nobody knows the number, and what was known last."""
    if each.overtaken:
        return tr("not kept: a later file has taken the place of the one of then")
    if each.known_as_of is None and view.moment.replay and each.left:
        return tr("no file by then; {n} by later ones", n=f"{each.left:,}")
    if each.known_as_of is None:
        return tr("no file by then") if view.moment.replay else tr("no file yet")
    age = moment(each.known_as_of, view.moment.now, view.zone)
    return tr("no file yet today; {n} by the one of {age}", n=f"{each.left or 0:,}", age=age)


def _meaning(each: TodayItem, view: TodayView, taken: str) -> Iterator[str]:
    """How long the worst is over, may wait or has waited, who has it, what somebody noted, and of what it is made."""
    now = view.moment.now
    if each.item.code == "files.missing":
        yield from _missing(each, view)
    elif each.item.code == "trucks":
        yield ", ".join(_truck(part) for part in each.parts) or tr("none comes any more today")
    elif each.left:
        if each.worst_at is not None and each.since:
            yield tr("oldest {span}", span=span(now - each.worst_at))
        elif each.worst_at is not None and each.worst_at <= now:
            yield left(each.worst_at, now)
        elif each.worst_at is not None:
            yield tr("first in {span}", span=span(each.worst_at - now))
    yield from filter(None, (taken, _noted(each)))
    if each.left and each.parts and each.item.code not in WHOLE:
        yield ", ".join(_part(part) for part in each.parts)


def _part(part: Part) -> str:
    unnamed = tr("not settled") if part.kind == "status" else tr("other")
    return f"{name(PART_WORDS.get(part.kind, {}), part.code) or unnamed} {part.number:,}"


def _truck(part: Part) -> str:
    return tr("{courier} in {span}", courier=name(names.COURIERS, part.code), span=span(part.number * MINUTE))


def _missing(each: TodayItem, view: TodayView) -> Iterator[str]:
    if not view.shops:
        yield tr("there is no shop yet")
    elif each.left and each.worst_at is None:
        yield tr("none has ever come")
    elif each.left and each.worst_at is not None:
        yield tr("the last is of {age}", age=moment(each.worst_at, view.moment.now, view.zone))


def _noted(each: TodayItem) -> str:
    return tr("note: {text}", text=each.item.note) if each.item.note else ""


def _spaced(*words: str) -> str:
    return "  ".join(filter(None, words))


# The lines above the list


def files_line(view: TodayView, *, short: bool) -> str:
    """Which files the numbers come from, and how old they are, those that are missing in front; where it is narrow of
    those only that. Of another day that there are no numbers."""
    if view.past:
        return tr("{day}: no counts of other days", day=day_of(view))
    if not view.shops:
        return tr("No shop yet. F4 and n bring a file in, or floorbook import FILE")
    parts = []
    for file in sorted(view.files, key=lambda file: not file.missing):
        words = name(names.SOURCES, file.source)
        if file.as_of is None:
            parts.append(tr("{file} none yet", file=words))
        elif file.missing and short:
            parts.append(tr("not in yet: {file}", file=words))
        else:
            age = moment(file.as_of, view.moment.now, view.zone)
            parts.append(tr("{file} {age}, not in yet", file=words, age=age) if file.missing else f"{words} {age}")
    return tr("files: {files}", files=" · ".join(parts))


def truck_line(view: TodayView) -> str:
    """`pick-up ZTO 16:30, in 7 h`; of another day nothing."""
    truck = view.next_truck
    if truck is None or view.past:
        return ""
    courier, time = name(names.COURIERS, truck.courier), clock(truck.at, view.zone)
    return tr("pick-up {courier} {time}, in {span}", courier=courier, time=time, span=span(truck.at - view.moment.now))


def due_line(view: TodayView, *, short: bool) -> str:
    """By when the list should be done, and by how much that is over."""
    if view.past or view.due_at is None or view.settled == len(view.items):
        return ""
    by, now = moment(view.due_at, view.moment.now, view.zone), view.moment.now
    if view.late and short:
        return tr("{span} late", span=span(now - view.due_at))
    if short:
        return tr("due {time}", time=by)
    if view.late:
        return tr("should be done by {time}, {span} late", time=by, span=span(now - view.due_at))
    return tr("to be done by {time}", time=by)


def day_of(view: TodayView) -> str:
    """The day of the list: `Fri 20 Nov`; a week by its Monday."""
    at = datetime.fromisoformat(f"{view.day}T12:00").replace(tzinfo=ZoneInfo(view.zone))
    if view.occasion == "weekly":
        return tr("week of {day}", day=day(at, view.zone))
    return day(at, view.zone)
