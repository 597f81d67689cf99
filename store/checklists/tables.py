"""Runs of a checklist: a copy of its template for one day, and the one result of each item."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from store.book.columns import Code, Instant, Versioned
from store.checklists.rules import Result


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


class ChecklistItem(Versioned, table=True):
    """One item of a run and its result."""

    __tablename__ = "checklist_items"
    __table_args__ = (UniqueConstraint("run_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="checklist_runs.id")
    position: int
    code: str
    """Names the item's words and its query."""
    result: Result = Field(default=Result.OPEN, sa_type=Code(Result))
    person_id: int | None = Field(default=None, foreign_key="people.id")
    at: datetime | None = Field(default=None, sa_type=Instant)
    left_over: int | None = None
    """How many rows were left when it was ticked; None where nobody could know."""
    why: str = ""
    """Why it was ticked with rows left, or skipped."""
