"""When command keys are not heard; the times are passed in."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input, Static, TextArea

from tui.terminal.deafness import DEAF_FOR, QUIET_FOR, Deafness, goes_into_text


def test_before_any_paste_everything_is_heard() -> None:
    assert not Deafness().deaf(0.0)


def test_after_a_paste_nothing_is_heard_for_a_moment() -> None:
    deafness = Deafness()
    deafness.pasted(10.0)
    assert deafness.deaf(10.0)
    assert deafness.deaf(10.0 + DEAF_FOR - QUIET_FOR - 0.01)
    assert not deafness.deaf(10.0 + DEAF_FOR)


def test_the_rest_of_a_long_paste_is_not_heard_however_long_it_takes() -> None:
    deafness = Deafness()
    deafness.pasted(0.0)
    step = QUIET_FOR * 0.9
    assert all(deafness.deaf(number * step) for number in range(100))
    assert not deafness.deaf(99 * step + QUIET_FOR)


@pytest.mark.parametrize(
    ("character", "widget", "into_text"),
    [
        ("x", Input(), True),
        ("退", TextArea(), True),
        ("\r", Input(), False),
        ("\x1b", TextArea(), False),
        ("x", TextArea(read_only=True), False),
        ("x", Input(disabled=True), False),
        ("x", Static(), False),
        ("x", None, False),
    ],
)
def test_only_a_character_for_a_text_field_goes_on(
    character: str, widget: Input | TextArea | Static | None, into_text: bool
) -> None:
    assert goes_into_text(events.Key("any", character), widget) == into_text
