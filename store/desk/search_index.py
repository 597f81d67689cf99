"""The search index beside the book: whether it fits, and making it anew. It holds nothing that the book does not."""

from __future__ import annotations

from store.book.transactions import Book
from store.buyers.tables import BUYER_WORDS
from store.orders.line_tables import TITLE_WORDS

WORDS = (TITLE_WORDS, BUYER_WORDS)


def unfindable(book: Book) -> int:
    """How many titles and nicks search does not know, or knows without there being any."""
    with book.read() as connection:
        return sum(words.unfit(connection) for words in WORDS)


def rebuild(book: Book) -> int:
    """Make the index anew from the book in one transaction; how many titles and nicks are in it.

    Raises:
        Unavailable, Refusal: as `Book.write`; the index is as it was.
    """
    with book.keep_house() as connection:
        return sum(words.rebuild(connection) for words in WORDS)
