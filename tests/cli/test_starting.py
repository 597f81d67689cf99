"""Starting: quick, in the right language, with the background jobs behind it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.book.leases import is_held
from store.book.transactions import Book
from tests.cli.floorbook import at, environment, floorbook, wait_until
from tests.jobs.processes import lease_row
from tui.cli import background
from tui.cli.demo.orders import write_order_export

HEAVY = ("textual", "rich", "sqlmodel", "sqlalchemy", "alembic", "apscheduler", "pydantic", "platformdirs")
OF_A_CARD = ("store.desk.order_card", "store.refunds.queries", "store.stock.tables", "store.orders.commands")
COMMANDS = ("", "import", "shop", "shop add", "shop set", "people", "people set", "doctor", "keys", "demo")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_wait_for_nothing_heavy(option: str) -> None:
    code = (
        "import sys\nfrom tui.cli.main import main\n"
        f"try: main([{option!r}])\nexcept SystemExit: pass\n"
        f"print('loaded:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "loaded: []"


def test_the_list_of_orders_waits_for_nothing_that_only_a_card_shows() -> None:
    code = f"import sys, tui.screens.orders; print([name for name in {OF_A_CARD!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["en", "zh_CN", "xx"])
def test_every_help_is_there_in_every_language(command: str, language: str) -> None:
    done = floorbook("--lang", language, *command.split(), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "--book" in done.stdout
    if language == "xx":
        described = [line for line in done.stdout.splitlines() if line and not line.startswith(" ")]
        assert all("⟦" in line for line in described[:1])


@pytest.mark.parametrize("language", ["en", "zh_CN", "xx"])
def test_what_is_asked_wrongly_is_said_in_every_language(language: str) -> None:
    for arguments in (("import",), ("shop", "add", "MM", "x", "--platform", "moon"), ("dance",)):
        done = floorbook("--lang", language, *arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("language", ["zh_CN", "xx"])
def test_every_command_answers_in_the_other_languages_too(language: str, book_path: Path, tmp_path: Path) -> None:
    book = ("--book", book_path, "--lang", language)
    assert floorbook("shop", "add", "MM", "棉木", "--platform", "tmall", *book).returncode == 0
    assert floorbook("shop", *book).returncode == 0
    assert floorbook("shop", "set", "MM", "cut_off=15:30", *book).returncode == 0
    assert floorbook("people", "add", "lin", "--name", "林", *book).returncode == 0
    assert floorbook("people", "--as", "lin", *book).returncode == 0
    assert floorbook("doctor", *book).returncode == 0
    export = tmp_path / "ExportOrderList202611200812.csv"
    write_order_export(export, 20, at("2026-11-20T08:12:00+08:00"))
    assert floorbook("import", export, "--dry-run", *book).returncode == 1
    assert floorbook("import", export, *book).returncode == 1


def test_a_broken_clock_is_refused_with_a_sentence(tmp_path: Path) -> None:
    done = floorbook("shop", "--book", tmp_path / "b.db", FLOORBOOK_NOW="yesterday")
    assert done.returncode == 2
    assert "FLOORBOOK_NOW=yesterday" in done.stderr


def test_the_book_named_on_the_command_line_goes_before_the_environment(tmp_path: Path) -> None:
    floorbook("people", "--as", "lin", "--book", tmp_path / "here.db", FLOORBOOK_DB=str(tmp_path / "there.db"))
    assert (tmp_path / "here.db").exists()
    assert not (tmp_path / "there.db").exists()


def test_the_jobs_start_behind_it_in_a_session_of_their_own(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(background.SWITCH, raising=False)
    background.start_jobs(book.path)
    wait_until(lambda: is_held(book, "scheduler"), "the jobs run")
    number = int(lease_row(book)["holder"].rpartition(":")[2])
    try:
        assert os.getsid(number) == number
    finally:
        os.kill(number, signal.SIGTERM)
    wait_until(lambda: not is_held(book, "scheduler"), "the jobs have left")


def test_somebody_else_may_run_the_jobs(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(background.SWITCH, "off")
    monkeypatch.setattr(subprocess, "Popen", None)
    background.start_jobs(book.path)
