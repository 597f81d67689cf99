"""Every word on screen is in the catalogue, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter
from threading import Thread

import pytest

from store.shops import rules
from tests.words.catalogue import chinese, sentences
from tests.words.update import SHEETS, sheet
from tui.words.catalogue import LANGUAGES, said_in, speak, tr


def test_the_catalogue_has_every_sentence_of_the_code_and_no_other() -> None:
    said = {message.id for message in sentences() if message.id}
    kept = {message.id for message in chinese() if message.id}
    assert kept == said, "run: python -m tests.words.update"


def test_every_sentence_has_its_chinese() -> None:
    assert [m.id for m in chinese() if m.id and (m.fuzzy or not all(_texts(m.string)))] == []


def test_a_translation_fills_in_what_the_sentence_fills_in() -> None:
    for message in chinese():
        if message.id:
            wanted = set().union(*map(_fields, _texts(message.id)))
            assert set().union(*map(_fields, _texts(message.string))) <= wanted | MORE, message.id


def test_chinese_reads_as_chinese() -> None:
    """Half-width stops behind a Chinese character are a typist's slip."""
    slips = [m.id for m in chinese() for text in _texts(m.string) if m.id and re.search(r"[一-鿿][,;!?]", text)]
    assert slips == []


NEVER_ONE = {
    "The first {shown} of {n} refused rows:",
    "Of which shop are these {n} files?",
    "{n} files",
    "{n} marked rows.",
    "Noted on {n} rows: {what}. u takes it back.",
    "the last {n} days",
}
"""Said of several only."""


def test_one_is_said_as_one() -> None:
    """A number before its noun asks for a sentence of each: `trn`, or `NN_` in a table of words."""
    counted = re.compile(r"\{n\} (?:\w+ )?\w{3,}s\b")
    assert {m.id for m in sentences() if isinstance(m.id, str) and counted.search(m.id)} == NEVER_ONE


@pytest.mark.parametrize("language", SHEETS)
def test_the_key_sheet_in_the_docs_is_the_registrys(language: str) -> None:
    assert SHEETS[language].read_text(encoding="utf-8") == sheet(language), "run: python -m tests.words.update"


MORE = frozenset({"number"})
"""What a date offers beside what English uses: the month as a number."""


def _texts(text: str | Iterable[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_a_shop_may_speak_what_the_catalogue_speaks() -> None:
    assert set(LANGUAGES) == set(rules.LANGUAGES)


def test_another_language_is_spoken_in_one_thread_only() -> None:
    speak("en")
    with said_in("zh_CN"):
        assert tr("order") == "订单号"
        heard: list[str] = []
        other = Thread(target=lambda: heard.append(tr("order")))
        other.start()
        other.join()
        with said_in("en"):
            assert tr("order") == "order"
        assert tr("order") == "订单号"
    assert [*heard, tr("order")] == ["order", "order"]
