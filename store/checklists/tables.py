"""Lists of a book's own, and runs of a list (a copy of its template for one day) with the one result of each item."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from store.book.columns import Code, Instant, Versioned
from store.checklists.rules import Result


class ChecklistTemplate(Versioned, table=True):
    """A list as this book wants it, instead of the one in the package."""

    __tablename__ = "checklist_templates"
    __table_args__ = (UniqueConstraint("occasion", "role"),)

    id: int | None = Field(default=None, primary_key=True)
    occasion: str
    role: str
    edition: int
    """Counts up with every change, from the package's own version on."""
    content: dict[str, Any] = Field(sa_type=JSON)
    """What the TOML file said, checked; empty: the package's list again."""
    person_id: int = Field(foreign_key="people.id")
    at: datetime = Field(sa_type=Instant)


class ChecklistRun(Versioned, table=True):
    """One list of one role on one day."""

    __tablename__ = "checklist_runs"
    __table_args__ = (UniqueConstraint("day", "role", "occasion"),)

    id: int | None = Field(default=None, primary_key=True)
    day: str
    """The floor's day, as `2026-11-21`."""
    role: str
    occasion: str
    template_version: int
    begun_at: datetime = Field(sa_type=Instant)
    begun_by: int | None = Field(default=None, foreign_key="people.id")
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    """When all of it should be done."""


class ChecklistItem(Versioned, table=True):
    """One item of a run and its result."""

    __tablename__ = "checklist_items"
    __table_args__ = (UniqueConstraint("run_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="checklist_runs.id")
    position: int
    code: str
    """Names the item's words and its query."""
    title: str = ""
    """The words of an item that only this book has."""
    note_needed: bool = False
    result: Result = Field(default=Result.OPEN, sa_type=Code(Result))
    first_person_id: int | None = Field(default=None, foreign_key="people.id")
    first_at: datetime | None = Field(default=None, sa_type=Instant)
    """Who first did anything about it: a note, a mark on one of its rows, its result."""
    person_id: int | None = Field(default=None, foreign_key="people.id")
    at: datetime | None = Field(default=None, sa_type=Instant)
    """Who gave the result."""
    left_over: int | None = None
    """How many rows were left when it was ticked; None where nobody could know."""
    number: int | None = None
    """How many there were, of what is counted by hand."""
    why: str = ""
    """Why it was ticked with rows left, or skipped."""
    note: str = ""
