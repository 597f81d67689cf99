"""What the app tells its screens."""

from __future__ import annotations

from textual.message import Message


class BookOpened(Message):
    """The book is open; what is shown can be read."""


class BookMoved(Message):
    """Somebody wrote: what is shown may be older than the book."""


class MinutePassed(Message):
    """Another minute is on the clock."""
