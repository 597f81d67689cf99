"""What people did about a shipment that only its refund told of, once the warehouse has it on its list."""

from __future__ import annotations

from sqlalchemy import Connection, Table, and_, func, select, update

from store.book.columns import table_of
from store.handling.rules import Subject
from store.handling.tables import Assignment, DoneMark
from store.parcels.returned_tables import ReturnedParcel
from store.refunds.tables import Refund
from store.shops.slices import Merged, Slice

REFUNDS_FROM = 1 << 40
"""From here on the ids of returns are those of refunds."""

marks, given = table_of(DoneMark), table_of(Assignment)
refunds, returned = table_of(Refund), table_of(ReturnedParcel)


def merge(connection: Connection, piece: Slice) -> Merged:
    """Let marks and owners of such shipments be those of the parcels that lists have by now. Nothing is counted: the
    parcels are."""
    for table in (marks, given):
        _pass_on(connection, table)
    return Merged()


def _pass_on(connection: Connection, table: Table) -> None:
    """The same rows, and no new versions of them: whoever noted it can still take it back."""
    t = table.c
    listed = and_(returned.c.tracking_no == refunds.c.return_tracking_no, refunds.c.id == t.subject_id - REFUNDS_FROM)
    parcel = select(func.min(returned.c.id)).where(listed).correlate(table).scalar_subquery()
    told_by_refund = and_(t.subject == Subject.RETURN, t.subject_id >= REFUNDS_FROM, t.withdrawn_at.is_(None))
    # A parcel may have its owner already, or carry the goods of two refunds.
    statement = update(table).prefix_with("OR IGNORE").values(subject_id=parcel)
    connection.execute(statement.where(told_by_refund, parcel.is_not(None)))
