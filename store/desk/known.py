"""How old the files are that a count knows from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from store.book.clock import Moment
from store.imports.queries import is_missing, newest
from store.shops.queries import ShopView


@dataclass(frozen=True, slots=True)
class FileAge:
    """The newest file of a kind."""

    source: str
    as_of: datetime | None
    missing: bool


def file_ages(connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> tuple[FileAge, ...]:
    """The files of each kind that some shop expects; a kind is as known as its worst shop: the one whose file is
    missing, then the one whose newest is the oldest."""
    ages = newest(connection)
    found: dict[str, FileAge] = {}
    for shop in shops:
        for source in shop.settings.expected_files:
            age = ages.get((shop.id, source))
            here = FileAge(source, age, is_missing(shop, age, moment))
            found[source] = min(found.get(source, here), here, key=_how_known)
    return tuple(found.values())


def age_of(files: Iterable[FileAge], sources: tuple[str, ...]) -> FileAge | None:
    """The least known of the files that a count knows from; None where no shop expects any of them."""
    return min((file for file in files if file.source in sources), key=_how_known, default=None)


def _how_known(file: FileAge) -> tuple[bool, bool, float]:
    return not file.missing, file.as_of is not None, file.as_of.timestamp() if file.as_of else 0.0
