"""What is pasted into the floor's group chat so that a colleague looks after a refund."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tui.words.catalogue import tr
from tui.words.folding import folded
from tui.words.names import REFUND_KINDS, money, name
from tui.words.when import clock, left

if TYPE_CHECKING:
    from store.refunds.queries import RefundRow


def reminder(row: RefundRow, due_at: datetime | None, me: str, now: datetime, zone: str) -> str:
    """Lines of at most 72 cells in the language spoken now: the refund, what is left, who is asked, who asks."""
    about = (name(REFUND_KINDS, row.kind), money(row.amount, row.currency))
    text = tr(
        "[Remind] {tag} refund {refund}, order {order}, {about}, {left}: {who} please. {me} {time}",
        tag=row.tag,
        refund=row.refund_no,
        order=row.order_no or "?",
        about=" ".join(word for word in about if word),
        left=_left(due_at, now),
        who=row.owner or tr("whoever has it"),
        me=me,
        time=clock(now, zone),
    )
    return "\n".join(folded(text))


def _left(due_at: datetime | None, now: datetime) -> str:
    """What is left; what is over says so by itself."""
    if due_at is None:
        return tr("no time known")
    words = left(due_at, now)
    return words if due_at <= now else tr("time left {left}", left=words)
