"""What the subjects are given when a file goes into the book: some of its staged lines, for one shop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from store.shops.rules import ShopSettings

SCHEMA = "staging"
"""Under this name the staging file is attached to the writer's connection."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some staged lines of one file for one shop."""

    shop_id: int
    settings: ShopSettings
    source: str
    import_id: int
    as_of: datetime
    fields: frozenset[str]
    """The columns of the staged table that the file fills; what it has not it cannot overwrite."""
    first: int
    last: int
    """Lines, both included."""
    newer: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """The shop's imports of newer files, and which columns of the same table they filled."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the rows of a slice: each is one of these."""

    added: int = 0
    """It made a new record."""
    changed: int = 0
    """It changed a record that was there."""
    same: int = 0
    """The book knew it all, or knew it from a newer file."""
    repeated: int = 0
    """Another row of the same file stands for the same record."""


class Intake(Protocol):
    """Brings staged rows of one table into the tables of one subject: set-based, and repeatable without harm."""

    def merge(self, connection: Connection, piece: Slice, /) -> Merged:
        """Merge one slice inside the caller's transaction."""
        ...
