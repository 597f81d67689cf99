"""Keys of intents: the command line carries each out once."""

from __future__ import annotations

from uuid import uuid4


def new_key() -> str:
    """A key that nobody had before."""
    return uuid4().hex
