"""Sizes, silence and the clipboard."""

from __future__ import annotations

import base64
import re

import pytest

from tests.terminal.pty import Terminal, sample
from tui.terminal import clipboard
from tui.terminal.base import TerminalApp


def test_an_idle_screen_is_silent() -> None:
    with Terminal(sample("form")) as terminal:  # with a cursor that could blink
        terminal.wait("ready").settle(1.0)
        before = terminal.cpu_seconds()
        assert terminal.read_for(3.0) == b""
        assert terminal.cpu_seconds() - before < 0.3


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (120, 40), (10, 3), (1, 1)])
def test_any_size_is_survived(cols: int, rows: int) -> None:
    with Terminal(sample("form"), cols=cols, rows=rows) as terminal:
        terminal.until(lambda: b"\x1b[?2026l" in terminal.raw, "a frame")
        terminal.type("退").press("tab", "down").settle()
        terminal.resize(80, 24).wait("ready")
        assert terminal.press("esc").signal(15).wait_exit() == 143


def test_a_storm_of_sizes_is_survived() -> None:
    with Terminal(sample("form")) as terminal:
        terminal.wait("ready").type("退款")
        for step in range(60):
            terminal.resize(10 + step * 37 % 150, 3 + step * 13 % 50)
            terminal.read_for(0.005)
        terminal.resize(80, 24).wait("ready").wait("退款")
        assert terminal.signal(15).wait_exit() == 143


def test_a_copy_is_clean_and_says_that_it_may_have_failed() -> None:
    with Terminal(sample("plain"), cols=120) as terminal:
        terminal.wait("ready").press("y").wait("if this terminal allows it")
        sent = re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", bytes(terminal.raw))
    assert [base64.b64decode(text).decode() for text in sent] == ["张三]52;c;aGFja2Vk"]


def test_what_is_too_long_is_not_copied_at_all() -> None:
    assert clipboard.fits("退" * (clipboard.LIMIT // 3))
    assert not clipboard.fits("退" * (clipboard.LIMIT // 3 + 1))


async def test_an_app_under_test_needs_no_terminal() -> None:
    app = TerminalApp()
    async with app.run_test() as pilot:
        assert "Too long to copy" in clipboard.copy(app, "x" * (clipboard.LIMIT + 1))
        assert app.clipboard == ""
        assert clipboard.copy(app, "JT5390-1").endswith(": JT5390-1")
        assert "stands on screen" in clipboard.copy(app, "亲，今天发出。")
        assert "Copied" in clipboard.copy(app, "x")
        await pilot.pause()
        assert app.clipboard == "x"
