"""What was taken back, called as people call it: an item, the number of the one row, or how many rows they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, and_, select, union_all

from store.book.audit import Actor
from store.book.columns import table_of
from store.book.tables import AuditImage
from store.book.transactions import Book
from store.book.undo import Undone, undo_last
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.checklists.walk_tables import ChecklistWalk
from store.desk.numbers import number_of
from store.handling.rules import Subject
from store.handling.tables import Assignment, DoneMark

images, items = table_of(AuditImage), table_of(ChecklistItem)
runs, walks = table_of(ChecklistRun), table_of(ChecklistWalk)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A deed that was taken back, and what it was about; what nobody can say is empty."""

    intent: str
    params: Mapping[str, object]
    code: str = ""
    """The item of a checklist."""
    title: str = ""
    """The words of an item that only this book has."""
    occasion: str = ""
    """The list, where it was about all of it."""
    number: str = ""
    """What the one row is called: the tag of its shop and its number; a tag, a name."""
    subject: Subject | None = None
    rows: int = 0
    """How many rows of `subject` it had changed."""


class _Row(NamedTuple):
    subject: Subject
    id: int


def take_back(book: Book, actor: Actor, op_key: str) -> TakenBack:
    """Take back the last thing that `actor` did in this shift; what it was.

    Raises:
        Refusal: as `undo_last`.
    """
    undone = undo_last(book, actor, op_key)
    with book.read() as connection:
        return _called(connection, undone)


def _called(connection: Connection, undone: Undone) -> TakenBack:
    rows = _rows(connection, undone.entry_id)
    code, title = _item(connection, undone)
    return TakenBack(
        intent=undone.intent,
        params=undone.params,
        code=code,
        title=title,
        occasion="" if code else _occasion(connection, undone),
        number=_number(connection, undone, rows),
        subject=rows[0].subject if rows else None,
        rows=len(rows),
    )


def _rows(connection: Connection, entry_id: int) -> Sequence[_Row]:
    """The rows of lists that the entry marked or gave to somebody."""
    changed = [
        select(table.c.subject, table.c.subject_id)
        .join(images, and_(images.c.table_name == table.name, images.c.row_id == table.c.id))
        .where(images.c.entry_id == entry_id)
        for table in (table_of(DoneMark), table_of(Assignment))
    ]
    return [_Row(*row) for row in connection.execute(union_all(*changed))]


def _number(connection: Connection, undone: Undone, rows: Sequence[_Row]) -> str:
    """What the one row is called; nothing where they were several, or where an item says what it was about."""
    if len(rows) == 1:
        return number_of(connection, *rows[0])
    if rows or undone.about_id is None:
        return ""
    return number_of(connection, undone.about, undone.about_id)


def _item(connection: Connection, undone: Undone) -> tuple[str, str]:
    """The item that it was about, with the words that only this book has for it."""
    code = str(undone.params.get("code", ""))
    here = and_(images.c.table_name == items.name, images.c.row_id == items.c.id)
    if undone.about == "walk":
        query = select(items.c.title).join(walks, walks.c.run_id == items.c.run_id)
        query = query.where(walks.c.id == undone.about_id, items.c.code == code)
    else:
        query = select(items.c.title).join(images, here).where(images.c.entry_id == undone.entry_id)
    return code, (connection.scalar(query) or "") if code else ""


def _occasion(connection: Connection, undone: Undone) -> str:
    """The list that it was about."""
    if undone.about == "walk":
        query = select(runs.c.occasion).join(walks, walks.c.run_id == runs.c.id)
        return connection.scalar(query.where(walks.c.id == undone.about_id)) or ""
    return str(undone.params.get("occasion", ""))
