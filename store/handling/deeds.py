"""How often something was really done: two people may note the same deed."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, FromClause, Select, func, select, type_coerce

from store.book.columns import table_of
from store.handling.rules import SHIFT, Done, Subject
from store.handling.tables import DoneMark

marks = table_of(DoneMark)


def times_done(
    subject: Subject, ident: ColumnElement[int], what: Done, after: datetime | None = None
) -> ColumnElement[int]:
    """How many times `what` was done about the row `ident` of a query, or only later than `after`. What is noted again
    within a `SHIFT` is the same deed."""
    m, first = marks.alias("deed"), marks.alias("first_noted")
    shift, at = SHIFT // timedelta(milliseconds=1), type_coerce(m.c.at, BigInteger)
    near = type_coerce(first.c.at, BigInteger).between(at - shift, at + shift)
    again = _noted(first, subject, m.c.subject_id, what).where(first.c.id < m.c.id, near).correlate(m).exists()
    found = _noted(m, subject, ident, what).where(~again)
    if after is not None:
        found = found.where(m.c.at > after)
    return found.with_only_columns(func.count()).correlate_except(m).scalar_subquery()


def done_later(subject: Subject, what: Done, after: datetime) -> Select[tuple[int]]:
    """The rows about which `what` was done later than `after`: only the marks since then are walked."""
    m = marks.alias("later_deed").c
    stands = (m.subject == subject, m.withdrawn_at.is_(None), m.at > after)
    return select(m.subject_id).where(*stands, m.what == what)


def _noted(m: FromClause, subject: Subject, ident: ColumnElement[int], what: Done) -> Select[tuple[int]]:
    """The marks of a row that say so."""
    return select(m.c.id).where(
        m.c.subject == subject, m.c.subject_id == ident, m.c.withdrawn_at.is_(None), m.c.what == what
    )
