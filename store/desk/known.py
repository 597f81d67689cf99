"""How old the files are that a count knows from."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from store.book.clock import Moment
from store.imports.queries import is_missing, later_kinds, newest
from store.shops.queries import ShopView

NEWEST_ONLY = {"erp.returns": "returns", "stock": "stock"}
"""Of these the book keeps what the newest said and no history: the source, and the kind of its files and of those that
a mapping reads."""


class FileAge(NamedTuple):
    """The newest file of a kind."""

    source: str
    as_of: datetime | None
    missing: bool


class Known:
    """The newest files of every shop, as they were at one moment."""

    def __init__(self, connection: Connection, shops: tuple[ShopView, ...], moment: Moment) -> None:
        self._ages, self._shops, self._moment = newest(connection, moment), shops, moment
        self._later = later_kinds(connection, moment)
        self.expected = self._expected()
        """The files of each kind that some shop expects."""

    def of(self, sources: tuple[str, ...]) -> FileAge | None:
        """The least known of the files that a count knows from; where no shop expects one of them, the best known of
        those that came all the same."""
        worst = min((file for file in self.expected if file.source in sources), key=_how_known, default=None)
        if worst is not None:
            return worst
        came = (self._age(shop, source) for shop in self._shops for source in sources)
        return max((file for file in came if file.as_of is not None), key=_how_known, default=None)

    def overtaken(self, sources: tuple[str, ...]) -> bool:
        """Whether, looked back at, a younger file has taken the place of what those of `sources` said then."""
        return any(NEWEST_ONLY.get(source) in self._later for source in sources)

    def _expected(self) -> tuple[FileAge, ...]:
        """A kind is as known as its worst shop: the one whose file is missing, then the one whose newest is the
        oldest."""
        found: dict[str, FileAge] = {}
        for shop in self._shops:
            for source in shop.settings.expected_files:
                here = self._age(shop, source)
                found[source] = min(found.get(source, here), here, key=_how_known)
        return tuple(found.values())

    def _age(self, shop: ShopView, source: str) -> FileAge:
        age = self._ages.get((shop.id, source))
        return FileAge(source, age, is_missing(shop, age, self._moment))


def _how_known(file: FileAge) -> tuple[bool, bool, float]:
    return not file.missing, file.as_of is not None, file.as_of.timestamp() if file.as_of else 0.0
