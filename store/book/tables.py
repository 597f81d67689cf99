"""The audit: who, when, before, after. Rows are only ever added; triggers refuse everything else."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from store.book.columns import Instant, Record


class AuditEntry(Record, table=True):
    """One command of a person or a job: one intent, one transaction, one entry."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        UniqueConstraint("op_key"),
        UniqueConstraint("undoes"),
        Index("ix_audit_about", "about", "about_id", "id"),
        Index("ix_audit_person", "person_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    op_key: str
    at: datetime = Field(sa_type=Instant)
    real_at: datetime = Field(sa_type=Instant)
    person_id: int | None = Field(default=None, foreign_key="people.id")
    actor: str
    """The login of the person, or the name of the job."""
    intent: str
    """What was meant, as a code: `order.note`."""
    about: str
    about_id: int | None = None
    params: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What the sentence of this entry needs. Never personal data."""
    undoes: int | None = Field(default=None, foreign_key="audit_entries.id")
    undoable: bool = True


class AuditImage(Record, table=True):
    """One row that a command changed: what stood in the changed columns before and after."""

    __tablename__ = "audit_images"
    __table_args__ = (
        Index("ix_audit_image_row", "table_name", "row_id"),
        Index("ix_audit_image_entry", "entry_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="audit_entries.id")
    table_name: str
    row_id: int
    version: int
    """The version that the command left behind."""
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    """None where the command made the row."""
    after: dict[str, Any] = Field(sa_type=JSON)


class JobLease(Record, table=True):
    """Who may run a job now. The token grows with every holder: work of an older one is refused at its commit."""

    __tablename__ = "job_leases"

    name: str = Field(primary_key=True)
    holder: str
    token: int
    until: datetime = Field(sa_type=Instant)
    """Real time: a lease is about processes, not about the day of the book."""


class JobRun(Record, table=True):
    """One run of a job: when it began, how it ended, what it did."""

    __tablename__ = "job_runs"
    __table_args__ = (Index("ix_job_runs_name", "name", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    token: int
    began_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    outcome: str = ""
    """Empty while it runs, then `done` or the code of what stopped it."""
    figures: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
