"""Nothing quits by accident, and nobody gets stuck."""

from __future__ import annotations

import random
import threading
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from tests.tui.floor import PATIENCE, Desk, at_work, audit
from tests.tui.test_registry import WAYS, all_below
from tui import screens
from tui.actions import SCREENS, keys_of
from tui.app import FloorbookApp
from tui.backstage import Backstage
from tui.screens.question import Question

NEVER = {"ctrl+c", "ctrl+d", "ctrl+z", "ctrl+w", "q", "Q", "delete", "backspace", "tab", "shift+tab"}
QUESTIONS = {
    "Chooser": ("f10",),
    "Prompt": ("f3", "i"),
    "KeysScreen": ("question_mark",),
    "Notice": ("f4", "n", *"/dev/null", "enter"),
}
"""The keys that lead from Today to each kind of question."""
KEYS, FEW = 40, 4
"""Keys that are pressed by chance from each beginning on, so many of them at once."""


async def test_esc_on_the_first_screen_stays_and_says_how_to_leave(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        for _ in range(3):
            await desk.press("escape")
        assert desk.where == "today"
        assert "Ctrl+Q leaves Floorbook." in desk.said


@pytest.mark.parametrize(("answer", "leaves"), [("1", True), ("2", False), ("escape", False)])
async def test_leaving_asks(floor_path: Path, answer: str, leaves: bool) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("ctrl+q")
        assert "Leave Floorbook?" in desk.text()
        await desk.press(answer)
        assert desk.app._exit is leaves
        assert desk.app.return_code == (0 if leaves else None)


@pytest.mark.parametrize("ways", [(), ("f3",), ("f3", "enter"), ("f4",), ("f3", "enter", "i"), ("f3", "slash")])
async def test_keys_of_other_programs_end_nothing(floor_path: Path, ways: tuple[str, ...]) -> None:
    async with at_work(floor_path) as desk:
        await desk.press(*ways)
        there = desk.where
        before = audit(floor_path)
        for key in sorted(NEVER):
            await desk.press(key)
            assert desk.where == there, key
        assert audit(floor_path) == before
        assert not desk.app._exit


def every_key() -> list[str]:
    """The keys of all screens, those of the questions, and letters that mean nothing."""
    keys = {key for screen in SCREENS for key in keys_of(screen)}
    return sorted(keys | {"enter", "escape", "y", "n", "1", "2", "3", "w", "换", "backspace", "tab", "ctrl+c", "left"})


def test_every_kind_of_question_is_known_here() -> None:
    for module in iter_modules(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    assert {each.__name__ for each in all_below(Question)} - {"Question"} == set(QUESTIONS)


@pytest.mark.parametrize("home", [("escape",) * 20, ("escape", "escape", "f2")], ids=["Esc", "F2"])
@pytest.mark.parametrize("start", [*WAYS, *QUESTIONS])
async def test_nobody_gets_stuck(
    floor_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str, home: tuple[str, ...]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))  # lists that are written on the way
    monkeypatch.chdir(tmp_path)
    keys = every_key() + ["f2", "f3", "f4", "enter", "escape", "h", "b", "i", "o", "W"] * 5
    chance = random.Random(f"{start} {home[-1]}")
    async with at_work(floor_path, size=(100, 30)) as desk:
        monkeypatch.setattr(desk.app, "exit", lambda *_, **__: None)  # who leaves walks on
        await desk.press(*(WAYS | QUESTIONS)[start])
        assert desk.where == start
        walked = chance.choices(keys, k=KEYS)
        for begin in range(0, KEYS, FEW):
            await desk.hammer(*walked[begin : begin + FEW])
        await desk.press(*home)
        assert desk.where == "today", walked


@pytest.mark.parametrize("question", ["question_mark", "f10", "colon", "o", "ctrl+q"])
async def test_two_fast_answers_close_one_question(floor_path: Path, question: str) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", question)
        await desk.hammer("escape", "escape", "escape")
        assert desk.where in ("today", "orders")
        assert len(desk.app.screen_stack) == (1 if desk.where == "today" else 2)


async def test_keys_faster_than_the_screens_are_not_lost(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3")
        all_ids = await desk.all_ids()
        await desk.press("g")
        await desk.hammer(*["down"] * 57)
        assert desk.listing.row is not None
        assert desk.listing.row.id == all_ids[57]


async def test_a_key_before_the_book_is_open_is_told_so_until_it_is(
    floor_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_open = threading.Event()
    really = Backstage.open

    def slowly(path: Path, login: str | None) -> Backstage:
        assert may_open.wait(PATIENCE)
        return really(path, login)

    monkeypatch.setattr(Backstage, "open", slowly)
    app = FloorbookApp(floor_path, "linmei")
    async with app.run_test(size=(100, 30)) as pilot:
        desk = Desk(app, pilot)
        try:
            await pilot.press("f3")
            assert "The book is still being opened." in desk.said
            assert desk.where == "today"
            await pilot.press("question_mark")
            assert desk.where == "KeysScreen"
            await pilot.press("escape")
        finally:
            may_open.set()
        await desk.wait("Waiting for payment")
        assert desk.said == ""
        await desk.press("f3")
        assert desk.where == "orders"
