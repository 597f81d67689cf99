"""What came in: one row a run."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Index
from sqlmodel import Field

from store.book.columns import Code, Instant, Versioned


class RunState(StrEnum):
    """How far an import has come."""

    MERGING = "merging"
    """Checked and staged; slices are going into the book. Whoever opens the book next finishes it."""
    DONE = "done"
    LOST = "lost"
    """The staged file was gone before its last slice; what was merged stands, the file must come again."""


class ImportRun(Versioned, table=True):
    """One file that came in, and what became of its rows: `rows = added + changed + same + repeated + refused`."""

    __tablename__ = "import_runs"
    __table_args__ = (
        Index("ix_import_runs_source", "shop_id", "source", "as_of"),
        Index("ix_import_runs_state", "state"),
        Index("ix_import_runs_began", "began_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    source: str
    kind: str = ""
    """What its rows are: `orders`, `items`, `refunds` and so on."""
    file_name: str
    sha256: str
    size: int
    as_of: datetime = Field(sa_type=Instant)
    """How old the file's knowledge is: the time in its name, its modification time, or what the person said."""
    began_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    person_id: int | None = Field(default=None, foreign_key="people.id")
    state: RunState = Field(sa_type=Code(RunState))
    staging: str
    """The staged file's name in the staging folder beside the book."""
    holder: str
    """Which process merges it; another one takes over when `busy_until` (real time) has passed."""
    busy_until: datetime = Field(sa_type=Instant)
    next_line: int = 0
    """The first line that is not merged yet."""
    last_line: int = 0
    rows: int = 0
    added: int = 0
    changed: int = 0
    same: int = 0
    repeated: int = 0
    refused: int = 0
    fields: list[str] = Field(default_factory=list, sa_type=JSON)
    """The columns of the staged table that the file says anything about."""
    tables: dict[str, list[str]] = Field(default_factory=dict, sa_type=JSON)
    """The same of every staged table that the file fills."""
    header: list[str] = Field(default_factory=list, sa_type=JSON)
    """The names of its columns, for writing refused rows out again."""
    unknown_columns: list[str] = Field(default_factory=list, sa_type=JSON)
