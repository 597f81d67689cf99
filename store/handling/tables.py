"""Marks of what was done about a row, and who has taken it: beside the rows of files, so that an import never fights
with a person over one."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from store.book.columns import Code, Instant, Versioned
from store.handling.rules import Done, Subject

STANDS = "withdrawn_at IS NULL"
GIVEN = f"owner_id IS NOT NULL AND {STANDS}"


class DoneMark(Versioned, table=True):
    """One thing that somebody did about one row."""

    __tablename__ = "done_marks"
    __table_args__ = (
        Index("ix_done_marks_row", "subject", "subject_id", "at", sqlite_where=text(STANDS)),
        Index("ix_done_marks_day", "subject", "at", "subject_id", sqlite_where=text(STANDS)),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: Subject = Field(sa_type=Code(Subject))
    subject_id: int
    what: Done = Field(sa_type=Code(Done))
    item: str = ""
    """The item of the checklist that it was done for; empty outside of one."""
    note: str = ""
    person_id: int = Field(foreign_key="people.id")
    at: datetime = Field(sa_type=Instant)


class Assignment(Versioned, table=True):
    """Who looks after a row, and until when."""

    __tablename__ = "assignments"
    __table_args__ = (
        UniqueConstraint("subject", "subject_id"),
        Index("ix_assignments_owner", "owner_id", "due_at"),
        Index("ix_assignments_given", "at", "owner_id", sqlite_where=text(GIVEN)),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject: Subject = Field(sa_type=Code(Subject))
    subject_id: int
    owner_id: int | None = Field(default=None, foreign_key="people.id")
    """None: it was taken from its owner, and nobody has it yet."""
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    item: str = ""
    """The item of the checklist on whose walk it was given."""
    person_id: int = Field(foreign_key="people.id")
    """Who gave it."""
    at: datetime = Field(sa_type=Instant)
