"""The hand-over as a text to paste into the floor's group chat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tui.words.catalogue import tr, trn
from tui.words.folding import folded
from tui.words.names import COUNTS, ITEMS, OCCASIONS, ROLES, name
from tui.words.walk_text import agreed
from tui.words.when import day, day_and_clock

if TYPE_CHECKING:
    from store.desk.counting import TodayItem
    from store.desk.handover import HandoverView, ListLeft, RowsLeft


def handover_text(view: HandoverView) -> str:
    """Plain lines of at most 72 cells in the language spoken now."""
    return "\n".join(line for text in _lines(view) for line in folded(text))


def _lines(view: HandoverView) -> Iterator[str]:
    when = day_and_clock(view.moment.now, view.zone)
    who = name(ROLES, view.role) if view.role else tr("everybody")
    if view.day == view.today:
        yield tr("[Hand-over] {who}, {when}", who=who, when=when)
    else:
        yield tr("[Hand-over] {who}, {day}, as of {when}", who=who, day=_day(view), when=when)
    for each in view.lists:
        yield from _list(each, view)
    if view.rows:
        yield tr("Given to somebody, nothing noted since:")
        yield from (f"- {_rows(each)}" for each in view.rows)


def _list(left: ListLeft, view: HandoverView) -> Iterator[str]:
    settled = len(left.items) - len(left.open)
    holes = {"list": name(OCCASIONS, left.occasion), "role": name(ROLES, left.role)}
    if not left.begun:
        yield tr("{list}, {role}: not begun", **holes)
    else:
        yield tr("{list}, {role}: {done} of {all} done", **holes, done=settled, all=len(left.items))
    for each in left.open:
        if left.begun or each.left:  # of a list that nobody has begun only what there is to do
            yield _open(each)
    for each in left.left_over:
        yield tr("- ticked: {item}, {count} ({who}: {why})", **_why(each), count=_left_over(each))
    for each in left.skipped:
        yield tr("- skipped: {item} ({who}: {why})", **_why(each))
    for each in left.told:
        told = tr(", ").join(part for part in (str(each.item.number or ""), each.item.note) if part)
        yield tr("- done: {item}, {told} ({who})", item=_title(each), told=told, who=each.item.who)
    for agreement in left.agreements:
        yield f"- {agreed(agreement, view.moment.now, view.zone)}"


def _day(view: HandoverView) -> str:
    return day(datetime.fromisoformat(f"{view.day}T12:00").replace(tzinfo=ZoneInfo(view.zone)), view.zone)


def _open(each: TodayItem) -> str:
    if each.left is None and not each.by_hand:
        note = f" ({each.item.note})" if each.item.note else ""
        return tr("- open: {item}", item=_title(each)) + note
    return tr("- open: {item}, {count}", item=_title(each), count=_count(each))


def _rows(each: RowsLeft) -> str:
    rows = trn(*COUNTS[each.subject], each.number)
    over = tr(", {n} overdue", n=each.overdue) if each.overdue else ""
    return tr("{who}: {rows}", who=each.owner, rows=rows) + over


def _why(each: TodayItem) -> dict[str, str]:
    return {"item": _title(each), "who": each.item.who, "why": each.item.why}


def _count(each: TodayItem) -> str:
    note = f" ({each.item.note})" if each.item.note else ""
    if each.overtaken:
        return tr("unknown, a later file has taken its place") + note
    if each.left is None:
        return tr("by hand") + note
    if each.unknown:
        return tr("unknown, no file today") + note
    if not each.handled:
        return tr("{n} left", n=each.left) + note
    return tr("{n} left, {handled} handled", n=each.left, handled=each.handled) + note


def _left_over(each: TodayItem) -> str:
    over = each.item.left_over
    return tr("nobody knew how many were left") if over is None else tr("{n} left", n=over)


def _title(each: TodayItem) -> str:
    return each.item.title or name(ITEMS, each.item.code)
