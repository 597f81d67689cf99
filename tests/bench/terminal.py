"""A program on a real pseudo-terminal: press a key, read to the last byte, tell how long and how much."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import NamedTuple

PAUSE = 0.08
"""An answer has ended when nothing was written for so long."""

PATIENCE = 60.0

SYNC_ASKED, SYNC_YES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
UNWANTED = ("LINES", "COLUMNS", "NO_COLOR", "TMUX", "STY")
TICKS = os.sysconf("SC_CLK_TCK")


class Answer(NamedTuple):
    """What came for a key: seconds to its last byte, and how many bytes."""

    seconds: float
    bytes: int


class Terminal:
    """Runs a program; use it as a context manager, so that the program is gone afterwards.

    Args:
        env: variables of the program beside those of a terminal.
    """

    def __init__(
        self, argv: Sequence[str], cols: int = 120, rows: int = 40, env: Mapping[str, str] | None = None
    ) -> None:
        kept = {k: v for k, v in os.environ.items() if k not in UNWANTED and not k.startswith(("TEXTUAL", "FLOORBOOK"))}
        kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(env or {})}
        self.written = bytearray()
        self.came: list[tuple[float, int]] = []
        """When something was read, and how much there was by then."""
        self.began = self._last = time.perf_counter()
        self.pid, self._fd = _started(argv, kept, cols, rows)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _read(self, timeout: float) -> int:
        if not select.select([self._fd], [], [], timeout)[0]:
            return 0
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError as error:
            raise EOFError(bytes(self.written[-2000:]).decode(errors="replace")) from error
        self._last = time.perf_counter()
        self.written += data
        self.came.append((self._last, len(self.written)))
        if SYNC_ASKED in data:
            os.write(self._fd, SYNC_YES)
        return len(data)

    def quiet(self, pause: float = PAUSE) -> None:
        """Read until nothing comes."""
        while self._read(pause):
            pass

    def seen(self, *texts: str) -> float:
        """Read until the program has written one of `texts`; the seconds from its start to the bytes of it."""
        end = time.perf_counter() + PATIENCE
        while not any(text.encode() in self.written for text in texts):
            if time.perf_counter() > end:
                raise TimeoutError(f"{texts} never came: {bytes(self.written[-2000:])!r}")
            self._read(PAUSE)
        return self._last - self.began

    def wait(self, *texts: str) -> None:
        """Read until the program has written one of `texts` and all that belongs to it."""
        self.seen(*texts)
        self.quiet(4 * PAUSE)

    def press(self, key: bytes) -> Answer:
        """Press a key and read its whole answer."""
        self.quiet()
        before, begun = len(self.written), time.perf_counter()
        os.write(self._fd, key)
        if self._read(PATIENCE):
            self.quiet()
        return Answer(self._last - begun, len(self.written) - before)

    def press_until(self, key: bytes, mark: bytes) -> float:
        """Press a key and read until `mark` has come, whatever else is written meanwhile; the seconds."""
        before, begun = len(self.written), time.perf_counter()
        os.write(self._fd, key)
        while mark not in self.written[before:]:
            if not self._read(PATIENCE):
                raise TimeoutError(f"{key!r} was not answered: {bytes(self.written[before:])!r}")
        return self._last - begun

    def bytes_in(self, seconds: float) -> int:
        """How much the program writes in so many seconds."""
        before, end = len(self.written), time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)
        return len(self.written) - before

    def cpu_seconds(self) -> float:
        """Processor time that the program has used."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> int:
        """The program's proportional share of memory (PSS), in bytes."""
        with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))


def _started(argv: Sequence[str], env: Mapping[str, str], cols: int, rows: int) -> tuple[int, int]:
    pid, fd = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        try:
            os.execvpe(argv[0], list(argv), dict(env))
        finally:
            os._exit(127)
    return pid, fd
