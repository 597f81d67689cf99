"""What most tests begin with: a fresh book, two people, a shop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.book import clock
from store.book.opening import open_book
from store.book.transactions import Book
from store.imports import commands
from store.imports.here import stage_here
from store.people.commands import Colleague, enter
from store.shops.commands import open_shop
from store.shops.queries import ShopView
from store.shops.rules import Platform, ShopSettings
from tests.store.floor import Floor, own_copy


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book that nobody has written in; made once, copied for each test."""
    path = tmp_path_factory.mktemp("blank") / "floor.db"
    open_book(path, clock.Clock()).close()
    return path


@pytest.fixture
def book_path(blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a fresh book."""
    monkeypatch.delenv(clock.VARIABLE, raising=False)
    return own_copy(blank, tmp_path / "book")


@pytest.fixture
def book(book_path: Path) -> Iterator[Book]:
    """A fresh book, open."""
    book = open_book(book_path)
    yield book
    book.close()


@pytest.fixture
def lead(book: Book) -> Colleague:
    """The first one of the book."""
    return enter(book, "lin", "enter-lin", "Lin")


@pytest.fixture
def agent(book: Book, lead: Colleague) -> Colleague:
    """The second one."""
    return enter(book, "xiaomei", "enter-xiaomei", "Xiaomei")


@pytest.fixture
def shop(book: Book, lead: Colleague) -> ShopView:
    """A Tmall shop that works by the defaults."""
    return open_shop(book, lead.actor, "shop", tag="茶", name="茶行", platform=Platform.TMALL, settings=ShopSettings())


@pytest.fixture
def floor(
    book: Book,
    lead: Colleague,
    agent: Colleague,
    shop: ShopView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Floor:
    """A floor at work: two people and a shop. Files are read without a process of their own."""
    monkeypatch.setattr(commands, "stage", stage_here)
    return Floor(book, lead, agent, shop, tmp_path)
