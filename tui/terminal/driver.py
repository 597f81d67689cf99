"""Between Textual and the terminal: input that never kills, output that may be cut, modes put back."""

from __future__ import annotations

import os
import selectors
import signal
import sys
import time
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any, cast

from textual import constants, events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import InBandWindowResize

from tui.terminal.decoding import Decoder
from tui.terminal.modes import put_back
from tui.terminal.settings import wants_mouse
from tui.terminal.signals import HUNG_UP
from tui.terminal.wire import Wire

PASTE_ENDS_AFTER = 3.0
"""Seconds of silence in the middle of a paste after which its end is taken for lost."""


class UndecodableInput(Message):
    """The terminal sends something that is not UTF-8 (posted to the app, once)."""


class FloorbookDriver(LinuxDriver):
    """Textual's driver for a terminal that can lie, stutter and vanish."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        # Never `debug`: it writes every key that is typed into a file.
        super().__init__(app, debug=False, mouse=mouse and wants_mouse(), size=size)
        # Textual's parser and start-up ask this constant. Floorbook does without the kitty protocol: with
        # "report all keys" iTerm2 loses what an input method commits, WezTerm on Windows drops full-width
        # punctuation under any of its flags (wezterm#7915), and Textual types out a committed phrase of five
        # characters as digits (it gives up at 32 characters of a sequence). What it gives, ctrl+enter and
        # the like, is not used, because plain terminals lack it.
        constants.DISABLE_KITTY_KEY = True  # type: ignore[misc]
        self.on_end: Callable[[int], None] = lambda code: None
        """Called on the loop with the exit code when there is nobody left to work for."""
        self._told_undecodable = False
        self._taken = False
        self._frame = ""
        if sys.__stderr__ is not None:
            wire = Wire(sys.__stderr__.fileno(), sys.__stderr__.encoding, self._lost)
            self._file = cast("TextIOWrapper", wire)
        # On the loop instead of between any two instructions: a handler that comes while the output queue
        # holds its own lock would wait for itself.
        self._loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        self._loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)

    def _sigtstp_application(self, *_: object) -> None:
        # The first process of an SSH session has no shell above it that could ever continue it.
        if os.getsid(0) != os.getpid():
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        # The kernel also sends this one on a hang-up and systemd with SIGTERM. Starting twice would remember
        # our own modes as those to go back to.
        if self._must_signal_resume or self._writer_thread is None:
            super()._sigcont_application()
        else:
            self.send_message(cast("Any", self.SignalResume()))

    def start_application_mode(self) -> None:
        """Take the terminal; keyboard flags that somebody left behind are set aside until we give it back."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._taken = self._writer_thread is not None
        self.write("\x1b[>0u")

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        super().stop_application_mode()
        self._taken = False

    def abandon(self) -> None:
        """Give the terminal back without waiting for anybody: a thread may hang, the writer's for one."""
        put_back(self.attrs_before, screen=self._taken)

    def write(self, data: str) -> None:
        """Write to the terminal while it is ours. A frame goes as one: each piece would wake the writer's thread."""
        if self._writer_thread is None:
            return
        self._frame += data
        if data == SYNC_END or not self._frame.startswith(SYNC_START):
            self._writer_thread.write(self._frame)
            self._frame = ""

    def send_message(self, message: Message) -> None:
        """Give a message to the app, from whatever thread."""
        self._loop.call_soon_threadsafe(self._app.post_message, message)

    def close(self) -> None:
        """Stop writing; what comes later is dropped, because nobody would empty the queue."""
        super().close()
        self._writer_thread = None

    def _query_in_band_window_resize(self) -> None:
        """Not asked: SIGWINCH tells the size, and a size inside a pasted text would be believed."""

    def process_message(self, message: Message) -> None:
        """Hand a message on, unless it is one that this terminal was not asked for."""
        if isinstance(message, (events.Resize, InBandWindowResize)):
            return
        if isinstance(message, events.MouseEvent) and not self._mouse:
            return
        super().process_message(message)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - a thread's error boundary: it ends in the app's own
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read until told to stop, or until there is nothing left to read from."""
        decoder = Decoder()
        heard = time.monotonic()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    data = self._read()
                    if data is None:
                        self._lost()
                        return
                    heard = time.monotonic()
                    self._deliver(decoder, decoder.feed(data))
                elif decoder.pasting and time.monotonic() - heard > PASTE_ENDS_AFTER:
                    self._deliver(decoder, decoder.end_paste())
                self._deliver(decoder, decoder.wait())

    def _read(self) -> bytes | None:
        """What has come, or None when the terminal is gone: end of file, or an error that will not pass."""
        try:
            return os.read(self.fileno, 4096) or None
        except BlockingIOError:
            return b""
        except OSError:
            return None

    def _deliver(self, decoder: Decoder, messages: list[Message]) -> None:
        for message in messages:
            self.process_message(message)
        if decoder.failed and not self._told_undecodable:
            self._told_undecodable = True
            self.process_message(UndecodableInput())

    def _lost(self) -> None:
        """The terminal is gone; called from the input and the output thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.on_end, HUNG_UP)
