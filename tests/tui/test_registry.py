"""One registry: every key has its action, every action its method, and all that shows keys shows these."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TypeVar

import pytest

from tests.terminal.pty import Terminal
from tests.tui.floor import NOW, Desk, at_work, audit, floorbook
from tui import actions
from tui.actions import ACTIONS, SCREENS, TITLES, TWINS, actions_of, find, footer_of, key_sheet, keys_of
from tui.app import FloorbookApp
from tui.screens.base import FloorScreen
from tui.screens.buyer import BuyerScreen
from tui.screens.files import FilesScreen
from tui.screens.handover import HandoverScreen
from tui.screens.history import HistoryScreen
from tui.screens.import_run import ImportScreen
from tui.screens.order import OrderScreen
from tui.screens.orders import OrdersScreen
from tui.screens.parcels import ParcelsScreen
from tui.screens.past_lists import PastListsScreen
from tui.screens.promise import PromiseScreen
from tui.screens.refunds import RefundsScreen
from tui.screens.refused_row import RefusedRowScreen
from tui.screens.returns import ReturnsScreen
from tui.screens.search import SearchScreen
from tui.screens.stock import StockScreen
from tui.screens.today import TodayScreen
from tui.screens.walk import WalkScreen
from tui.words.catalogue import speak

T = TypeVar("T")

CLASSES: dict[str, type[FloorScreen]] = {
    each.screen_name: each
    for each in (
        TodayScreen,
        OrdersScreen,
        RefundsScreen,
        ParcelsScreen,
        ReturnsScreen,
        StockScreen,
        OrderScreen,
        SearchScreen,
        BuyerScreen,
        FilesScreen,
        HistoryScreen,
        ImportScreen,
        RefusedRowScreen,
        PromiseScreen,
        WalkScreen,
        HandoverScreen,
        PastListsScreen,
    )
}
WAYS = {
    "today": (),
    "walk": ("W",),
    "handover": ("H",),
    "past": ("p",),
    "orders": ("f3",),
    "refunds": ("f7",),
    "parcels": ("f6",),
    "returns": ("f8",),
    "stock": ("f12",),
    "order": ("f3", "enter"),
    "search": ("o", "tab"),
    "buyer": ("f3", "b"),
    "files": ("f4",),
    "import": ("f4", "enter"),
    "refused": ("f4", "enter", "enter"),
    "history": ("f3", "enter", "h"),
    "promise": ("f9", "enter"),
}
"""The keys that lead from Today to each screen."""

screens = pytest.mark.parametrize("screen", SCREENS)


async def go(desk: Desk, screen: str) -> Desk:
    """From Today to a screen."""
    for key in WAYS[screen]:
        await desk.press(key)
    assert desk.where == screen
    return desk


def test_every_screen_is_in_the_registry_and_the_other_way_round() -> None:
    assert set(CLASSES) == set(SCREENS) == set(TITLES) == set(WAYS)
    assert {cls.screen_name for cls in all_below(FloorScreen)} - {""} == set(SCREENS)


def all_below(cls: type[T]) -> set[type[T]]:
    """A class and all that are built on it."""
    return {cls}.union(*(all_below(each) for each in cls.__subclasses__()))


@screens
def test_every_action_of_a_screen_can_be_carried_out(screen: str) -> None:
    missing = [
        each.name
        for each in actions_of(screen)
        if not callable(getattr(CLASSES[screen], each.method, None))
        and not callable(getattr(FloorbookApp, each.method, None))
    ]
    assert not missing


def test_every_action_belongs_to_a_screen_and_has_a_name_of_its_own() -> None:
    assert {each.scope for each in ACTIONS} == {scope for scopes in SCREENS.values() for scope in scopes}
    assert max(Counter(each.name for each in ACTIONS).values()) == 1
    assert {each.name for screen in SCREENS for each in actions_of(screen)} == {each.name for each in ACTIONS}
    assert [find(each.name) for each in ACTIONS] == list(ACTIONS)


@screens
def test_no_key_is_pressed_twice(screen: str) -> None:
    keys = Counter(key for each in actions_of(screen) for key in each.keys)
    assert [key for key, times in keys.items() if times > 1] == []


@screens
def test_every_key_and_its_full_width_twin_are_bound(screen: str) -> None:
    wanted = {key: each.name for each in actions_of(screen) for key in each.keys}
    wanted |= {TWINS[key]: name for key, name in wanted.items() if key in TWINS}
    bound = {}
    for binding in CLASSES[screen].BINDINGS:
        assert not isinstance(binding, tuple)
        pressed = re.fullmatch(r"press\('(.*)', '(.*)'\)", binding.action)
        assert pressed is not None
        assert pressed[2] == binding.key
        bound[binding.key] = pressed[1]
    assert bound == wanted
    assert {key: each.name for key, each in keys_of(screen).items()} == wanted


@screens
def test_the_footer_shows_only_what_the_screen_can_do(screen: str) -> None:
    assert {each.name for each in footer_of(screen)} <= {each.name for each in actions_of(screen)}
    assert {"help", "palette"} <= {each.name for each in footer_of(screen)}


@screens
async def test_help_menu_and_palette_show_the_registry(screen: str, floor_path: Path) -> None:
    async with at_work(floor_path, size=(140, 60)) as desk:
        await go(desk, screen)
        await desk.press("question_mark")
        shown = desk.text()
        assert [each.help for each in actions_of(screen) if each.help not in shown] == []
        await desk.press("escape")
        moving = {each.name for each in actions_of(screen) if each.scope in ("list", "scroll")}
        for key in ("f10", "colon"):
            await desk.press(key)
            offered = {each.value for each in desk.screen._choices}
            assert offered | moving == {each.name for each in actions_of(screen)}
            await desk.press("escape")


async def test_what_cannot_be_done_is_in_the_menu_with_the_reason(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f3", "4", "f10")
        (line,) = [line for line in desk.lines() if re.search(r"\bS +sort", line)]
        assert "This view has only one order of rows." in line
        await desk.press("escape", "S")
        assert "This view has only one order of rows." in desk.said


async def test_the_menu_carries_out_what_is_chosen(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await desk.press("f10")
        for _ in range(40):
            if desk.screen._shown[desk.screen.query_one("OptionList").highlighted].value == "files":
                break
            await desk.press("down")
        await desk.press("enter")
        assert desk.where == "files"


@pytest.mark.parametrize(
    ("spoken", "typed", "wanted"),
    [("en", "what came", "files"), ("en", "ctrl+q", "quit"), ("zh_CN", "dd", "orders"), ("zh_CN", "cx", "undo")],
)
async def test_the_palette_finds_words_and_initials(floor_path: Path, spoken: str, typed: str, wanted: str) -> None:
    async with at_work(floor_path) as desk:
        speak(spoken)
        await desk.press("colon")
        await desk.type(typed)
        assert wanted in [each.value for each in desk.screen._shown], [each.label for each in desk.screen._choices]
        assert len(desk.screen._shown) < len(desk.screen._choices)


async def test_the_palette_says_that_nothing_fits_and_finds_again(floor_path: Path) -> None:
    async with at_work(floor_path, size=(80, 24)) as desk:
        await desk.press("colon", *"[qqq]")
        assert "Nothing is called “[qqq]”: type less of it, or initials." in desk.text()
        await desk.press("enter")
        assert desk.where == "Chooser", "there is nothing to choose"
        await desk.press(*["backspace"] * 5, *"undo", "enter")
        assert desk.where == "today"


@screens
async def test_a_bare_digit_never_writes(screen: str, floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await go(desk, screen)
        before = audit(floor_path)
        for digit in "0123456789":
            await desk.press(digit)
            assert desk.where == screen
        assert audit(floor_path) == before


def test_the_input_method_sends_other_bytes_and_they_do_the_same(floor_path: Path) -> None:
    with Terminal(floorbook(floor_path), 100, 30, {"FLOORBOOK_NOW": NOW}) as terminal:
        terminal.wait("Paid and unshipped").press("？").wait("Keys: Today").press("esc").wait_gone("Keys: Today")
        terminal.press("：").wait("words or initials").press("esc").wait_gone("words or initials")
        terminal.press("f3").wait("newest first").press("、").wait("number, buyer, goods or shop")


def test_the_key_sheet_has_every_key_of_every_screen() -> None:
    sections = re.split(r"^## ", key_sheet(), flags=re.MULTILINE)[1:]
    for screen, section in zip(TITLES, sections, strict=True):
        for each in actions_of(screen):
            assert all(f"`{actions.shown(key)}`" in section for key in each.keys)
            assert each.help in section
