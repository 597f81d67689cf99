"""Drafts and presence: kept beside the book, for everybody who has it open."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.book.live import STALE, Live, anybody_there
from store.book.paths import live_path
from tests.store.processes import heard, kill, running

TYPING = """
import sys
from pathlib import Path
from store.book.live import Live
mine = Live(Path(sys.argv[1]), "lin", "Lin")
mine.be("order", 1)
mine.keep_draft("order.note", 1, "一")
mine.keep_draft("order.note", 1, "一二")
print("typed", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def lin(tmp_path: Path) -> Iterator[Live]:
    """Lin's process."""
    made = Live(tmp_path / "floor.db", "lin", "Lin")
    yield made
    made.leave()


@pytest.fixture
def mei(tmp_path: Path) -> Iterator[Live]:
    """Mei's process."""
    made = Live(tmp_path / "floor.db", "mei", "Mei")
    yield made
    made.leave()


def wait(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """So much time passes."""
    now = time.time() + seconds
    monkeypatch.setattr(time, "time", lambda: now)


def test_a_draft_survives_the_process_in_which_it_was_typed(tmp_path: Path) -> None:
    book = tmp_path / "floor.db"
    with running(TYPING, book) as process:
        heard(process, "typed")
        kill(process)
    again = Live(book, "lin", "Lin")
    draft = again.draft("order.note", 1)
    again.leave()
    assert draft is not None
    assert draft.text == "一二"


def test_a_draft_belongs_to_one_person_and_one_record(lin: Live, mei: Live) -> None:
    lin.keep_draft("order.note", 1, "一")
    assert mei.draft("order.note", 1) is None
    assert lin.draft("order.note", 2) is None
    assert lin.draft("order.stop", 1) is None


def test_a_draft_that_was_saved_or_emptied_is_gone(lin: Live) -> None:
    lin.keep_draft("order.note", 1, "一")
    lin.drop_draft("order.note", 1)
    assert lin.draft("order.note", 1) is None
    lin.keep_draft("order.note", 1, "一")
    lin.keep_draft("order.note", 1, "")
    assert lin.draft("order.note", 1) is None


def test_two_people_in_one_record_see_each_other(lin: Live, mei: Live) -> None:
    lin.be("order", 1)
    mei.be("order", 1)
    assert (lin.others("order", 1), mei.others("order", 1)) == (("Mei",), ("Lin",))
    mei.be("order", 2)
    assert lin.others("order", 1) == ()


def test_one_person_at_two_terminals_sees_herself(lin: Live, tmp_path: Path) -> None:
    second = Live(tmp_path / "floor.db", "lin", "Lin")
    second.be("order", 1)
    assert lin.others("order", 1) == ("Lin",)
    second.leave()
    assert lin.others("order", 1) == ()


def test_who_gave_no_sign_of_life_is_gone(lin: Live, mei: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    mei.be("order", 1)
    wait(monkeypatch, STALE - 1)
    assert lin.others("order", 1) == ("Mei",)
    wait(monkeypatch, 2)
    assert lin.others("order", 1) == ()
    mei.be("order", 1)
    assert lin.others("order", 1) == ("Mei",)


def test_anybody_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = tmp_path / "floor.db"
    assert not anybody_there(book)
    assert not live_path(book).exists(), "asking makes no file"
    lin = Live(book, "lin", "Lin")
    assert not anybody_there(book), "a process that shows nothing yet"
    lin.be("today")
    assert anybody_there(book)
    with running(TYPING, book) as process:
        heard(process, "typed")
        lin.leave()
        assert anybody_there(book)
        kill(process)
    assert anybody_there(book), "nobody can know yet"
    wait(monkeypatch, STALE + 1)
    assert not anybody_there(book)
