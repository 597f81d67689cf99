"""The arrows between the houses, and what is not imported before the first picture."""

from __future__ import annotations

import sys

import pytest

from tests.store.processes import run

SLOW = ("alembic", "apscheduler", "sqlmodel", "sqlalchemy", "pydantic")


def test_the_import_contracts_hold() -> None:
    """In a process of its own: the linter silences every logger of the process it runs in."""
    said = run(
        "from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports;"
        " print(lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS)"
    )
    assert said.split()[-1] == "True", said


@pytest.mark.parametrize("module", ["store.book.errors", "store.book.pages", "store.book.clock", "store.book.paths"])
def test_what_a_screen_needs_first_imports_nothing_slow(module: str) -> None:
    said = run(f"import sys, {module}; print(*[name for name in {SLOW!r} if name in sys.modules])")
    assert said.split() == []


def test_opening_a_book_of_this_version_imports_no_alembic(book_path: object) -> None:
    said = run(
        "import sys; from pathlib import Path; from store.book.opening import open_book;"
        " open_book(Path(sys.argv[1])); print('alembic' in sys.modules, 'apscheduler' in sys.modules)",
        book_path,
    )
    assert said.split() == ["False", "False"]
    assert sys.version_info >= (3, 11)


def test_no_table_builds_validators_that_nobody_uses() -> None:
    said = run(
        "import store.tables as all_tables;"
        " print(*[n for n in all_tables.__all__ if getattr(all_tables, n).__pydantic_complete__], 'end')"
    )
    assert said.split() == ["end"]


def test_a_start_waits_for_no_table_that_it_does_not_read_and_the_first_write_knows_them_all(book_path: object) -> None:
    said = run(
        "import sys; from pathlib import Path; from sqlmodel import SQLModel;"
        " from store.book.opening import open_book; from store.desk.today import today;"
        " from store.people.commands import enter;"
        " book = open_book(Path(sys.argv[1])); first = today(book, 'lead') and set(SQLModel.metadata.tables);"
        " enter(book, 'mei', 'key'); every = set(SQLModel.metadata.tables); import store.tables;"
        " print('audit_entries' in first, 'walk_agreements' in first, 'orders' in first,"
        " len(every) == len(store.tables.__all__))",
        book_path,
    )
    assert said.split() == ["False", "False", "True", "True"]


MADE_ANEW = {"Reason", "Intent", "ShopSettings"}
"""Of these each has a mapping of its own."""


def test_the_values_of_the_first_screen_are_named_tuples(book_path: object) -> None:
    """A frozen dataclass takes five times as long to make, and a start makes forty of such classes."""
    said = run(
        "import sys; from dataclasses import is_dataclass; from pathlib import Path;"
        " from store.book.opening import open_book; from store.desk.today import today;"
        " today(open_book(Path(sys.argv[1])), 'lead');"
        " ours = [m for n, m in sys.modules.items() if n.startswith('store.')];"
        " made = {c for m in ours for c in vars(m).values() if isinstance(c, type) and c.__module__ == m.__name__};"
        " print(*sorted(c.__name__ for c in made if is_dataclass(c)))",
        book_path,
    )
    assert set(said.split()) == MADE_ANEW
