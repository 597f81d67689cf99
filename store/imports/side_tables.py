"""Beside the runs: the rows that were refused, and the files that have not come."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from store.book.columns import Instant, Record


class RefusedRow(Record, table=True):
    """A row that was not understood, kept as it came."""

    __tablename__ = "refused_rows"
    __table_args__ = (Index("ix_refused_rows_run", "import_id", "line"),)

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="import_runs.id")
    line: int
    code: str
    params: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    raw: list[Any] = Field(default_factory=list, sa_type=JSON)


class MissingFile(Record, table=True):
    """A file that a shop expects on a working day and that had not come when the job looked."""

    __tablename__ = "missing_files"
    __table_args__ = (UniqueConstraint("shop_id", "source", "day"),)

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    source: str
    day: str
    """The floor's day, as `2026-11-21`."""
    noticed_at: datetime = Field(sa_type=Instant)
    came_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the job saw that it had come after all."""
