"""Every file of the floor: items, refunds, prints, waves, scans, stock, returned parcels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stock_items",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("properties", sa.Text(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("warehouse", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("shop_id", "code"),
    )
    op.create_table(
        "waves",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("wave", sa.Text(), nullable=False),
        sa.Column("slip_printed_at", sa.BigInteger(), nullable=True),
        sa.Column("slip_printed_as_of", sa.BigInteger(), nullable=True),
        sa.Column("slip_unprinted_as_of", sa.BigInteger(), nullable=True),
        sa.Column("waybill_printed_at", sa.BigInteger(), nullable=True),
        sa.Column("waybill_printed_as_of", sa.BigInteger(), nullable=True),
        sa.Column("waybill_unprinted_as_of", sa.BigInteger(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=True),
        sa.Column("orders", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("shop_id", "wave"),
    )
    op.create_table(
        "parcel_scans",
        sa.Column("parcel_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_word", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parcel_id"],
            ["parcels.id"],
        ),
        sa.PrimaryKeyConstraint("parcel_id", "at", "text"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "order_prints",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("order_no", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("erp_no", sa.Text(), nullable=True),
        sa.Column("wave", sa.Text(), nullable=True),
        sa.Column("warehouse", sa.Text(), nullable=True),
        sa.Column("memo", sa.Text(), nullable=True),
        sa.Column("released_at", sa.BigInteger(), nullable=True),
        sa.Column("plan_at", sa.BigInteger(), nullable=True),
        sa.Column("slip_printed_at", sa.BigInteger(), nullable=True),
        sa.Column("slip_printed_as_of", sa.BigInteger(), nullable=True),
        sa.Column("slip_unprinted_as_of", sa.BigInteger(), nullable=True),
        sa.Column("waybill_printed_at", sa.BigInteger(), nullable=True),
        sa.Column("waybill_printed_as_of", sa.BigInteger(), nullable=True),
        sa.Column("waybill_unprinted_as_of", sa.BigInteger(), nullable=True),
        sa.Column("unshipped_as_of", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["orders.id"],
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("shop_id", "order_no"),
    )
    op.create_index(
        "ix_order_prints_order", "order_prints", ["order_id"], unique=True, sqlite_where=sa.text("order_id IS NOT NULL")
    )
    op.create_index(
        "ix_order_prints_unlinked",
        "order_prints",
        ["shop_id", "order_no"],
        unique=False,
        sqlite_where=sa.text("order_id IS NULL"),
    )
    op.create_index(
        "ix_order_prints_wave",
        "order_prints",
        ["shop_id", "wave"],
        unique=False,
        sqlite_where=sa.text("wave IS NOT NULL"),
    )
    op.create_table(
        "refunds",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("refund_no", sa.Text(), nullable=False),
        sa.Column("order_no", sa.Text(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("item_no", sa.Text(), nullable=True),
        sa.Column("buyer_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("platform_word", sa.Text(), nullable=True),
        sa.Column("status_as_of", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("kind_word", sa.Text(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=True),
        sa.Column("goods_state", sa.Text(), nullable=True),
        sa.Column("cs_word", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.Column("memo", sa.Text(), nullable=True),
        sa.Column("operator", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("return_tracking_no", sa.Text(), nullable=True),
        sa.Column("return_courier", sa.Text(), nullable=True),
        sa.Column("return_courier_word", sa.Text(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("paid", sa.Integer(), nullable=True),
        sa.Column("applied_at", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("step_due_at", sa.BigInteger(), nullable=True),
        sa.Column("evidence_due_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("over_at", sa.BigInteger(), nullable=True),
        sa.Column("paid_out_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["buyer_id"],
            ["buyers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["orders.id"],
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("shop_id", "refund_no"),
    )
    op.create_index(
        "ix_refunds_open_step", "refunds", ["step_due_at", "id"], unique=False, sqlite_where=sa.text("over_at IS NULL")
    )
    op.create_index("ix_refunds_order", "refunds", ["order_id"], unique=False)
    op.create_index(
        "ix_refunds_paid_out",
        "refunds",
        ["paid_out_at", "id"],
        unique=False,
        sqlite_where=sa.text("paid_out_at IS NOT NULL"),
    )
    op.create_index(
        "ix_refunds_unlinked",
        "refunds",
        ["shop_id", "order_no"],
        unique=False,
        sqlite_where=sa.text("order_id IS NULL"),
    )
    op.create_table(
        "returned_parcels",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shop_id", sa.Integer(), nullable=False),
        sa.Column("package_no", sa.Text(), nullable=False),
        sa.Column("tracking_no", sa.Text(), nullable=True),
        sa.Column("courier", sa.Text(), nullable=True),
        sa.Column("courier_word", sa.Text(), nullable=True),
        sa.Column("order_no", sa.Text(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("refund_no", sa.Text(), nullable=True),
        sa.Column("state_word", sa.Text(), nullable=True),
        sa.Column("got_at", sa.BigInteger(), nullable=True),
        sa.Column("buyer_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("memo", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["buyer_id"],
            ["buyers.id"],
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["orders.id"],
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("shop_id", "package_no"),
    )
    op.create_index("ix_returned_parcels_number", "returned_parcels", ["tracking_no"], unique=False)
    op.create_index("ix_returned_parcels_order", "returned_parcels", ["order_id"], unique=False)
    op.create_index(
        "ix_returned_parcels_unlinked",
        "returned_parcels",
        ["shop_id", "order_no"],
        unique=False,
        sqlite_where=sa.text("order_id IS NULL"),
    )
    op.create_table(
        "refund_sources",
        sa.Column("refund_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["refund_id"],
            ["refunds.id"],
        ),
        sa.PrimaryKeyConstraint("refund_id", "source"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "returned_items",
        sa.Column("returned_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["returned_id"],
            ["returned_parcels.id"],
        ),
        sa.PrimaryKeyConstraint("returned_id", "code"),
        sqlite_with_rowid=False,
    )
    op.add_column("import_runs", sa.Column("kind", sa.Text(), nullable=False, server_default=""))
    op.add_column("import_runs", sa.Column("tables", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("import_runs", sa.Column("header", sa.JSON(), nullable=False, server_default="[]"))
    op.create_index("ix_import_runs_began", "import_runs", ["began_at"], unique=False)
    op.add_column("order_lines", sa.Column("item_no", sa.Text(), nullable=True))
    op.add_column("order_lines", sa.Column("properties", sa.Text(), nullable=True))
    op.add_column("order_lines", sa.Column("code", sa.Text(), nullable=True))
    op.add_column("order_lines", sa.Column("product_id", sa.Text(), nullable=True))
    op.add_column("order_lines", sa.Column("price", sa.Integer(), nullable=True))
    op.add_column("order_lines", sa.Column("payable", sa.Integer(), nullable=True))
    op.add_column("order_lines", sa.Column("paid", sa.Integer(), nullable=True))
    op.add_column("order_lines", sa.Column("refunded", sa.Integer(), nullable=True))
    op.add_column("order_lines", sa.Column("refund_word", sa.Text(), nullable=True))
    op.add_column("order_lines", sa.Column("status", sa.Text(), nullable=True))
    op.add_column("order_lines", sa.Column("platform_word", sa.Text(), nullable=True))
    op.add_column("order_lines", sa.Column("source", sa.Text(), nullable=True))
    op.add_column("order_lines", sa.Column("as_of", sa.BigInteger(), nullable=True))
    op.add_column("order_lines", sa.Column("import_id", sa.Integer(), nullable=True))
    op.add_column("orders", sa.Column("picked_up_at", sa.BigInteger(), nullable=True))
    op.add_column("orders", sa.Column("signed_at", sa.BigInteger(), nullable=True))
    op.add_column("orders", sa.Column("refund_open_since", sa.BigInteger(), nullable=True))
    op.add_column("orders", sa.Column("kind_word", sa.Text(), nullable=True))
    op.add_column("orders", sa.Column("hold", sa.Boolean(), nullable=True))
    op.create_index(
        "ix_orders_refund_open",
        "orders",
        ["refund_open_since", "id"],
        unique=False,
        sqlite_where=sa.text("refund_open_since IS NOT NULL"),
    )
    op.create_index(
        "ix_orders_money_only", "orders", ["shop_id"], unique=False, sqlite_where=sa.text("money_only IS 1")
    )
    op.add_column("parcels", sa.Column("state", sa.Text(), nullable=True))
    op.add_column("parcels", sa.Column("state_word", sa.Text(), nullable=True))
    op.add_column("parcels", sa.Column("state_at", sa.BigInteger(), nullable=True))
    op.add_column("parcels", sa.Column("picked_up_at", sa.BigInteger(), nullable=True))
    op.add_column("parcels", sa.Column("last_scan_at", sa.BigInteger(), nullable=True))
    op.add_column("parcels", sa.Column("signed_at", sa.BigInteger(), nullable=True))
    op.add_column("parcels", sa.Column("returning_since", sa.BigInteger(), nullable=True))
    op.execute("UPDATE import_runs SET kind='orders' WHERE source='taobao.orders'")
