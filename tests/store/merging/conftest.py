"""A second floor, for what must come out alike on both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.book.opening import open_book
from store.book.transactions import Book
from store.people.commands import enter
from store.shops.commands import open_shop
from store.shops.rules import Platform, ShopSettings
from tests.store.floor import Floor, own_copy


@pytest.fixture
def floor_again(blank: Path, tmp_path: Path) -> Iterator[Callable[[], Floor]]:
    """Makes another book with the same people and the same shop."""
    made: list[Book] = []

    def make() -> Floor:
        path = own_copy(blank, tmp_path / f"again-{len(made)}")
        book = open_book(path)
        made.append(book)
        lead, agent = enter(book, "lin", "lin", "Lin"), enter(book, "xiaomei", "xiaomei", "Xiaomei")
        settings = ShopSettings()
        shop = open_shop(book, lead.actor, "shop", tag="茶", name="茶行", platform=Platform.TMALL, settings=settings)
        return Floor(book, lead, agent, shop, path.parent)

    yield make
    for book in made:
        book.close()
