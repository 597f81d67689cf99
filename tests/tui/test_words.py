"""Every word on the screens comes from the catalogue, and the language can change while they are open."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.book.errors import Reason
from store.orders.commands import save_note
from tests.store.floor import rows
from tests.tui.floor import Desk, at_work, key, opened, person
from tests.tui.test_order import here
from tests.tui.test_registry import WAYS, go
from tui.words.catalogue import LOCALE, PSEUDO, speak
from tui.words.sentences import HAPPENINGS, SENTENCES, sentence

ROOT = Path(__file__).resolve().parents[2]
DATA = re.compile(
    r"⟦[^⟦⟧]*⟧"  # what the catalogue said
    r"|Floorbook|MM|OX|Lin Mei|Lei Ming|linmei|[\w*]*\*\*"  # names
    r"|F\d+|Esc|Enter|Space|PgUp|PgDn|Home|End|Tab|Ctrl\+[A-Z]"  # keys
    r"|\bx\d+|\b[A-Za-z]\b|\b[KM]B\b"  # pieces, keys of one letter, units
)
"""What may stand on a screen without coming from the catalogue."""


def unknown(text: str, data: set[str]) -> list[str]:
    """The words of a screen that come neither from the catalogue nor from the book."""
    text = text.replace("\n", " ")
    for _ in range(6):  # sentences stand inside sentences
        text = re.sub(r"⟦[^⟦⟧]*⟧", " ", text)
    for each in sorted(data, key=len, reverse=True):
        text = text.replace(each, " ")
    return re.findall(r"[^\W\d_]{2,}", DATA.sub(" ", text))


def people_said(path: Path) -> set[str]:
    """Everything in the book that people wrote."""
    asked = (
        "SELECT nick AS t FROM buyers UNION SELECT title FROM order_lines UNION SELECT buyer_message FROM orders"
        " UNION SELECT memo FROM orders UNION SELECT receiver FROM contacts UNION SELECT province FROM contacts"
        " UNION SELECT city FROM contacts UNION SELECT district FROM contacts UNION SELECT address FROM contacts"
        " UNION SELECT text FROM order_notes UNION SELECT closed_reason FROM orders"
        " UNION SELECT name FROM people UNION SELECT file_name FROM import_runs"
        " UNION SELECT value FROM import_runs, json_each(import_runs.header)"
        " UNION SELECT value FROM import_runs, json_each(import_runs.unknown_columns)"
        " UNION SELECT value FROM refused_rows, json_each(refused_rows.raw)"
        " UNION SELECT substr(province, 1, 2) FROM contacts UNION SELECT substr(province, 1, 3) FROM contacts"
        " UNION SELECT courier FROM parcels UNION SELECT tracking_no FROM parcels"
    )
    words = {word for row in rows(path, asked) if re.search(r"[^\W\d_]{2}", word := str(row["t"]))}
    words |= {word.removesuffix(".csv") for word in words}
    return words | {piece for word in words for piece in re.split(r"[\s，,]+", word) if len(piece) > 1}


@pytest.mark.parametrize("width", [140, 80])
@pytest.mark.parametrize("screen", WAYS)
async def test_every_word_of_a_screen_is_in_the_catalogue(floor_path: Path, screen: str, width: int) -> None:
    speak(PSEUDO)
    async with at_work(floor_path, size=(width, 40)) as desk:
        await go(desk, screen)
        data = people_said(floor_path)
        assert wholly(desk, data) == []
        for question in ("question_mark", "f10", "o", "ctrl+q"):
            await desk.press(question)
            assert wholly(desk, data) == [], question
            await desk.press("escape")


def wholly(desk: Desk, data: set[str]) -> list[str]:
    """What of the screen is foreign; parts that were cut at the edge of a cell are no words."""
    cut = re.sub(r"⟦[^⟧]*?\.\.", " ", desk.text())
    cut = re.sub(r"[^\s⟧]*\.\.", " ", cut)
    if desk.app.screen is not desk.app.floor_screen:  # the screen below a question is cut by its frame
        cut = "\n".join(line[line.find("│") + 1 : line.rfind("│")] for line in cut.split("\n") if line.count("│") > 1)
    lines = [re.sub(r"^[^⟦]*⟧|⟦[^⟧]*$", " ", line) for line in cut.split("\n")]  # folded at the end of a line
    return unknown("\n".join(lines), data)


async def test_the_questions_about_an_order_are_in_the_catalogue(floor_path: Path) -> None:
    speak(PSEUDO)
    async with at_work(floor_path, size=(140, 40)) as desk:
        await go(desk, "order")
        order_id = here(desk)
        data = people_said(floor_path)
        for question in ("s", "i", "y"):
            await desk.press(question)
            assert wholly(desk, data) == [], question
            await desk.press("escape")
        await desk.press("s", "2", "r", "i")
        await desk.type("mine")
        with opened(floor_path) as book:
            save_note(book, person(book).actor, key(), order_id, "theirs", seen_version=0, before="")
        await desk.press("enter")
        assert wholly(desk, data | {"mine", "theirs"}) == []
        await desk.press("3", "h")
        assert wholly(desk, data | {"mine", "theirs"}) == []
        for said in ("u", "u", "u"):
            await desk.press(said)
            assert unknown(desk.said, data) == [], desk.said


SAME = {
    "Floorbook",
    "Lin",
    "Mei",
    "Esc",
    "Enter",
    "Space",
    "Tab",
    "PgDn",
    "ERP",
    "floorbook",
    "import",
    "FILE",
    "Excel",
    "zzmy",
}
"""Names, keys, commands and the initials to type: the same in every language."""


@pytest.mark.parametrize("screen", WAYS)
async def test_the_language_changes_on_every_screen_at_once(floor_path: Path, screen: str) -> None:
    async with at_work(floor_path) as desk:
        await go(desk, screen)
        english = desk.text()
        await desk.press("ctrl+l")
        chinese = desk.text()
        words = re.compile(r"[A-Za-z]{3,}")
        data = people_said(floor_path)
        left = {word for word in words.findall(chinese) if word in english} - SAME
        assert {word for word in left if not any(word in each for each in data)} == set(), chinese
        await desk.press("ctrl+l")
        assert desk.text() == english


async def test_the_screens_below_have_changed_too(floor_path: Path) -> None:
    async with at_work(floor_path) as desk:
        await go(desk, "history")
        await desk.press("ctrl+l")
        for screen in ("order", "orders", "today"):
            await desk.press("escape")
            assert desk.where == screen
            assert re.findall(r"\b(?:keys|anything|back|goods|Today|placed|platform)\b", desk.text()) == []


# The catalogue


def entries() -> Iterator[tuple[str, str, bool]]:
    """What stands in the Chinese catalogue: English, Chinese, whether it is left out."""
    from babel.messages.pofile import read_po

    path = LOCALE / "zh_CN" / "LC_MESSAGES" / "floorbook.po"
    if not path.exists():
        pytest.skip("there is no catalogue yet")
    with path.open("rb") as file:
        for message in read_po(file):
            if message.id:
                english = message.id if isinstance(message.id, str) else message.id[-1]
                said = message.string if isinstance(message.string, str) else (message.string or [""])[0]
                yield english, said, message.fuzzy


def holes(text: str) -> set[str]:
    """The `{names}` of a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_sentence_has_its_holes_in_both_languages() -> None:
    optional = {"month", "number", "weekday"}  # a Chinese date says the month as a number
    wrong = [
        (english, chinese)
        for english, chinese, _ in entries()
        if chinese and holes(english) - optional != holes(chinese) - optional
    ]
    assert wrong == []


def raised() -> Iterator[tuple[str, set[str], str]]:
    """Every code that the book raises or answers with, and the parameters that it gives."""
    for folder in ("store", "tui", "jobs"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
                    name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                    if name in ("Refusal", "Unavailable", "because", "RefusedRow") and node.args:
                        code = node.args[0]
                        if isinstance(code, ast.Constant) and isinstance(code.value, str) and "." in code.value:
                            keywords = {each.arg for each in node.keywords}
                            if None not in keywords:
                                yield code.value, {str(each) for each in keywords}, f"{path.name}:{node.lineno}"


def test_every_code_has_a_sentence_whose_holes_are_filled() -> None:
    found = list(raised())
    assert len(found) > 30
    silent = {"read.dropped"}
    assert sorted({(code, at) for code, _, at in found if code not in SENTENCES and code not in silent}) == []
    by_the_reader = {"name"}  # which file it was is added where the name is known
    unfilled = [
        (code, at)
        for code, given, at in found
        if code in SENTENCES and not code.startswith("row.") and not holes(SENTENCES[code]) - by_the_reader <= given
    ]
    assert unfilled == []


def test_a_sentence_that_was_not_given_all_its_words_is_said_all_the_same() -> None:
    assert sentence(Reason("orders.unknown")) == "There is no order ? in the book."
    assert sentence(Reason("orders.of_tomorrow", {"n": 1})) == "orders.of_tomorrow {'n': 1}"


def test_what_can_be_taken_back_has_words() -> None:
    codes = set()
    for path in sorted((ROOT / "store").rglob("commands.py")):
        codes |= set(re.findall(r'Intent\(\s*f?"([\w.{}]+)"', path.read_text(encoding="utf-8")))
    expanded = {code for code in codes if "{" not in code} | {"checklists.done", "checklists.skipped"}
    assert expanded - set(HAPPENINGS) - NOT_UNDONE == set()


NOT_UNDONE = {"people.enter", "shops.open", "checklists.begin", "imports.begin", "undo"}
"""Intents that nobody takes back with a key and that stand in no order's history."""


def test_every_sentence_can_be_said_in_every_language() -> None:
    for spoken in ("en", "zh_CN", PSEUDO):
        speak(spoken)
        for code, pattern in SENTENCES.items():
            assert "{" not in sentence(Reason(code, dict.fromkeys(holes(pattern), "x")))
