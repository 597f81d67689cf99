"""What was agreed on a walk with the team, as a text to paste into the floor's group chat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from tui.words.catalogue import tr
from tui.words.folding import folded
from tui.words.names import ITEMS, OCCASIONS, ROLES, name
from tui.words.when import day_and_clock, moment

if TYPE_CHECKING:
    from store.checklists.walk_queries import AgreementView, WalkView


def walk_text(walk: WalkView, now: datetime, zone: str) -> str:
    """Plain lines of at most 72 cells in the language spoken now."""
    return "\n".join(line for text in _lines(walk, now, zone) for line in folded(text))


def agreed(agreement: AgreementView, now: datetime, zone: str) -> str:
    """One agreement: the item, how many there were, who takes it until when, and what was said."""
    title = agreement.title or name(ITEMS, agreement.code)
    left = "" if agreement.left is None else tr("{n} left", n=agreement.left)
    until = tr("until {when}", when=moment(agreement.due_at, now, zone)) if agreement.due_at else ""
    owner = agreement.owner or tr("nobody yet")
    words = (word for word in (left, owner, until, agreement.text) if word)
    return tr("agreed: {item}, {words}", item=title, words=tr(", ").join(words))


def _lines(walk: WalkView, now: datetime, zone: str) -> Iterator[str]:
    list_name, role = name(OCCASIONS, walk.occasion), name(ROLES, walk.role)
    yield tr("[Walk] {list}, {role}, {when}", list=list_name, role=role, when=day_and_clock(walk.begun_at, zone))
    if not walk.agreements:
        yield tr("Nothing was agreed.")
    for place, each in enumerate(walk.agreements, 1):
        yield f"{place}. {agreed(each, now, zone)}"
    if walk.signed_at is not None:
        yield tr("Signed: {name}, {when}", name=walk.signed_name, when=moment(walk.signed_at, now, zone))
