"""A real pseudo-terminal with a program on it: press keys, wait for text, look at bytes and at the process.

    with Terminal([sys.executable, "-m", "tests.terminal.samples", "plain"]) as terminal:
        terminal.wait("ready").press("down", "enter")
        assert "chosen" in terminal.text()

Nothing sleeps: every wait is for a condition, ends when it is met, and fails with the screen after `TIMEOUT`.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self

from tests.terminal.shown import SEQUENCE, Shown

TIMEOUT = 20.0
TICKS = os.sysconf("SC_CLK_TCK")

KEYS = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "insert": "\x1b[2~", "delete": "\x1b[3~",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~",
    "f10": "\x1b[21~", "f11": "\x1b[23~", "f12": "\x1b[24~",
}  # fmt: skip

ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>0;276;0c",
}
"""What terminals are asked, and what they answer."""


class Terminal:
    """A program on its own pseudo-terminal, ended and closed when the `with` block is left.

    Args:
        argv: the program and its arguments.
        cols: columns of the terminal.
        rows: rows of the terminal.
        env: variables for the program, over the present ones less those that disturb; None removes one.
        controlling: whether it is the program's controlling terminal, the one that sends it signals.
    """

    def __init__(
        self,
        argv: Sequence[str],
        cols: int = 80,
        rows: int = 24,
        env: Mapping[str, str | None] | None = None,
        *,
        controlling: bool = True,
    ) -> None:
        self.raw = bytearray()
        """Every byte that the program has written."""
        self.exit_code: int | None = None
        """None while it runs; minus the signal's number if one ended it."""
        self.cols, self.rows = cols, rows
        self._shown = Shown(cols, rows)
        self._master, self._slave = pty.openpty()
        self._open = True
        self._used = 0.0
        self.resize(cols, rows)
        self.modes_before = self.modes()
        self.pid = self._start(list(argv), _environment(env or {}), controlling)

    def _start(self, argv: list[str], env: dict[str, str], controlling: bool) -> int:
        pid = os.fork()
        if pid == 0:
            try:
                os.close(self._master)
                _login(self._slave, controlling)
                os.execvpe(argv[0], argv, env)
            finally:
                os._exit(127)
        return pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    # -- what a person does

    def write(self, data: bytes) -> Self:
        """Write bytes as the terminal would; never blocks for ever, because it goes on reading."""
        while data:
            _, writable, _ = select.select([], [self._master], [], 0.01)
            if writable:
                data = data[os.write(self._master, data[:512]) :]
            self._pump(0.0)
        return self

    def press(self, *keys: str) -> Self:
        """Press keys by name (`enter`, `f10`, `ctrl+c`, `a`, `？`), one after the other."""
        for key in keys:
            self.write(key_bytes(key))
        return self

    def type(self, text: str) -> Self:
        """Type `text` as it is."""
        return self.write(text.encode())

    def paste(self, text: str) -> Self:
        """Paste `text`, bracketed, as a terminal does that does not look into it."""
        return self.write(b"\x1b[200~" + text.replace("\n", "\r").encode() + b"\x1b[201~")

    def resize(self, cols: int, rows: int) -> Self:
        """Give the terminal another size; the program is told by SIGWINCH."""
        self.cols, self.rows = cols, rows
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        self._shown.resize(cols, rows)
        return self

    def signal(self, number: int) -> Self:
        """Send the program a signal."""
        os.kill(self.pid, number)
        return self

    def hang_up(self) -> Self:
        """Close the terminal under the program, as a dropped connection does."""
        if self._open:
            self._open = False
            os.close(self._master)
            os.close(self._slave)
        return self

    # -- what a person sees

    def text(self) -> str:
        """The screen as text."""
        return self._shown.text()

    def wait(self, text: str, timeout: float = TIMEOUT) -> Self:
        """Until `text` stands on the screen."""
        return self.until(lambda: text in self.text(), f"{text!r} on the screen", timeout)

    def wait_gone(self, text: str, timeout: float = TIMEOUT) -> Self:
        """Until `text` no longer stands on the screen."""
        return self.until(lambda: text not in self.text(), f"{text!r} gone from the screen", timeout)

    def until(self, met: Callable[[], bool], what: str, timeout: float = TIMEOUT) -> Self:
        """Until `met()`; fails with the screen when it does not come, or the program ends before."""
        end = time.monotonic() + timeout
        while not met():
            ended = self.ended()  # asked first: what it wrote before its end is then read below
            more = self._pump(0.0 if ended else 0.05)
            if ((ended and not more) or time.monotonic() > end) and not met():
                raise AssertionError(f"never came: {what}; exit code {self.exit_code}\n{self.text()}")
        return self

    def read_for(self, seconds: float) -> bytes:
        """What the program writes in `seconds`: for the one case in which nothing is what is waited for."""
        before, end = len(self.raw), time.monotonic() + seconds
        while self._open and (left := end - time.monotonic()) > 0:
            self._pump(left)
        return bytes(self.raw[before:])

    def settle(self, pause: float = 0.4, timeout: float = TIMEOUT) -> Self:
        """Until nothing has been written for `pause` seconds."""
        end = time.monotonic() + timeout
        while self.read_for(pause):
            assert time.monotonic() < end, f"never quiet\n{self.text()}"
        return self

    def sequences(self) -> set[bytes]:
        """Every different escape sequence that was written."""
        return set(SEQUENCE.findall(bytes(self.raw)))

    def cursor_shown(self) -> bool:
        """Whether the last word about the cursor was to show it."""
        return self.mode_set(25, default=True)

    def mode_set(self, number: int, *, default: bool = False) -> bool:
        """Whether the private mode `number` was last set (1049 the other screen, 2004 bracketed paste)."""
        found = re.findall(rb"\x1b\[\?%d([hl])" % number, bytes(self.raw))
        return found[-1] == b"h" if found else default

    def kitty_depth(self) -> int:
        """How many keyboard modes were pushed and not popped."""
        raw = bytes(self.raw)
        return len(re.findall(rb"\x1b\[>[0-9]*u", raw)) - len(re.findall(rb"\x1b\[<[0-9]*u", raw))

    def modes(self) -> list[Any]:
        """The line's modes (termios), as another program on the terminal would find them."""
        return termios.tcgetattr(self._slave)

    # -- the process

    def ended(self) -> bool:
        """Whether the program is gone; then `exit_code` is known."""
        if self.exit_code is None:
            pid, status, used = os.wait4(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
                self._used = used.ru_utime + used.ru_stime
        return self.exit_code is not None

    def wait_exit(self, timeout: float = TIMEOUT) -> int:
        """Wait for the program's end; its exit code."""
        end = time.monotonic() + timeout
        while not self.ended():
            assert time.monotonic() < end, f"still running\n{self.text()}"
            if not self._open:
                time.sleep(0.02)  # there is no descriptor to wait on
            self._pump(0.05)
        while self._pump(0.0):
            pass
        assert self.exit_code is not None
        return self.exit_code

    def cpu_seconds(self) -> float:
        """Processor time that the program has used (and, once it has ended, the children it waited for)."""
        if self.ended():
            return self._used
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> int:
        """The program's proportional share of memory (PSS), in bytes."""
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))

    def close(self) -> None:
        """Hang up and make sure that the program is gone."""
        self.hang_up()
        end = time.monotonic() + 5.0
        while not self.ended() and time.monotonic() < end:
            time.sleep(0.02)
        if not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.exit_code = -signal.SIGKILL

    def children(self) -> list[int]:
        """The processes that the program has started itself."""
        with open(f"/proc/{self.pid}/task/{self.pid}/children", encoding="ascii") as file:
            return [int(pid) for pid in file.read().split()]

    # -- reading

    def _pump(self, timeout: float) -> bool:
        """Take in what the program writes within `timeout`, as soon as it does; whether there was anything."""
        if not self._open or not select.select([self._master], [], [], timeout)[0]:
            return False
        data = os.read(self._master, 1 << 16)
        self.raw += data
        self._answer(data)
        self._shown.feed(data)
        return True

    def _answer(self, data: bytes) -> None:
        # With ECHO on nobody reads the answers and they would stand on the screen.
        if not self.modes()[3] & termios.ECHO:
            for asked, answer in ANSWERS.items():
                for _ in range(data.count(asked)):
                    os.write(self._master, answer)


def key_bytes(name: str) -> bytes:
    """What a terminal sends for the key `name`."""
    if name in KEYS:
        return KEYS[name].encode()
    if name.startswith("ctrl+") and len(name) == 6:
        return bytes([ord(name[5].upper()) & 0x1F])
    if name.startswith("alt+") and len(name) == 5:
        return b"\x1b" + name[4].encode()
    if len(name) == 1:
        return name.encode()
    raise ValueError(f"no such key: {name!r}")


def sample(*args: str) -> list[str]:
    """The command that runs a sample app."""
    return [sys.executable, "-m", "tests.terminal.samples", *args]


def _environment(env: Mapping[str, str | None]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TEXTUAL", "FLOORBOOK", "LC_")) and name not in _DISTURBING
    }
    kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    for name, value in env.items():
        kept.pop(name, None)
        if value is not None:
            kept[name] = value
    return kept


_DISTURBING = {"LINES", "COLUMNS", "NO_COLOR", "TMUX", "STY", "TERM_PROGRAM", "PYTEST_CURRENT_TEST"}


def _login(slave: int, controlling: bool) -> None:
    """Make `slave` the three streams, and perhaps the controlling terminal, of this new session."""
    os.setsid()
    if controlling:
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for fileno in (0, 1, 2):
        os.dup2(slave, fileno)
    if slave > 2:
        os.close(slave)
