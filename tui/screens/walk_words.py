"""One item of a walk on the whole screen, and who takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.content import Content

from tui.screens.today_words import detail, list_name, title_of
from tui.screens.walk_rows import row_lines
from tui.widgets.cells import clean_cell, fit
from tui.widgets.lines import MUTED
from tui.words.big import HEIGHT, big
from tui.words.catalogue import tr
from tui.words.folding import folded
from tui.words.when import moment

if TYPE_CHECKING:
    from store.desk.counting import TodayItem
    from store.desk.walk import WalkNow
    from store.people.commands import Colleague

DIGITS = "123456789"
GAP = "   "
EDGE = "    "


@dataclass(frozen=True, slots=True)
class Taking:
    """Who is to take an item until when, as the team talks about it; written when it goes on."""

    owner_id: int | None
    due_at: datetime
    text: str = ""

    def but(self, **changes: Any) -> Taking:
        """The same with something else."""
        return replace(self, **changes)


def standing(now: WalkNow, each: TodayItem) -> Taking:
    """What was agreed before, or what is likely: nobody yet, until the first row is due or the shift is over."""
    agreed = now.walk.of(each.item.code)
    ends = now.shift_ends
    worst = each.worst_at if each.worst_at is not None and now.list.moment.now < each.worst_at < ends else ends
    if agreed is None:
        return Taking(None, worst)
    return Taking(agreed.owner_id, agreed.due_at or worst, agreed.text)


def item_words(now: WalkNow, place: int, rows: Sequence[Any], width: int, height: int) -> Content:
    """The item in the middle of the screen: its name, its number in large type, the first of its rows."""
    each, view = now.list.items[place], now.list
    count = tr("{place} of {count}", place=place + 1, count=len(view.items))
    lines = [
        Content.assemble((count, "bold"), GAP, (list_name(view), MUTED)),
        Content(""),
        Content.styled(EDGE + fit(title_of(each), width - len(EDGE)).rstrip(), "bold $text-accent"),
        Content(""),
        *_number(each, now, width),
    ]
    room = height - len(lines) - 1
    if rows and room > 1:
        shown = row_lines(each.screen, rows[:room], view.moment.now, width - len(EDGE))
        lines += [Content(""), *(Content(EDGE) + line for line in shown)]
    return Content("\n").join(lines)


def _number(each: TodayItem, now: WalkNow, width: int) -> list[Content]:
    """The number, and beside it what it means."""
    number = each.item.number if each.left is None else each.left
    shape = "?" if each.unknown else "" if number is None else f"{number:,}"
    said = _folded(_meaning(each, now), max(20, width - len(EDGE) - 6 * len(shape) - 4))
    drawn = big(shape) if shape else [""] * HEIGHT
    beside = dict(enumerate(said, start=1))
    return [
        Content.assemble(EDGE, (line, "bold"), EDGE if shape else "", beside.get(row, ""))
        for row, line in enumerate(drawn)
    ]


def _folded(meaning: Sequence[str], room: int) -> list[str]:
    """In as many lines as stand beside the number; what is longer ends in `..`."""
    lines = [line for words in meaning for line in folded(words, "", room)]
    most = HEIGHT - 1
    return lines if len(lines) <= most else [*lines[: most - 1], fit(" ".join(lines[most - 1 :]), room)]


def _meaning(each: TodayItem, now: WalkNow) -> list[str]:
    if each.by_hand:
        count = tr("by hand")
    elif each.total is None or each.unknown:
        count = ""
    else:
        count = tr("left of {total}, {n} handled", total=f"{each.total:,}", n=f"{each.handled:,}")
    words = [clean_cell(count), clean_cell(detail(each, now.list).text)]
    return [word for word in words if word]


def team_words(now: WalkNow, taking: Taking, width: int) -> Content:
    """Who can take it, by digit, and what is about to be agreed."""
    question = _packed([Content.styled(tr("who takes it?"), "bold"), *_faces(now.team, taking)], width)
    owner = next((one.name for one in now.team if one.id == taking.owner_id), "") or tr("nobody yet")
    until = tr("until {when}", when=moment(taking.due_at, now.list.moment.now, now.list.zone))
    words = [clean_cell(word) for word in (owner, until, taking.text) if word]
    return Content("\n").join([*question, Content.styled(tr("takes it: {words}", words=" · ".join(words)), "bold")])


def _faces(team: Sequence[Colleague], taking: Taking) -> list[Content]:
    """Those that have a digit, and nobody."""
    found = [_face(digit, one.name, one.id == taking.owner_id) for digit, one in zip(DIGITS, team, strict=False)]
    found.append(_face("0", tr("nobody yet"), taking.owner_id is None))
    return found


def _packed(parts: Sequence[Content], width: int) -> list[Content]:
    """The parts in as few lines as hold them: a digit never stands without its name."""
    lines = [parts[0]]
    for part in parts[1:]:
        longer = lines[-1] + Content(GAP) + part
        lines = [*lines[:-1], longer] if longer.cell_length <= width else [*lines, part]
    return lines


def _face(digit: str, called: str, chosen: bool) -> Content:
    words = clean_cell(called)
    return Content.assemble(
        (digit, "bold $text-accent"), " ", (f"[{words}]" if chosen else words, "bold" if chosen else "")
    )
