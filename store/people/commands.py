"""Letting people in."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Refusal
from store.book.transactions import Book
from store.people.rules import Role, checked_login, role_of_newcomer
from store.people.tables import Person


class Colleague(NamedTuple):
    """A person as the rest of Floorbook sees her."""

    id: int
    login: str
    name: str
    role: Role

    @property
    def actor(self) -> Actor:
        """Her as the author of what is written."""
        return Actor(self.login, self.id)


def recognise(book: Book, login: str, op_key: str) -> Colleague:
    """Who has this login that somebody typed: a slip of the finger makes no newcomer. A book without people takes its
    first one.

    Raises:
        Refusal: nobody has it, or it cannot be one.
    """
    there = find(book, checked_login(login))
    if there is None and _anybody(book):
        raise Refusal("people.typed", login=login.strip())
    return there or enter(book, login, op_key)


def enter(book: Book, login: str, op_key: str, name: str | None = None) -> Colleague:
    """Who has this login; somebody new gets a row. The first one of a book is its lead.

    Raises:
        Refusal: the login cannot be one.
    """
    login = checked_login(login)
    there = find(book, login)
    if there is not None:
        return there
    with book.write(Intent("people.enter", Actor(login), op_key, "person", undoable=False)) as work:
        people = table_of(Person)
        already = work.connection.scalar(select(func.count()).select_from(people)) or 0
        if not work.repeated and not _by_login(work.connection, login):
            person = Person(login=login, name=name or login, role=role_of_newcomer(already))
            work.session.add(person)
            work.session.flush()
            assert person.id is not None
            work.about(person.id)
    found = find(book, login)
    assert found is not None
    return found


def find(book: Book, login: str) -> Colleague | None:
    """Who has this login, or None."""
    with book.read() as connection:
        return _by_login(connection, login)


def change(book: Book, actor: Actor, login: str, op_key: str, *, name: str | None, role: Role | None) -> Colleague:
    """Give somebody another name or role.

    Raises:
        Refusal: nobody has this login.
    """
    with book.write(Intent("people.change", actor, op_key, "person")) as work:
        row = _by_login(work.connection, login)
        if row is None:
            raise Refusal("people.unknown", login=login)
        person = work.session.get_one(Person, row.id, with_for_update=True)
        person.name = name or person.name
        person.role = role or person.role
        work.about(row.id)
    found = find(book, login)
    assert found is not None
    return found


def _anybody(book: Book) -> bool:
    with book.read() as connection:
        return connection.scalar(select(table_of(Person).c.id).limit(1)) is not None


def _by_login(connection: Connection, login: str) -> Colleague | None:
    people = table_of(Person)
    query = select(people.c.id, people.c.login, people.c.name, people.c.role).where(people.c.login == login)
    row = connection.execute(query).first()
    return None if row is None else Colleague(*row)
