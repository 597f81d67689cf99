"""Reading who works here."""

from __future__ import annotations

from sqlalchemy import Connection, select

from store.book.columns import table_of
from store.people.tables import Person


def roles_here(connection: Connection) -> frozenset[str]:
    """The roles that somebody has: a small floor has nobody for some."""
    people = table_of(Person)
    return frozenset(connection.scalars(select(people.c.role).where(people.c.withdrawn_at.is_(None)).distinct()))
