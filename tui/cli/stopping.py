"""Ctrl+C, and a terminal that goes away, during an import: at once while reading, between two slices while merging."""

from __future__ import annotations

import signal
from types import FrameType, TracebackType
from typing import Any, Self

STOPPED = 130
"""What a shell expects of a program that was stopped with Ctrl+C."""

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopping:
    """While it is entered, a wish to stop is a `KeyboardInterrupt`; one during a slice waits for the slice's end.

    Somebody who cannot wait asks twice.
    """

    def __init__(self) -> None:
        self._before: dict[int, Any] = {}
        self._wanted = False
        self._patient = False

    def __enter__(self) -> Self:
        # What was told to be ignored stays so: `nohup` must outlive the terminal.
        heard = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
        self._before = {number: signal.signal(number, self._asked) for number in heard}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def reading(self, *, finished: bool) -> None:
        """The file is being read, or has been read to its end and is merged from now on."""
        self._patient = finished

    def slice_done(self) -> None:
        """A slice is in the book: the moment to stop.

        Raises:
            KeyboardInterrupt: somebody asked to stop.
        """
        if self._wanted:
            raise KeyboardInterrupt

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        if not self._patient or self._wanted:
            raise KeyboardInterrupt
        self._wanted = True
