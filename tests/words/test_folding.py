"""Lines that are narrow enough to paste."""

from __future__ import annotations

import pytest

from tui.cli.text import width
from tui.words.folding import folded


@pytest.mark.parametrize(
    "text", ["", "short", "ab " * 60, "一二三四五" * 30, "x" * 200, "一 " + "y" * 100, "- " + "字" * 36]
)
def test_nothing_is_lost_and_no_line_is_too_wide(text: str) -> None:
    lines = folded(text)
    assert max(map(width, lines)) <= 72
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_where_they_can() -> None:
    assert folded("one two three four", cells=10) == ["one two", "  three", "  four"]


def test_what_commands_a_terminal_is_not_pasted() -> None:
    assert folded("a\x1b[2Jb\nc") == ["a[2Jb c"]


def test_chinese_is_broken_where_the_line_is_full_and_not_at_its_only_blank() -> None:
    assert folded("一二三四五六 前、七八九十", cells=20) == ["一二三四五六 前、七", "  八九十"]


def test_no_line_begins_with_a_mark_that_closes() -> None:
    assert folded("一二三四五，六七", cells=10) == ["一二三四", "  五，六七"]
