"""Kinds of columns and the base classes of tables."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, ColumnElement, DateTime, Dialect, Table, Text, and_, func, literal, or_, type_coerce
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from store.book.clock import Moment

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_ms(at: datetime) -> int:
    """Milliseconds since 1970 of an aware time."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def from_ms(ms: int) -> datetime:
    """The aware time of `ms` milliseconds since 1970."""
    return EPOCH + timedelta(milliseconds=ms)


class Instant(TypeDecorator[datetime]):
    """A moment in time, always aware. Whole milliseconds in SQLite (a third of the size of a text, and indexes are
    what a list reads), `timestamptz` elsewhere."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return to_ms(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return from_ms(value) if isinstance(value, int) else value


class Code(TypeDecorator[StrEnum]):
    """A StrEnum, stored as text by value, so that renaming a member never rewrites a book."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


class Record(SQLModel):
    """The base of every table. Rows are never validated by pydantic: its validators, which would be a tenth of the
    start, are not built. Modules of tables do without `from __future__ import annotations`: annotations that are texts
    are read twice more at each start, by pydantic and by SQLAlchemy."""

    model_config = SQLModelConfig(defer_build=True)


class Versioned(Record):
    """The base of every table that people edit: a save over a newer version is refused."""

    version: int = Field(default=1, nullable=False)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    """Rows are never deleted; one that was taken back by undo says when."""

    personal: ClassVar[bool] = False
    """Whether the rows hold personal data; then the audit keeps their ids and versions only."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a class, says declared_attr
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model, for reads with explicit columns."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def known(column: ColumnElement[Any], moment: Moment) -> ColumnElement[bool]:
    """Whether the evidence in `column` (a time) was there at `moment`."""
    return column <= moment.now if moment.replay else column.is_not(None)


def missing(column: ColumnElement[Any], moment: Moment) -> ColumnElement[bool]:
    """Whether the evidence in `column` (a time) was not there yet at `moment`."""
    return or_(column.is_(None), column > moment.now) if moment.replay else column.is_(None)


def later_of(first: ColumnElement[Any], second: ColumnElement[Any]) -> ColumnElement[Any]:
    """The later of two times, or the one that is there."""
    return type_coerce(func.coalesce(func.max(first, second), first, second), Instant)


def later(at: ColumnElement[Any], by: timedelta) -> ColumnElement[Any]:
    """A time so much later, counted in the milliseconds of the book."""
    return type_coerce(type_coerce(at, BigInteger) + by // timedelta(milliseconds=1), Instant)


def earlier_of(first: ColumnElement[Any], second: ColumnElement[Any]) -> ColumnElement[Any]:
    """The earlier of two times, or the one that is there."""
    return type_coerce(func.coalesce(func.min(first, second), first, second), Instant)


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same value in a guise that no index is found by."""
    return func.coalesce(column, column)


TAIL = 4
"""So many characters of a number's end are indexed: what people say when they say a number."""


def tail(column: ColumnElement[str]) -> ColumnElement[str]:
    """The end of a number, in the words in which its index was made (`substr(number, -4)`)."""
    return func.substr(column, literal(-TAIL, literal_execute=True))


def beginning(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """Whether a column begins with `text` (not empty), as a range that an index has; LIKE would walk it all."""
    return and_(column >= text, column < text[:-1] + chr(ord(text[-1]) + 1))
