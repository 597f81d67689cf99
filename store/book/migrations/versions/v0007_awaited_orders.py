"""Which orders that nobody knows yet travel in which parcels; one index less that no list reads, and the index of the
open orders says of each whether the courier has it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OPEN = "paid_at IS NOT NULL AND shipped_at IS NULL AND settled_at IS NULL AND money_only IS 0"


def upgrade() -> None:
    """Empty: an older book kept no tracking number of an order that it did not know, so its next list says it anew."""
    op.create_table(
        "awaited_orders",
        sa.Column("order_no", sa.Text(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("parcel_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parcel_id"], ["parcels.id"]),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"]),
        sa.PrimaryKeyConstraint("order_no", "shop_id", "parcel_id"),
        sqlite_with_rowid=False,
    )
    op.execute("DROP INDEX ix_orders_refund_open")
    op.drop_index("ix_orders_open_due", "orders")
    columns = ["due_at", "id", "house_due_at", "shop_id", "picked_up_at"]
    op.create_index("ix_orders_open_due", "orders", columns, sqlite_where=sa.text(OPEN))
    op.drop_index("ix_refunds_open_act", "refunds")  # books that came to 0005 early have a narrower one
    columns = ["act_by_at", "id", "opened_at", "over_at"]
    op.create_index("ix_refunds_open_act", "refunds", columns, sqlite_where=sa.text("over_at IS NULL"))
