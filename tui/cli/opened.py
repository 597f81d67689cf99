"""The open book and the person at work, for subcommands that write."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui.cli.parser import book_of, login_of, was_named

if TYPE_CHECKING:
    from store.book.audit import Actor
    from store.book.transactions import Book


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[tuple[Book, Actor]]:
    """The book that was asked for, made if it is not there, and who acts.

    Raises:
        Refusal: the book cannot be opened, the login cannot be one, or nobody has the one that was named.
    """
    from store.book.opening import open_book
    from store.people.commands import enter, recognise
    from tui.cli.ids import new_key

    book = open_book(book_of(args))
    try:
        come = recognise if was_named(args) else enter
        yield book, come(book, login_of(args), new_key()).actor
    finally:
        book.close()
