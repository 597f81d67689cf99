"""Staged refunds into the refunds of the platform, set-based."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Text,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import Instant, earlier_of, table_of
from store.buyers.tables import Buyer
from store.orders.tables import Order
from store.refunds.linking import raise_flags
from store.refunds.reckoning import act_by
from store.refunds.rules import ENDED, RefundStatus
from store.refunds.side_tables import RefundSource
from store.refunds.staged import EMPTIED, LASTING, staged
from store.refunds.tables import Refund
from store.shops.pairing import Pairing, working_table, yielding
from store.shops.slices import Merged, Slice

refunds, sources = table_of(Refund), table_of(RefundSource)
orders, buyers = table_of(Order), table_of(Buyer)

pairing = Pairing(staged, refunds, "refund_no", working_table("merge_refunds", Column("others", Text)))
rows = pairing.rows


def merge(connection: Connection, piece: Slice) -> Merged:
    """Bring one slice of refunds into the book and raise the flags of their orders; repeatable without harm.

    A row counts as what became of its refund; of rows of one refund in a file the last one counts (a refund of
    several items stands in several rows of some lists), others are repeated.
    """
    taken, repeated = pairing.take(connection, piece, _may(piece))
    _note_others(connection, piece)
    _add_buyers(connection, piece)
    changed = pairing.change(connection, piece, _believed(connection, piece), quiet=("status_as_of",))
    added = pairing.add(connection, piece, _first(piece))
    _remember_source(connection, piece)
    ids = select(rows.c.row_id)
    _find_orders(connection, piece)
    raise_flags(connection, select(refunds.c.order_id).where(refunds.c.id.in_(ids)))
    return Merged(added, changed, taken - added - changed, repeated)


def _may(piece: Slice) -> ColumnElement[Any]:
    """Not where a newer file of its kind has spoken about the refund."""
    spoken = select(sources.c.as_of).where(sources.c.refund_id == refunds.c.id, sources.c.source == piece.source)
    return case((spoken.correlate(refunds).scalar_subquery() > piece.as_of, 0), else_=1)


def _note_others(connection: Connection, piece: Slice) -> None:
    if not piece.newer:
        return
    later = (sources.c.refund_id == rows.c.row_id, sources.c.source != piece.source, sources.c.as_of > piece.as_of)
    others = select(func.group_concat(sources.c.import_id)).where(*later).correlate(rows).scalar_subquery()
    connection.execute(update(rows).values(others=others))


def _add_buyers(connection: Connection, piece: Slice) -> None:
    source, here = pairing.at_work(piece, staged.c.buyer_nick.is_not(None))
    query = select(literal(piece.shop_id), staged.c.buyer_nick, literal(1)).select_from(source).where(here).distinct()
    connection.execute(insert(buyers).from_select(["shop_id", "nick", "version"], query).on_conflict_do_nothing())


def _buyer(piece: Slice) -> ColumnElement[Any]:
    mine = and_(buyers.c.shop_id == piece.shop_id, buyers.c.nick == staged.c.buyer_nick)
    return select(buyers.c.id).where(mine).correlate(staged).scalar_subquery()


def _first(piece: Slice) -> dict[str, Any]:
    values: dict[str, Any] = pairing.first(piece, (*LASTING, *EMPTIED, "order_no", "status", "platform_word"))
    as_of = literal(piece.as_of, Instant)
    values["buyer_id"] = _buyer(piece)
    values["status_as_of"] = case((staged.c.platform_word.is_not(None), as_of))
    over, paid_out = _over(staged.c.status, staged.c.ended_at, as_of)
    values |= {"over_at": over, "paid_out_at": paid_out}
    values["opened_at"] = func.coalesce(staged.c.applied_at, as_of, type_=Instant())
    return values | {"act_by_at": _act_by(piece, values)}


def _believed(connection: Connection, piece: Slice) -> dict[str, Any]:
    """The values of a refund that was there, once the file has spoken about it."""
    groups = connection.scalars(select(rows.c.others).distinct()).all()

    def newer(name: str) -> ColumnElement[bool]:
        return and_(rows.c.newer == 1, ~yielding(piece, rows.c.others, groups, name).is_(True))

    def plain(name: str, *, emptied: bool = False) -> Any:
        return pairing.plain(piece, name, newer(name), emptied=emptied)

    as_of = literal(piece.as_of, Instant)
    values: dict[str, Any] = {name: plain(name) for name in (*LASTING, "order_no")}
    values |= {name: plain(name, emptied=True) for name in EMPTIED}
    word = staged.c.platform_word
    heard = and_(word.is_not(None), or_(newer("platform_word"), refunds.c.platform_word.is_(None)))
    said = {"platform_word": word, "status": staged.c.status, "status_as_of": as_of}
    if "platform_word" in piece.fields:
        for name, value in said.items():
            values[name] = type_coerce(case((heard, value), else_=refunds.c[name]), refunds.c[name].type)
    status = values.get("status", refunds.c.status)
    here = case((_is_over(staged.c.status), earlier_of(refunds.c.over_at, as_of)))
    over, paid_out = _over(status, values["ended_at"], func.coalesce(here, refunds.c.over_at, as_of))
    values |= {"over_at": over, "paid_out_at": paid_out}
    values["opened_at"] = func.coalesce(values["applied_at"], earlier_of(refunds.c.opened_at, as_of), type_=Instant())
    values["buyer_id"] = func.coalesce(refunds.c.buyer_id, _buyer(piece))
    return values | {"act_by_at": _act_by(piece, values)}


def _act_by(piece: Slice, values: dict[str, Any]) -> Any:
    step, evidence = (values.get(name, null()) for name in ("step_due_at", "evidence_due_at"))
    return act_by(piece.settings, values["opened_at"], step, evidence)


def _is_over(status: Any) -> ColumnElement[bool]:
    within: ColumnElement[bool] = status.in_([each.value for each in ENDED])
    return within


def _over(status: Any, ended_at: Any, not_later: Any) -> tuple[Any, Any]:
    """Since when it is closed or succeeded, and since when paid out: as the file says, else not later than a file."""
    at = func.coalesce(ended_at, not_later, type_=Instant())
    over = type_coerce(case((_is_over(status), at)), Instant)
    return over, type_coerce(case((status == RefundStatus.SUCCEEDED.value, at)), Instant)


def _find_orders(connection: Connection, piece: Slice) -> None:
    mine = and_(orders.c.shop_id == piece.shop_id, orders.c.order_no == refunds.c.order_no)
    order = select(orders.c.id).where(mine).correlate(refunds).scalar_subquery()
    lost = and_(refunds.c.id.in_(select(rows.c.row_id)), refunds.c.order_id.is_distinct_from(order))
    connection.execute(update(refunds).values(order_id=order).where(lost))


def _remember_source(connection: Connection, piece: Slice) -> None:
    query = select(rows.c.row_id, literal(piece.source), literal(piece.as_of, Instant), literal(piece.import_id))
    query = query.where(rows.c.newer == 1)
    statement = insert(sources).from_select(["refund_id", "source", "as_of", "import_id"], query)
    said = {"as_of": statement.excluded.as_of, "import_id": statement.excluded.import_id}
    connection.execute(statement.on_conflict_do_update(index_elements=["refund_id", "source"], set_=said))
