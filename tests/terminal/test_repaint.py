"""How little is written for a change in the middle of a line."""

from __future__ import annotations

import re

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.terminal.repaint import ExactCompositor, ExactUpdate
from tui.widgets.listing_paint import difference


class Words(Widget):
    """A line of words."""

    text = "第一 second third"

    def render(self) -> Content:
        return Content(self.text)


class One(Screen[None]):
    """A screen that writes exactly what changed."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = ExactCompositor()

    def compose(self) -> ComposeResult:
        yield Words()


def written(screen: Screen[None]) -> str:
    """What goes to the terminal now, without colours."""
    update = screen._compositor.render_update()
    assert isinstance(update, ExactUpdate)
    return re.sub(r"\x1b\[[\d;]*m", "", update.render_segments(screen.app.console))


async def test_only_the_changed_cells_of_a_line_are_written() -> None:
    app: App[None] = App()
    async with app.run_test(size=(40, 5)) as pilot:
        screen = One()
        await app.push_screen(screen)
        await pilot.pause()
        words = screen.query_one(Words)
        words.text = "第一 SECOND third"
        region = Region(5, 0, 6, 1)
        words._set_dirty(region)
        screen._compositor._dirty_regions.add(region)
        assert written(screen) == "\x1b[1;6HSECOND"
        screen._compositor._dirty_regions.update((Region(2, 0, 2, 1), Region(38, 2, 2, 1)))
        assert written(screen) == "\x1b[1;3H一\x1b[3;39H  "


async def test_only_the_lines_that_changed_are_drawn_and_nothing_behind_them() -> None:
    app: App[None] = App()
    async with app.run_test(size=(40, 5)) as pilot:
        screen = One()
        await app.push_screen(screen)
        await pilot.pause()
        screen._compositor._dirty_regions.add(Region(0, 1, 40, 2))
        drawn = [(region, lines) for region, _, lines in screen._compositor._get_renders(Region(3, 1, 4, 2))]
        assert [(region, len(lines)) for region, lines in drawn] == [(screen.query_one(Words).region, 2)]


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        ("a 22 h left", "a 21 h left", (3, 4)),
        ("剩 9 分钟", "剩 8 分钟", (3, 4)),
        ("还剩一天", "还剩三天", (4, 6)),
        ("一 ", "a二", (0, 3)),
        ("same", "same", (0, 0)),
    ],
)
def test_what_differs_between_two_lines_is_told_in_cells(old: str, new: str, cells: tuple[int, int]) -> None:
    assert difference(Strip([Segment(old)]), Strip([Segment(new)])) == cells
