"""What people noted as done about an order, its refunds and its parcels, and to whom they were given: for its history.

The audit has one entry for all rows that one key press was about, so that each order looks for its own marks.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Subquery, and_, literal, select, union_all

from store.book.clock import Moment
from store.book.columns import table_of
from store.desk.evidence import Happening
from store.handling.rules import Subject
from store.handling.tables import Assignment, DoneMark
from store.parcels.tables import ParcelOrder
from store.people.tables import Person
from store.refunds.tables import Refund

marks, given, people = table_of(DoneMark), table_of(Assignment), table_of(Person)
refunds, links, owners = table_of(Refund), table_of(ParcelOrder), people.alias("owner")


def handled(connection: Connection, order_id: int, moment: Moment) -> Iterator[Happening]:
    """The marks that stand, and who has which row now."""
    yield from _marked(connection, _rows_of(order_id), moment)
    yield from _given(connection, _rows_of(order_id), moment)


def _marked(connection: Connection, mine: Subquery, moment: Moment) -> Iterator[Happening]:
    m = marks.c
    stands = and_(m.subject == mine.c.subject, m.subject_id == mine.c.id, m.withdrawn_at.is_(None))
    source = mine.join(marks, and_(stands, m.at <= moment.now)).join(people, people.c.id == m.person_id)
    for row in connection.execute(select(m.at, m.what, m.note, people.c.name).select_from(source)):
        yield Happening(row.at, "order.handled", {"done": row.what, "note": row.note}, row.name)


def _given(connection: Connection, mine: Subquery, moment: Moment) -> Iterator[Happening]:
    g = given.c
    stands = and_(g.subject == mine.c.subject, g.subject_id == mine.c.id, g.withdrawn_at.is_(None))
    source = mine.join(given, and_(stands, g.at <= moment.now)).join(people, people.c.id == g.person_id)
    source = source.join(owners, owners.c.id == g.owner_id)
    for row in connection.execute(select(g.at, owners.c.name.label("owner"), people.c.name).select_from(source)):
        yield Happening(row.at, "order.given", {"owner": row.owner}, row.name)


def _rows_of(order_id: int) -> Subquery:
    """The order, and what hangs on it."""
    itself = select(literal(Subject.ORDER.value).label("subject"), literal(order_id).label("id"))
    asked = select(literal(Subject.REFUND.value), refunds.c.id).where(refunds.c.order_id == order_id)
    carried = select(literal(Subject.PARCEL.value), links.c.parcel_id).where(links.c.order_id == order_id)
    return union_all(itself, asked, carried).subquery("mine")
