"""What stands on a terminal that was written to: pyte's screen, without what it would answer or misread."""

from __future__ import annotations

import contextlib
import re
from typing import Any

import pyte
from wcwidth import wcwidth

SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_].*?(?:\x07|\x1b\\)|[ -/]*[0-~])",
    re.DOTALL,
)
"""One escape sequence: CSI, a string such as OSC up to its end, or a short one."""
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>?][0-9;]*(?:\$[py]|[umn])|\x1bP[^\x1b]*\x1b\\")


class _Screen(pyte.Screen):
    def report_device_status(self, mode: int, **kwargs: Any) -> None:
        """Nothing is answered here."""


class Shown:
    """A screen of so many columns and rows."""

    def __init__(self, cols: int, rows: int) -> None:
        self._screen = _Screen(cols, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._half = b""

    def resize(self, cols: int, rows: int) -> None:
        """Give it another size."""
        self._screen.resize(rows, cols)

    def feed(self, data: bytes) -> None:
        """Take in what a program writes; a sequence that ends in the next bytes waits for them."""
        data, self._half = self._half + data, b""
        if (cut := data.rfind(b"\x1b")) >= 0 and not SEQUENCE.match(data, cut):
            data, self._half = data[:cut], data[cut:]
        for part in re.split(rb"(?=\x1b)", _UNKNOWN_TO_PYTE.sub(b"", data)):
            with contextlib.suppress(TypeError, ValueError, IndexError):  # a bad sequence costs only itself
                self._stream.feed(part)

    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self._line(y) for y in range(self._screen.lines))

    def _line(self, y: int) -> str:
        """One line; the second half of a wide character takes no column of the string."""
        cells, row, x = [], self._screen.buffer[y], 0
        while x < self._screen.columns:
            data = row[x].data or " "
            cells.append(data)
            x += max(1, wcwidth(data[0]))
        return "".join(cells).rstrip()
