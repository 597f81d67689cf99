"""How SQLite reads what a book is asked: the plans of the very statements that a reader sends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import event

from store.book.pages import Row, Window
from store.book.transactions import Book

RowT = TypeVar("RowT", bound=Row)


@contextmanager
def asked(book: Book) -> Iterator[list[tuple[str, Any]]]:
    """The queries that are sent to the book meanwhile, each with its values."""
    found: list[tuple[str, Any]] = []

    def remember(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            found.append((statement, values))

    event.listen(book._readers, "before_cursor_execute", remember)
    try:
        yield found
    finally:
        event.remove(book._readers, "before_cursor_execute", remember)


def plan(book: Book, statement: str, values: Any) -> list[str]:
    """The steps in which SQLite carries a statement out."""
    with book.read() as connection:
        return [str(step[3]) for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()]


def page_plans(book: Book, window: Window[RowT], number: int = 3) -> list[tuple[str, list[str]]]:
    """Every statement by which a list is paged through and counted, with its steps, none of which sorts."""
    with asked(book) as statements:
        page = window.first(number)
        if page.rows:
            window.after(page.rows[-1], number)
        window.last(number)
        window.count(None)
    found = [(statement, plan(book, statement, values)) for statement, values in statements]
    assert not [steps for _, steps in found if any("TEMP B-TREE" in step for step in steps)]
    return found
