"""However the app ends, it ends: soon, without eating the processor, the terminal as it was found."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.terminal.pty import TIMEOUT, Terminal, sample

SOME_CPU = 3.0
"""Seconds of processor time: start and end together take a third of it, a spinning thread more in no time."""


def left_as_found(terminal: Terminal) -> bool:
    return (
        terminal.modes() == terminal.modes_before
        and terminal.cursor_shown()
        and terminal.mode_set(7, default=True)
        and not any(terminal.mode_set(mode) for mode in (1049, 2004, 1004, 2026, 2048))
        and terminal.kitty_depth() == 0
    )


def never_asked_for_the_mouse(terminal: Terminal) -> bool:
    return not any(b"\x1b[?%dh" % mode in terminal.raw for mode in (1000, 1002, 1003, 1006, 1015, 1016))


def state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "gone"


def wait_gone(pid: int) -> None:
    end = time.monotonic() + TIMEOUT
    while state(pid) not in ("gone", "Z"):
        assert time.monotonic() < end, "the process lives on"
        time.sleep(0.02)


def test_leaving_by_key() -> None:
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready")
        assert terminal.modes() != terminal.modes_before
        assert terminal.mode_set(1049)
        assert not terminal.cursor_shown()
        assert terminal.press("q").wait_exit() == 3
        assert left_as_found(terminal)
        assert never_asked_for_the_mouse(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_with_its_exit_code(number: signal.Signals) -> None:
    with Terminal(sample("plain")) as terminal:
        assert terminal.wait("ready").signal(number).wait_exit() == 128 + number
        assert left_as_found(terminal)
        assert b"Traceback" not in terminal.raw


def test_a_second_signal_and_sigcont_disturb_nothing() -> None:
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready").signal(signal.SIGCONT)
        terminal.signal(signal.SIGTERM).signal(signal.SIGCONT).signal(signal.SIGHUP)
        assert terminal.wait_exit() in (128 + signal.SIGTERM, 128 + signal.SIGHUP)
        assert left_as_found(terminal)


def test_a_hang_up_ends_it() -> None:
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready").hang_up()
        assert terminal.wait_exit() == 128 + signal.SIGHUP
        assert terminal.cpu_seconds() < SOME_CPU


def test_a_hang_up_without_a_signal_ends_it() -> None:
    # Without a controlling terminal nobody sends SIGHUP: only reading and writing tell.
    with Terminal(sample("plain"), controlling=False) as terminal:
        terminal.wait("ready").hang_up()
        assert terminal.wait_exit() == 128 + signal.SIGHUP
        assert terminal.cpu_seconds() < SOME_CPU


def test_the_death_of_the_shell_ends_it() -> None:
    with Terminal(["sh", "-c", '"$@"; true', "sh", *sample("plain")]) as terminal:
        terminal.wait("ready")
        (child,) = terminal.children()
        terminal.signal(signal.SIGKILL)
        wait_gone(child)


@pytest.mark.parametrize("redirection", ["<", "2>"])
def test_losing_one_direction_ends_it(redirection: str) -> None:
    other_master, other = os.openpty()
    command = f'exec "$@" {redirection} {os.ttyname(other)}'
    with Terminal(["sh", "-c", command, "sh", *sample("plain")]) as terminal:
        if redirection == "<":
            terminal.wait("ready")
        else:
            seen = b""
            while b"ready" not in seen:
                seen += os.read(other_master, 4096)
        os.close(other)
        os.close(other_master)
        with suppress(OSError):
            terminal.press("a")  # something to draw
        assert terminal.wait_exit() == 128 + signal.SIGHUP
        assert terminal.cpu_seconds() < SOME_CPU
        assert left_as_found(terminal)


def test_a_stuck_app_ends_all_the_same() -> None:
    with Terminal(sample("stuck")) as terminal:
        terminal.wait("ready").press("s").wait("stuck")
        assert terminal.signal(signal.SIGTERM).wait_exit() == 128 + signal.SIGTERM
        assert left_as_found(terminal)


@pytest.mark.parametrize("closing", ["< /dev/null", "<&-", "2> /dev/null"])
def test_without_a_terminal_it_says_so(closing: str) -> None:
    with Terminal(["sh", "-c", f'"$@" {closing}', "sh", *sample("plain")]) as terminal:
        assert terminal.wait_exit() == 2
        assert ("needs a terminal" in terminal.text()) == ("2>" not in closing)
        assert not terminal.sequences()


def test_output_that_nobody_takes_any_more_is_no_complaint() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    code = "import sys; from tui.terminal import settings; sys.stdout.write('x'); settings.quiet_exit()"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run([*sample()[:1], "-c", code], stdout=writing, stderr=-1, env=env, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_stopped_and_continued() -> None:
    with Terminal(["sh", "-c", '"$@"; exit $?', "sh", *sample("plain")]) as terminal:
        terminal.wait("ready").press("a").wait("ready a")
        (child,) = terminal.children()
        os.kill(child, signal.SIGTSTP)
        terminal.until(lambda: state(child) == "T", "stopped")
        terminal.until(lambda: left_as_found(terminal), "the terminal as it was found")
        before = len(terminal.raw)
        os.kill(child, signal.SIGCONT)
        terminal.until(lambda: b"ready a" in terminal.raw[before:], "drawn again")
        terminal.until(lambda: b"\x1b[24;1H" in terminal.raw[before:], "drawn to the last line")
        terminal.press("b").wait("ready a b")
        assert terminal.press("q").wait_exit() == 3
        assert left_as_found(terminal)


def test_who_has_no_shell_does_not_stop() -> None:
    with Terminal(sample("plain")) as terminal:
        terminal.wait("ready").press("Z").signal(signal.SIGTSTP).press("a").wait("ready Z a")
        assert terminal.press("q").wait_exit() == 3


@pytest.mark.parametrize(("name", "key", "code"), [("untidy", "q", 1), ("plain", "e", 5)])
def test_untidy_ends_are_tidied(name: str, key: str, code: int) -> None:
    with Terminal(sample(name)) as terminal:
        assert terminal.wait("ready").press(key).wait_exit() == code
        assert left_as_found(terminal)
        assert "secret" not in terminal.raw.decode()


def test_a_terminal_that_takes_nothing_does_not_keep_it() -> None:
    with Terminal(sample("flood")) as terminal:
        terminal.wait("ready more")
        used, end = -1.0, time.monotonic() + TIMEOUT
        while used != (used := terminal.cpu_seconds()):  # until it waits for us, who read nothing
            assert time.monotonic() < end
            time.sleep(0.5)
        terminal.signal(signal.SIGTERM)
        while not terminal.ended():
            assert time.monotonic() < end
            time.sleep(0.02)
        assert terminal.exit_code == 128 + signal.SIGTERM
        assert terminal.modes() == terminal.modes_before


def test_the_mouse_is_there_for_who_asks() -> None:
    with Terminal(sample("plain"), env={"FLOORBOOK_MOUSE": "1"}) as terminal:
        terminal.wait("ready")
        assert terminal.mode_set(1003)
        terminal.press("q").wait_exit()
        assert not terminal.mode_set(1003)
        assert not terminal.mode_set(1000)


def test_textual_variables_are_not_obeyed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    disturbing = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_LOG": str(log),
        "TEXTUAL_PRESS": "q",
        "TEXTUAL_SHOW_RETURN": "1",
    }
    root = str(Path(__file__).parents[2])
    env = {**disturbing, "PYTHONPATH": root, "IN": str(tmp_path)}
    with Terminal(["sh", "-c", 'cd "$IN" && exec "$@"', "sh", *sample("plain")], env=env) as terminal:
        terminal.wait("ready").press("a").wait("ready a").press("q")
        assert terminal.wait_exit() == 3
        assert "returned" not in terminal.text()
    assert list(tmp_path.iterdir()) == []


def test_importing_the_base_brings_no_book_along() -> None:
    code = "import sys, tui.terminal.base; print(*sorted(sys.modules))"
    modules = subprocess.run([*sample()[:1], "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"sqlmodel", "sqlalchemy", "sqlite3", "pysqlite3", "apscheduler"} & set(modules)
    assert {name for name in modules if name.startswith("store")} <= {
        "store",
        "store.book",
        "store.book.errors",
    }
