"""The walk through a run with the team."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from store.book.columns import Instant, Versioned


class ChecklistWalk(Versioned, table=True):
    """A walk through a run with the team: where it stands, and whose name is under it."""

    __tablename__ = "checklist_walks"
    __table_args__ = (UniqueConstraint("run_id"),)

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="checklist_runs.id")
    place: int = 0
    """The item that is talked about, from 0 on; as many as there are items when all have been."""
    begun_by: int = Field(foreign_key="people.id")
    begun_at: datetime = Field(sa_type=Instant)
    signed_by: int | None = Field(default=None, foreign_key="people.id")
    signed_name: str = ""
    signed_at: datetime | None = Field(default=None, sa_type=Instant)


class WalkAgreement(Versioned, table=True):
    """What was agreed about one item on a walk."""

    __tablename__ = "walk_agreements"
    __table_args__ = (UniqueConstraint("walk_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    walk_id: int = Field(foreign_key="checklist_walks.id")
    code: str
    owner_id: int | None = Field(default=None, foreign_key="people.id")
    """None: nobody yet."""
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    left: int | None = None
    """How many rows there were; None where nobody could know."""
    text: str = ""
    at: datetime = Field(sa_type=Instant)
    signed_at: datetime | None = Field(default=None, sa_type=Instant)
    """When a name was put under the walk, and with it under this: from then on who agreed cannot take it back alone."""
