"""What people do in the demo: each function makes a step out of words, and a step does it by the real command."""

from __future__ import annotations

from datetime import datetime, timedelta

from store.checklists.commands import settle_item
from store.checklists.rules import Result
from store.checklists.walking import agree, begin_walk, step_walk
from store.desk.sources import SOURCES
from store.handling.commands import assign, mark_done
from store.handling.rules import Done
from store.orders.commands import save_note, see_stage
from store.orders.rules import Stage
from tui.cli.demo.scene import Scene, Step
from tui.cli.ids import new_key

ALL = 1_000
"""More rows than a demo's item has."""


def looked(login: str, place: int, stage: Stage, note: str = "") -> Step:
    """Somebody saw in the ERP how far an order is, and perhaps noted something about it."""

    def step(scene: Scene) -> None:
        if place < len(scene.waiting):
            see_stage(scene.book, scene.staff[login].actor, new_key(), scene.waiting[place].id, stage, seen_version=0)
        if note:
            noted(login, place, note)(scene)

    return step


def noted(login: str, place: int, text: str) -> Step:
    """Somebody noted something about an order."""

    def step(scene: Scene) -> None:
        if place < len(scene.waiting):
            order, actor = scene.waiting[place].id, scene.staff[login].actor
            save_note(scene.book, actor, new_key(), order, text, seen_version=0, before="")

    return step


def marked(login: str, code: str, what: Done, number: int, *, first: int = 0, note: str = "") -> Step:
    """Somebody did `what` about so many rows of an item."""

    def step(scene: Scene) -> None:
        subject, ids = SOURCES[code].subject, scene.rows_of(code, first, number)
        if subject is not None and ids:
            actor = scene.staff[login].actor
            mark_done(scene.book, actor, new_key(), subject=subject, ids=ids, what=what, item=code, note=note)

    return step


def given(login: str, code: str, to: str, number: int, hours: int, *, first: int = 0) -> Step:
    """Somebody gave so many rows of an item to a colleague, to be done within `hours`."""

    def step(scene: Scene) -> None:
        subject, ids = SOURCES[code].subject, scene.rows_of(code, first, number)
        if subject is not None and ids:
            owner, due_at = scene.staff[to].id, _by(scene, hours)
            actor = scene.staff[login].actor
            assign(scene.book, actor, new_key(), subject=subject, ids=ids, owner_id=owner, due_at=due_at, item=code)

    return step


def ticked(login: str, code: str, number: int | None = None, *, why: str = "", note: str = "") -> Step:
    """Somebody ticked an item of the list that her role begins the day with; `number` of what is counted by hand."""

    def step(scene: Scene) -> None:
        _settle(scene, login, code, Result.DONE, number=number, why=why, note=note)

    return step


def skipped(login: str, code: str, why: str) -> Step:
    """Somebody skipped an item of the list that her role begins the day with."""

    def step(scene: Scene) -> None:
        _settle(scene, login, code, Result.SKIPPED, number=None, why=why, note="")

    return step


def _settle(scene: Scene, login: str, code: str, result: Result, *, number: int | None, why: str, note: str) -> None:
    person = scene.staff[login]
    settle_item(
        scene.book,
        person.actor,
        new_key(),
        day=scene.day.isoformat(),
        role=person.role,
        occasion="start",
        code=code,
        result=result,
        left=scene.left_of(code) if code in SOURCES else None,
        by_hand=code not in SOURCES,
        number=number,
        why=why,
        note=note,
    )


def walked(login: str, place: int) -> Step:
    """The lead walks through her list of the morning, up to the item at `place`."""

    def step(scene: Scene) -> None:
        actor = scene.staff[login].actor
        walk = begin_walk(scene.book, actor, day=scene.day.isoformat(), role="lead", occasion="start")
        if place > walk.place:
            step_walk(scene.book, actor, new_key(), walk.id, place)

    return step


def agreed(login: str, code: str, owner: str, hours: int, text: str) -> Step:
    """On the walk a colleague took an item, and its rows with it, to be done within `hours`."""

    def step(scene: Scene) -> None:
        actor, source = scene.staff[login].actor, SOURCES.get(code)
        walk = begin_walk(scene.book, actor, day=scene.day.isoformat(), role="lead", occasion="start")
        agree(
            scene.book,
            actor,
            new_key(),
            walk.id,
            code,
            owner_id=scene.staff[owner].id,
            due_at=_by(scene, hours),
            left=scene.left_of(code) if source else None,
            text=text,
            subject=source.subject if source else None,
            ids=scene.rows_of(code, 0, ALL) if source else (),
        )

    return step


def _by(scene: Scene, hours: int) -> datetime:
    """The full hour in so many hours: nobody says 9:43."""
    return (scene.book.clock.now() + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)
