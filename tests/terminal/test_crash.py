"""A fault is a sentence and a number on a terminal that works again; the trace is private, quotes nobody."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.book.errors import Refusal
from tests.terminal.pty import Terminal, sample
from tests.terminal.test_endings import left_as_found
from tui.terminal import crash


@pytest.mark.parametrize("key", ["!", "！"])
def test_a_crash_shows_a_number_and_nothing_else(tmp_path: Path, key: str) -> None:
    logs = tmp_path / "state" / "logs"
    with Terminal(sample("plain", str(logs)), cols=200) as terminal:
        assert terminal.wait("ready").press(key).wait_exit() == 1
        assert left_as_found(terminal)
        after = bytes(terminal.raw).rpartition(b"\x1b[?1004l")[2].decode()
    (trace,) = logs.iterdir()
    number = trace.stem.removeprefix("fault-")
    assert f"fault {number}." in after
    assert str(trace) in after
    for leak in ("secret", "张三", "Traceback", "buyer", "ValueError"):
        assert leak not in after


def test_the_trace_is_private_and_has_places_but_no_values(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    with Terminal(sample("plain", str(logs))) as terminal:
        terminal.wait("ready").press("!").wait_exit()
    (trace,) = logs.iterdir()
    assert stat.S_IMODE(trace.stat().st_mode) == 0o600
    assert stat.S_IMODE(logs.stat().st_mode) == 0o700
    text = trace.read_text()
    assert "action_crash" in text
    assert "builtins.ValueError" in text
    assert "secret-message 张三" not in text


def test_a_crash_without_a_folder_still_has_a_number() -> None:
    with Terminal(sample("plain"), cols=200) as terminal:
        assert terminal.wait("ready").press("!").wait_exit() == 1
        assert "Floorbook has stopped: fault" in terminal.text()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    fault = crash.record(KeyError("x"), tmp_path / "file")
    assert fault.path is None
    assert fault.number in fault.sentence()


def test_a_number_is_never_written_over(tmp_path: Path) -> None:
    now = datetime(2026, 11, 21, 10, 12, 13, tzinfo=UTC)
    first = crash.record(KeyError("x"), tmp_path, now)
    assert first.number.startswith("20261121-101213-")
    assert crash.record(KeyError("y"), tmp_path, now).path is None
    assert first.path is not None
    assert "KeyError" in first.path.read_text()


def raised(error: Exception) -> Exception:
    try:
        try:
            raise error
        except Exception as cause:
            raise RuntimeError("张三 13800000000") from cause
    except RuntimeError as result:
        return result


def test_messages_that_could_quote_people_are_left_out() -> None:
    text = "".join(crash.described(raised(KeyError("张三"))))
    assert "张三" not in text.replace('raise RuntimeError("张三 13800000000")', "")
    assert text.index("builtins.KeyError\n") < text.index("which led to") < text.index("builtins.RuntimeError\n")


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (AttributeError("'NoneType' object has no attribute 'x'"), "no attribute 'x'"),
        (FileNotFoundError(2, "No such file", "/home/张三"), ": No such file\n"),
        (Refusal("order.unknown", order="123"), "Refusal: order.unknown\n"),
        (ExceptionGroup("several", [IndexError("list index out of range")]), "list index out of range"),
    ],
)
def test_messages_about_code_are_kept(error: Exception, shown: str) -> None:
    text = "".join(crash.described(error))
    assert shown in text
    assert "张三" not in text
