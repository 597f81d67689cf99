"""Every item of the lists has words that fit into its column, in both languages."""

from __future__ import annotations

import pytest

from store.checklists.rules import Occasion, Result
from store.checklists.templates import known_codes
from store.handling.rules import Subject
from store.people.rules import Role
from tui.cli.text import width
from tui.words.catalogue import speak
from tui.words.names import COUNTS, ITEMS, OCCASIONS, RESULTS, ROLES, name


def test_every_code_of_a_list_has_words() -> None:
    assert set(ITEMS) == known_codes()
    assert list(OCCASIONS) == list(Occasion)
    assert set(RESULTS) == set(Result)
    assert set(ROLES) == set(Role)
    assert set(COUNTS) == set(Subject)


@pytest.mark.parametrize(("language", "cells"), [("en", 36), ("zh_CN", 24)])
def test_the_words_fit(language: str, cells: int) -> None:
    speak(language)
    try:
        assert {code: words for code in ITEMS if width(words := name(ITEMS, code)) > cells} == {}
    finally:
        speak("en")
