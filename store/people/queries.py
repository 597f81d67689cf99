"""Reading who works here."""

from __future__ import annotations

from sqlalchemy import Connection, select

from store.book.columns import table_of
from store.people.commands import Colleague
from store.people.tables import Person


def roles_here(connection: Connection) -> frozenset[str]:
    """The roles that somebody has: a small floor has nobody for some."""
    people = table_of(Person)
    return frozenset(connection.scalars(select(people.c.role).where(people.c.withdrawn_at.is_(None)).distinct()))


def everybody(connection: Connection) -> tuple[Colleague, ...]:
    """All people of the book, by login."""
    people = table_of(Person)
    query = select(people.c.id, people.c.login, people.c.name, people.c.role).where(people.c.withdrawn_at.is_(None))
    return tuple(Colleague(*row) for row in connection.execute(query.order_by(people.c.login)))
