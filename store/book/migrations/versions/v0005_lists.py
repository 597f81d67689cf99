"""The lists behind the checklists: deadlines of parcels, by when to act on a refund, indexes of what is open."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

HOUR = 3_600_000
DAY = 24 * HOUR
TIMES = (
    "back_at",
    "shipped_at",
    "over_at",
    "pickup_due_at",
    "move_due_at",
    "sign_due_at",
    "window_at",
    "confirm_at",
    "flagged_at",
)
OPEN = "paid_at IS NOT NULL AND shipped_at IS NULL AND settled_at IS NULL AND money_only IS 0"
RESPOND_WITHIN_MS = 5 * 86_400_000
WATCHED = "signed_at IS NULL AND over_at IS NULL"


def upgrade() -> None:
    """As SQL: a column at the end needs no new table, and parcels may be a million."""
    for name in TIMES:
        op.execute(f"ALTER TABLE parcels ADD COLUMN {name} BIGINT")
    op.execute("ALTER TABLE refunds ADD COLUMN act_by_at BIGINT NOT NULL DEFAULT 0")
    op.execute(
        "UPDATE refunds SET act_by_at=coalesce(min(step_due_at, evidence_due_at), step_due_at, evidence_due_at,"
        f" opened_at + {RESPOND_WITHIN_MS})"
    )
    op.execute("ALTER TABLE walk_agreements ADD COLUMN signed_at BIGINT")
    op.execute(
        "UPDATE walk_agreements SET signed_at=walk.signed_at FROM checklist_walks AS walk WHERE walk.id=walk_id"
        " AND walk_agreements.withdrawn_at IS NULL"
    )
    _reckon_parcels()
    _make_indexes()


def _reckon_parcels() -> None:
    """By the settings of each shop, with the defaults of this revision."""
    back = "SELECT min(at) FROM parcel_scans WHERE parcel_id=id AND state IN ('returned', 'signed')"
    op.execute(f"UPDATE parcels SET back_at=({back} AND at>=returning_since) WHERE returning_since IS NOT NULL")
    op.execute(
        "UPDATE parcels SET shipped_at=said.shipped_at, over_at=said.over_at,"
        f" pickup_due_at=said.shipped_at+{_setting('no_pickup_hours', 24)}*{HOUR},"
        f" move_due_at=last_scan_at+{_setting('no_movement_days', 3)}*{DAY},"
        f" sign_due_at=picked_up_at+coalesce(said.far, {_setting('unsigned_days', 3)})*{DAY},"
        f" confirm_at=said.shipped_at+{_setting('auto_confirm_days', 10)}*{DAY},"
        f" window_at=said.shipped_at+({_setting('auto_confirm_days', 10)}-{_setting('window_days', 3)})*{DAY}"
        " FROM (SELECT parcel_id, min(CASE WHEN o.estimated LIKE '%shipped_at,%' AND p.picked_up_at<o.shipped_at"
        " THEN p.picked_up_at ELSE o.shipped_at END) AS shipped_at,"
        " CASE WHEN count(*)=count(o.settled_at) THEN max(o.settled_at) END AS over_at,"
        " CASE WHEN max(province) LIKE '新疆%' THEN 7 WHEN max(province) LIKE '西藏%' THEN 8"
        " WHEN max(province) LIKE '青海%' THEN 6 WHEN max(province) LIKE '内蒙古%' THEN 5"
        " WHEN max(province) LIKE '海南%' THEN 5 END AS far"
        " FROM parcel_orders JOIN orders AS o ON o.id=order_id JOIN parcels AS p ON p.id=parcel_id"
        " LEFT JOIN contacts ON contacts.id=contact_id"
        " GROUP BY parcel_id) AS said, shops WHERE said.parcel_id=parcels.id AND shops.id=parcels.shop_id"
    )
    never = 1 << 62
    flags = (
        "CASE WHEN picked_up_at IS NULL THEN pickup_due_at END",
        "CASE WHEN returning_since IS NULL THEN move_due_at END",
        "CASE WHEN returning_since IS NULL THEN sign_due_at END",
        "window_at",
        "CASE WHEN state IN ('problem', 'lost') THEN state_at END",
    )
    raised = [f"coalesce(CASE WHEN {WATCHED} THEN {flag} END, {never})" for flag in flags]
    raised.append(f"coalesce(CASE WHEN back_at IS NULL THEN returning_since END, {never})")
    op.execute(f"UPDATE parcels SET flagged_at=nullif(min({', '.join(raised)}), {never})")


def _setting(name: str, default: int) -> str:
    return f"coalesce(json_extract(shops.settings, '$.{name}'), {default})"


def _make_indexes() -> None:
    op.drop_index("ix_orders_open_due", "orders")
    unpicked = f"shipped_at IS NOT NULL AND picked_up_at IS NULL AND {WATCHED}"
    on_way = "shipped_at IS NOT NULL AND settled_at IS NULL AND money_only IS 0"
    going = f"returning_since IS NULL AND {WATCHED}"
    for name, table, columns, where in (
        ("orders_open_due", "orders", ("due_at", "id", "house_due_at", "shop_id"), OPEN),
        ("orders_open_ship_by", "orders", ("ship_by_at", "id"), OPEN),
        ("orders_on_way", "orders", ("shipped_at", "id"), on_way),
        ("order_lines_code", "order_lines", ("code", "order_id"), "code IS NOT NULL"),
        ("stock_items_quantity", "stock_items", ("quantity", "id", "shop_id"), "quantity IS NOT NULL"),
        ("parcels_unpicked", "parcels", ("shipped_at", "id", "courier", "pickup_due_at"), unpicked),
        ("parcels_stuck", "parcels", ("move_due_at", "id"), f"move_due_at IS NOT NULL AND {going}"),
        ("parcels_unsigned", "parcels", ("sign_due_at", "id"), f"sign_due_at IS NOT NULL AND {going}"),
        ("parcels_window", "parcels", ("window_at", "id", "courier"), f"window_at IS NOT NULL AND {WATCHED}"),
        ("parcels_back", "parcels", ("returning_since", "id"), "returning_since IS NOT NULL AND back_at IS NULL"),
        ("parcels_problem", "parcels", ("state_at", "id"), f"state IN ('problem', 'lost') AND {WATCHED}"),
        ("parcels_flagged", "parcels", ("flagged_at", "id"), "flagged_at IS NOT NULL"),
        ("returned_parcels_awaited", "returned_parcels", ("as_of", "id"), "got_at IS NULL"),
        ("assignments_given", "assignments", ("at", "owner_id"), "owner_id IS NOT NULL AND withdrawn_at IS NULL"),
        ("refunds_open_act", "refunds", ("act_by_at", "id", "opened_at", "over_at"), "over_at IS NULL"),
    ):
        op.create_index(f"ix_{name}", table, columns, sqlite_where=sa.text(where))
    op.create_index("ix_refunds_opened", "refunds", ["opened_at", "id", "over_at", "paid_out_at"])
