"""What Today counts is read from its indexes alone: open orders by their ship-by say which the courier has, parcels
without a pick-up lie there courier by courier."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OPEN = "paid_at IS NOT NULL AND shipped_at IS NULL AND settled_at IS NULL AND money_only IS 0"
UNPICKED = "shipped_at IS NOT NULL AND picked_up_at IS NULL AND signed_at IS NULL AND over_at IS NULL"


def upgrade() -> None:
    op.drop_index("ix_orders_open_ship_by", "orders")
    columns = ["ship_by_at", "id", "shop_id", "picked_up_at"]
    op.create_index("ix_orders_open_ship_by", "orders", columns, sqlite_where=sa.text(OPEN))
    op.drop_index("ix_parcels_unpicked", "parcels")
    columns = ["shipped_at", "id", "pickup_due_at"]
    op.create_index("ix_parcels_unpicked", "parcels", columns, sqlite_where=sa.text(UNPICKED))
    columns = ["courier", "shipped_at"]
    op.create_index("ix_parcels_unpicked_courier", "parcels", columns, sqlite_where=sa.text(UNPICKED))
