"""Floorbook on a real terminal: how it begins and ends, what two processes see of each other, what is sent when."""

from __future__ import annotations

import base64
import os
import re
import signal
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from store.book import driver
from store.orders.commands import save_note
from tests.exports import number, paid
from tests.store.floor import rows
from tests.terminal.pty import Terminal
from tests.tui.floor import NOW, floorbook, key, opened, person, take_lines


@contextmanager
def at_terminal(
    path: Path, login: str = "linmei", cols: int = 100, lines: int = 30, env: Mapping[str, str | None] | None = None
) -> Iterator[Terminal]:
    """Floorbook on a terminal of its own, Today with its numbers on the screen."""
    with Terminal(floorbook(path, login), cols, lines, {"FLOORBOOK_NOW": NOW, **(env or {})}) as terminal:
        yield terminal.wait("Waiting for payment").wait("0 of 3")


def restored(terminal: Terminal) -> bool:
    """Whether the terminal is as it was found."""
    return (
        terminal.modes() == terminal.modes_before
        and terminal.cursor_shown()
        and not terminal.mode_set(1049)
        and not terminal.mode_set(2004)
    )


# Beginning and ending


def test_a_new_book_is_made_and_today_says_what_to_do(tmp_path: Path) -> None:
    with Terminal(floorbook(tmp_path / "new.db"), env={"FLOORBOOK_NOW": NOW}) as terminal:
        terminal.wait("No shop yet").wait("floorbook import FILE")
        terminal.press("ctrl+q").wait("Leave Floorbook?").press("1")
        assert terminal.wait_exit() == 0
        assert restored(terminal)


def _not_a_book(path: Path) -> None:
    path.write_bytes(b"this is a letter, not a book\n" * 100)


def _of_somebody_else(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photos (id INTEGER)")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num='9999'")
        connection.commit()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_not_a_book, "is not a book of Floorbook"),
        (_newer, "was written by a newer Floorbook"),
        (_folder, "is a folder"),
    ],
)
def test_what_cannot_be_opened_is_said_in_a_sentence(floor_path: Path, harm: object, said: str) -> None:
    assert callable(harm)
    harm(floor_path)
    before = None if floor_path.is_dir() else floor_path.read_bytes()
    with Terminal(floorbook(floor_path), 200) as terminal:
        assert terminal.wait_exit() == 2
        assert said in terminal.text()
        assert "Traceback" not in terminal.text()
        assert restored(terminal)
    assert before is None or floor_path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    _of_somebody_else(path)
    with Terminal(floorbook(path), 200) as terminal:
        assert terminal.wait_exit() == 2
        assert "is not a book of Floorbook" in terminal.text()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_book_that_may_only_be_read_is_refused(floor_path: Path) -> None:
    floor_path.chmod(0o400)
    with Terminal(floorbook(floor_path), 200) as terminal:
        assert terminal.wait_exit() == 2
        assert "can only be read here" in terminal.text()


def test_a_clock_that_is_none_is_refused(floor_path: Path) -> None:
    with Terminal(floorbook(floor_path), 200, env={"FLOORBOOK_NOW": "yesterday"}) as terminal:
        assert terminal.wait_exit() == 2
        assert "FLOORBOOK_NOW=yesterday is not a time." in terminal.text()


def test_ctrl_c_ends_nothing_and_leaving_puts_the_terminal_back(floor_path: Path) -> None:
    with at_terminal(floor_path) as terminal:
        terminal.press("ctrl+c", "ctrl+c").settle()
        assert not terminal.ended()
        terminal.press("ctrl+q").wait("Leave Floorbook?").press("esc").wait_gone("Leave Floorbook?")
        terminal.press("ctrl+q").wait("Leave Floorbook?").press("1")
        assert terminal.wait_exit() == 0
        assert restored(terminal)


# Nothing that was typed is lost


def test_kill_9_while_typing_loses_no_draft(floor_path: Path) -> None:
    with at_terminal(floor_path) as terminal:
        terminal.press("f3").wait("newest first").press("3").wait("most urgent first").wait(">  MM")
        terminal.press("i").wait("Note on").type("承诺今天发 half").wait("承诺今天发 half").settle()
        terminal.signal(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
    with at_terminal(floor_path) as terminal:
        terminal.press("f3").wait("newest first").press("3").wait("most urgent first").wait(">  MM")
        terminal.press("i").wait("承诺今天发 half").type(" done").press("enter").wait("Note saved.")
    assert [row["text"] for row in rows(floor_path, "SELECT text FROM order_notes")] == ["承诺今天发 half done"]


# Two processes


def test_a_note_of_a_colleague_is_on_the_card_within_moments(floor_path: Path) -> None:
    (order,) = rows(floor_path, "SELECT id, order_no FROM orders ORDER BY id LIMIT 1")
    with at_terminal(floor_path) as hers, at_terminal(floor_path, "lei") as his:
        for terminal in (hers, his):
            terminal.paste(str(order["order_no"])).wait("may promise")
        his.wait("Lin Mei is here too")
        hers.settle(0.5)
        his.press("i").wait("Note on").type("agreed by phone").press("enter").wait("Note saved.")
        hers.wait("agreed by phone  (Lei Ming", timeout=6)


def test_the_numbers_follow_an_import_and_the_cursor_stays(floor_path: Path, tmp_path: Path) -> None:
    with at_terminal(floor_path) as terminal:
        before = int(number_of(terminal, "Waiting for payment"))
        terminal.press("j", "j").settle()
        with opened(floor_path) as book:
            lines = [{**paid(n), "placed_at": "2026-11-21 08:30:00", "paid_at": ""} for n in range(1, 8)]
            take_lines(book, tmp_path, [{**line, "status": "等待买家付款", "paid": "0"} for line in lines])
        terminal.until(lambda: int(number_of(terminal, "Waiting for payment")) == before + 7, "seven more", 6)
        assert any(re.match(">.*Waiting for payment", line) for line in terminal.text().split("\n"))


def number_of(terminal: Terminal, title: str) -> str:
    """What stands behind an item of Today."""
    line = next(line for line in terminal.text().split("\n") if title in line)
    return line.split(title)[1].split()[0].replace(",", "")


# What is sent


def test_y_sends_the_number_to_the_clipboard_of_her_terminal(floor_path: Path) -> None:
    with at_terminal(floor_path) as terminal:
        terminal.press("f3").wait("newest first").press("4").wait("closing soonest first").settle()
        number = re.findall(r"\d{19}", terminal.text())[0]
        terminal.press("y").settle()
        if "Copy what?" in terminal.text():
            terminal.press("1")
        terminal.wait("Copied, if this terminal allows it:")
        (sent,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", bytes(terminal.raw))
        assert base64.b64decode(sent).decode() == number
        assert number in terminal.text()


def test_nothing_is_sent_while_nothing_changes(floor_path: Path) -> None:
    with at_terminal(floor_path) as terminal:
        for keys in ((), ("f3",), ("enter", "h"), ("f4", "o")):
            terminal.press(*keys).settle(1.0)
            assert terminal.read_for(2.5) == b"", keys  # the book is looked at every second


HOSTILE = (
    "[/red][@click=app.bell]x[/]\x1b]52;c;aGFoYQ==\x07\x1b[2J\u009b31m\u202e123\u2066\u200b\ufeff\x08\t"
    "\U0001f9d1\u200d\U0001f680\U000e0041"
)


def poison(path: Path, text: str) -> None:
    """Put `text` everywhere where people's words stand, past the import that would have cleaned it."""
    with closing(driver.sqlite().connect(str(path))) as connection:
        for table, columns in PEOPLE_SAY.items():
            for column in columns:
                connection.execute(f"UPDATE {table} SET {column}=?", (text,))
        connection.execute("UPDATE people SET name=name || ?", (text,))
        connection.commit()


PEOPLE_SAY = {
    "orders": ("title", "buyer_message", "memo", "closed_reason", "platform_word"),
    "order_lines": ("title",),
    "contacts": ("receiver", "phone", "province", "address"),
    "parcels": ("courier", "courier_word"),
    "shops": ("name", "tag"),
}


def test_an_export_that_tries_to_command_the_terminal_is_read(floor_path: Path, tmp_path: Path) -> None:
    at = {"placed_at": "2026-11-21 08:30:00", "at": "2026-11-21 08:31:00"}
    evil = {"nick": HOSTILE, "title": HOSTILE, "memo": HOSTILE * 5, "message": HOSTILE * 20, "receiver": HOSTILE}
    with opened(floor_path) as book:
        take_lines(book, tmp_path, [*(paid(n, **at) for n in range(2, 30)), paid(1, **at, **evil)])
    (order,) = rows(floor_path, "SELECT title, memo, buyer_message FROM orders WHERE order_no=?", number(1))
    assert all("\x1b" not in text and "\u202e" not in text for text in order.values())
    assert "[@click=app.bell]" in order["title"]


def test_no_text_of_people_commands_the_terminal(floor_path: Path) -> None:
    every = "".join(map(chr, range(0xA0)))
    with opened(floor_path) as book:
        (order,) = rows(floor_path, "SELECT id FROM orders ORDER BY placed_at DESC LIMIT 1")
        save_note(book, person(book).actor, key(), order["id"], HOSTILE + "\n" + every, seen_version=0, before="")
    poison(floor_path, HOSTILE + every)
    with at_terminal(floor_path) as terminal:
        terminal.press("f3").wait("newest first").press("1").settle()
        known = terminal.sequences()
        for pressed in ("enter", "r", "i", "esc", "y", "esc", "h", "esc", "esc", "/"):
            terminal.press(pressed).settle(0.3)
            if pressed in ("enter", "y", "/"):
                assert "[/red]" in terminal.text(), "it is shown as it is"
        terminal.paste(HOSTILE).settle()
        foreign = {each for each in terminal.sequences() - known if not ordinary(each)}
        assert foreign == set()
        sent = re.sub(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P].*?(?:\x07|\x1b\\)|[ -/]*[0-~])", b"", bytes(terminal.raw))
        assert set(re.findall("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e\u2066\u200b]", sent.decode())) == set()
        assert not terminal.ended()


def ordinary(sequence: bytes) -> bool:
    """Colours, moving the cursor, showing it, and the brackets around a frame."""
    return re.fullmatch(rb"\x1b\[(?:[\d;:]*[mH]|\?25[hl]|\?2026[hl]|[\d;]*[ABCD]|\d* q)", sequence) is not None


# Colours


@pytest.mark.parametrize(
    "env",
    [
        {"TERM": "xterm", "COLORTERM": None},
        {"TERM": "xterm-256color", "COLORTERM": None},
        {"NO_COLOR": "1"},
        {"FLOORBOOK_THEME": "ansi-dark"},
        {"FLOORBOOK_THEME": "floorbook-light"},
        {"FLOORBOOK_THEME": "no-such-theme"},
    ],
    ids=["xterm", "256", "none", "ansi", "light", "unknown"],
)
def test_fewer_colours_show_the_same(floor_path: Path, env: dict[str, str | None]) -> None:
    with at_terminal(floor_path, env=env) as terminal:
        terminal.press("j").settle()
        shown = [line for line in terminal.text().split("\n") if line.startswith(">")]
        assert len(shown) == 1, "the cursor is a sign, not a colour"
        assert "Paid and unshipped" in shown[0]
        terminal.press("f3").wait("newest first").press("f10").wait("What can be done here").press("esc")
        terminal.wait_gone("What can be done here").press("ctrl+t").settle()
        assert not terminal.ended()
