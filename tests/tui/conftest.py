"""A floor for the stories: made once a session, copied for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book import clock
from store.book.clock import Clock
from tests.store.floor import own_copy
from tests.tui.floor import NOW, furnish, moment
from tui.cli.demo.command import prepare_demo
from tui.words.catalogue import speak

MORNING = "2026-11-21T08:52:00+08:00"
"""The moment of the demo."""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins in English, with the colours of the house, at the same moment of the same day."""
    for name in ("FLOORBOOK_LANG", "FLOORBOOK_THEME", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(clock.VARIABLE, NOW)
    speak("en")


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a shop, three people and 240 orders that came at 08:20."""
    path = tmp_path_factory.mktemp("furnished") / "floor.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(clock.VARIABLE, NOW)
        furnish(path)
    return path


@pytest.fixture
def floor_path(furnished: Path, tmp_path: Path) -> Path:
    """The file of a furnished book of this test's own."""
    return own_copy(furnished, tmp_path / "book")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, small: every item of every role has something."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(clock.VARIABLE, MORNING)
        return prepare_demo(tmp_path_factory.mktemp("demo"), 900, Clock(moment(MORNING)))


@pytest.fixture
def demo(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo of this test's own, at the same moment."""
    monkeypatch.setenv(clock.VARIABLE, MORNING)
    return own_copy(made, tmp_path / "demo")
