"""Who works here."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from store.book.columns import Code, Versioned
from store.people.rules import Role


class Person(Versioned, table=True):
    """Somebody who works on the floor; known to the machine by the login."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("login"),)

    id: int | None = Field(default=None, primary_key=True)
    login: str
    name: str
    role: Role = Field(sa_type=Code(Role))
