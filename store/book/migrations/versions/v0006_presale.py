"""Which orders are presale; the refunds that run in the order of their money."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """As SQL: a column at the end needs no new table, and orders may be a million. What it says comes with files."""
    # The index of the refunds that run is one of an expression: `store.book.upgrade.INDEXES`.
    op.execute("ALTER TABLE orders ADD COLUMN presale BOOLEAN")
