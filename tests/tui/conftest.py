"""A floor for the stories: made once a session, copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store.book import clock
from tests.tui.floor import NOW, furnish
from tui.words.catalogue import speak


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
    path = tmp_path / "book" / "floor.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(furnished, path)
    path.chmod(0o600)
    return path
