"""The checklists of every role: lists of the book's own, walks, marks of what was done, who has taken what."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _grow_runs_and_items()
    _make(
        "checklist_templates",
        _text("occasion"),
        _text("role"),
        _number("edition"),
        sa.Column("content", sa.JSON(), nullable=False),
        _person("person_id"),
        _number("at", big=True),
        sa.UniqueConstraint("occasion", "role"),
    )
    _make(
        "checklist_walks",
        _number("run_id", key="checklist_runs.id"),
        _number("place"),
        _person("begun_by"),
        _number("begun_at", big=True),
        _person("signed_by", nullable=True),
        _text("signed_name"),
        _number("signed_at", big=True, nullable=True),
        sa.UniqueConstraint("run_id"),
    )
    _make(
        "walk_agreements",
        _number("walk_id", key="checklist_walks.id"),
        _text("code"),
        _person("owner_id", nullable=True),
        _number("due_at", big=True, nullable=True),
        _number("left", nullable=True),
        _text("text"),
        _number("at", big=True),
        sa.UniqueConstraint("walk_id", "code"),
    )
    _make(
        "done_marks",
        _text("subject"),
        _number("subject_id"),
        _text("what"),
        _text("item"),
        _text("note"),
        _person("person_id"),
        _number("at", big=True),
    )
    stands = sa.text("withdrawn_at IS NULL")
    op.create_index("ix_done_marks_row", "done_marks", ["subject", "subject_id", "at"], sqlite_where=stands)
    op.create_index("ix_done_marks_day", "done_marks", ["subject", "at", "subject_id"], sqlite_where=stands)
    _make(
        "assignments",
        _text("subject"),
        _number("subject_id"),
        _person("owner_id", nullable=True),
        _number("due_at", big=True, nullable=True),
        _text("item"),
        _person("person_id"),
        _number("at", big=True),
        sa.UniqueConstraint("subject", "subject_id"),
    )
    op.create_index("ix_assignments_owner", "assignments", ["owner_id", "due_at"])


def _grow_runs_and_items() -> None:
    """As SQL: a column at the end needs no new table."""
    for column in ("begun_by INTEGER REFERENCES people(id)", "due_at BIGINT"):
        op.execute(f"ALTER TABLE checklist_runs ADD COLUMN {column}")
    person = "INTEGER REFERENCES people(id)"
    columns = (
        "title TEXT NOT NULL DEFAULT ''",
        "note_needed BOOLEAN NOT NULL DEFAULT 0",
        f"first_person_id {person}",
        "first_at BIGINT",
        "number INTEGER",
        "note TEXT NOT NULL DEFAULT ''",
    )
    for column in columns:
        op.execute(f"ALTER TABLE checklist_items ADD COLUMN {column}")
    op.execute("UPDATE checklist_items SET first_person_id=person_id, first_at=at")


def _make(name: str, *parts: Any) -> None:
    op.create_table(
        name,
        _number("version"),
        _number("withdrawn_at", big=True, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        *parts,
    )


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, big: bool = False, key: str = "", nullable: bool = False) -> sa.Column[Any]:
    kind = sa.BigInteger() if big else sa.Integer()
    return sa.Column(name, kind, *([sa.ForeignKey(key)] if key else []), nullable=nullable)


def _person(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return _number(name, key="people.id", nullable=nullable)
