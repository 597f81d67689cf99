"""Refunds of the platform."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from store.book.columns import Code, Instant, Versioned
from store.refunds.rules import GoodsState, RefundKind, RefundPhase, RefundStatus

OPEN = "over_at IS NULL"
PAID_OUT = "paid_out_at IS NOT NULL"
RUNNING = "over_at IS NULL OR paid_out_at IS NOT NULL"
CENTURY = 100 * 31_557_600_000
"""In milliseconds: longer than anything that is open or paid out."""
UNLINKED = "order_id IS NULL"


class Refund(Versioned, table=True):
    """One refund of the platform, by its number. Only imports write it."""

    __tablename__ = "refunds"
    __table_args__ = (
        UniqueConstraint("shop_id", "refund_no"),
        Index("ix_refunds_order", "order_id"),
        Index("ix_refunds_open_step", "step_due_at", "id", sqlite_where=text(OPEN)),
        Index("ix_refunds_open_act", "act_by_at", "id", "opened_at", "over_at", sqlite_where=text(OPEN)),
        Index("ix_refunds_opened", "opened_at", "id", "over_at", "paid_out_at"),
        Index("ix_refunds_paid_out", "paid_out_at", "id", sqlite_where=text(PAID_OUT)),
        Index(
            "ix_refunds_running",
            text(f"coalesce(paid_out_at, opened_at + {CENTURY})"),
            "id",
            sqlite_where=text(RUNNING),
        ),
        Index("ix_refunds_unlinked", "shop_id", "order_no", sqlite_where=text(UNLINKED)),
    )

    id: int | None = Field(default=None, primary_key=True)
    shop_id: int = Field(foreign_key="shops.id")
    refund_no: str
    order_no: str | None = None
    order_id: int | None = Field(default=None, foreign_key="orders.id")
    """None until a file brings the order."""
    item_no: str | None = None
    """The line of the order that it is about; None: the whole order, or nobody says."""
    buyer_id: int | None = Field(default=None, foreign_key="buyers.id")

    status: RefundStatus | None = Field(default=None, sa_type=Code(RefundStatus))
    platform_word: str | None = None
    status_as_of: datetime | None = Field(default=None, sa_type=Instant)
    kind: RefundKind | None = Field(default=None, sa_type=Code(RefundKind))
    kind_word: str | None = None
    phase: RefundPhase | None = Field(default=None, sa_type=Code(RefundPhase))
    goods_state: GoodsState | None = Field(default=None, sa_type=Code(GoodsState))
    cs_word: str | None = None
    """Whether the platform stepped in, in its own words."""
    reason: str | None = None
    description: str | None = None
    fault: str | None = None
    memo: str | None = None
    operator: str | None = None
    title: str | None = None
    code: str | None = None
    return_tracking_no: str | None = None
    return_courier: str | None = None
    return_courier_word: str | None = None

    amount: int | None = None
    paid: int | None = None
    """Money in minor units: what is asked back, what the buyer had paid."""

    applied_at: datetime | None = Field(default=None, sa_type=Instant)
    opened_at: datetime = Field(sa_type=Instant)
    """When it was applied for; where no file says so, not later than the first file that has it."""
    step_due_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the step runs out, as the platform says; never computed."""
    evidence_due_at: datetime | None = Field(default=None, sa_type=Instant)
    act_by_at: datetime = Field(sa_type=Instant)
    """The earlier of the two; where no file says either, an estimate (`reckoning.act_by`)."""
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    over_at: datetime | None = Field(default=None, sa_type=Instant)
    """Since when it is closed or succeeded: `ended_at`, else not later than the first file that said so."""
    paid_out_at: datetime | None = Field(default=None, sa_type=Instant)
    """The same, of one that succeeded: the buyer has the money."""
