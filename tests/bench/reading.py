"""The first page of every view and sort, and Today, beside the very same SQL through the bare driver."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from store.book import driver
from store.book.clock import Moment
from store.book.opening import open_book
from store.book.transactions import Book
from store.desk.today import today
from store.orders.queries import order_window
from store.orders.views import VIEWS
from tests.bench.books import Site
from tests.bench.figures import Budget, Figure, middle

RUNS, SECONDS = 15, 3.0
"""So many runs of each, or fewer where they take longer than this together."""
PAGE = 50
BUDGET = Budget(50, of="figure")

Sent = list[tuple[str, Any]]


def statements(work: Callable[[], object]) -> Sent:
    """What `work` sends to the driver."""
    sent: Sent = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, values))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        work()
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    return sent


def plan_of(connection: Any, sent: Sent) -> str:
    """What is bad in the plans: rows looked at one by one, or sorted in memory."""
    found = []
    for statement, values in sent:
        for *_, step in connection.execute("EXPLAIN QUERY PLAN " + statement, values).fetchall():
            bare = step.startswith("SCAN") and "USING" not in step
            if bare or "TEMP B-TREE" in step:
                found.append(step)
    return "; ".join(dict.fromkeys(found))


def _milliseconds(work: Callable[[], object]) -> list[float]:
    taken: list[float] = []
    while len(taken) < RUNS and sum(taken) < SECONDS * 1e3:
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1e3)
    return taken


def _figure(rows: int, what: str, bare: Any, work: Callable[[], object], budget: Budget | None) -> Figure:
    sent = statements(work)

    def by_hand() -> None:
        for statement, values in sent:
            bare.execute(statement, values).fetchall()

    ours, theirs = _milliseconds(work), _milliseconds(by_hand)
    remark = f"worst {max(ours):.1f}"
    if bad := plan_of(bare, sent):
        remark += "; " + bad
    return Figure(rows, what, middle(ours), "ms", middle(theirs), budget, remark)


def _pages(book: Book) -> Iterator[tuple[str, Callable[[], object]]]:
    moment = book.clock.moment()
    for view in VIEWS.values():
        for sort in view.sorts:
            yield f"first page, {view.key} by {sort}", partial(_first, book, moment, view.key, sort)


def _first(book: Book, moment: Moment, view: str, sort: str) -> object:
    return order_window(book, moment, view, sort).first(PAGE)


def _others(book: Book) -> Iterator[tuple[str, Callable[[], object]]]:
    moment = book.clock.moment()
    yield "filter by a word, first page", lambda: order_window(book, moment, "all", text="羊毛").first(PAGE)
    yield "filter by a word, count to 10,000", lambda: order_window(book, moment, "all", text="羊毛").count(10_000)
    yield "count all to the end", lambda: order_window(book, moment, "all").count(None)


def figures(site: Site) -> Iterator[Figure]:
    """Pages, Today, and what else is asked while somebody works."""
    book = open_book(site.book)
    bare = driver.connect(site.book, journal=book.choice.journal, read_only=True)
    try:
        for what, work in _pages(book):
            yield _figure(site.rows, what, bare, work, BUDGET)
        yield _figure(site.rows, "Today, all counts", bare, lambda: today(book, "lead"), BUDGET)
        for what, work in _others(book):
            yield _figure(site.rows, what, bare, work, BUDGET if what.startswith("find") else None)
    finally:
        bare.close()
        book.close()
