"""Orders as a sheet: the columns of their lists, and what these leave out for want of room."""

from __future__ import annotations

from store.orders.queries import OrderRow
from tui.sheets.handling import HANDLING
from tui.sheets.sheet import Field
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import name
from tui.words.order_kinds import kind_of

ORDERS: tuple[Field[OrderRow], ...] = (
    Field(N_("shop"), lambda row: row.tag),
    Field(N_("order"), lambda row: row.order_no),
    Field(N_("buyer"), lambda row: row.nick),
    Field(N_("goods"), lambda row: row.title),
    Field(N_("amount"), lambda row: row.total, "money"),
    Field(N_("amount paid"), lambda row: row.paid, "money"),
    Field(N_("amount refunded"), lambda row: row.refunded, "money"),
    Field(N_("currency"), lambda row: row.currency),
    Field(N_("platform"), lambda row: name(names.STATUSES, row.status)),
    Field(N_("stage"), lambda row: name(names.STAGES, row.stage)),
    Field(N_("placed at"), lambda row: row.placed_at, "instant"),
    Field(N_("paid at"), lambda row: row.paid_at, "instant"),
    Field(N_("pay by"), lambda row: row.pay_by_at, "instant"),
    Field(N_("ship by"), lambda row: row.ship_by_at, "instant"),
    Field(N_("ship by is"), lambda row: _sure(row)),
    Field(N_("house promise"), lambda row: row.house_due_at, "instant"),
    Field(N_("refund open since"), lambda row: row.refund_open_since, "instant"),
    Field(N_("hold"), lambda row: tr("on hold") if row.hold else ""),
    Field(N_("kind"), lambda row: kind_of(row.kind_word, presale=row.presale)),
    *HANDLING,
)


def _sure(row: OrderRow) -> str:
    """Whether the clock is the platform's word or was reckoned from the shop's settings."""
    if row.ship_by_at is None:
        return ""
    return tr("estimated") if row.ship_by_estimated else tr("as the file says")
