"""What every terminal app of Floorbook is built on: all that stands between its screens and the wire."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from textual import events, on
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter

from tui.terminal import clipboard, crash, settings, signals
from tui.terminal.deafness import Deafness, goes_into_text, is_text_field
from tui.terminal.driver import FloorbookDriver, UndecodableInput
from tui.terminal.holding import Holding
from tui.terminal.text import cleaned
from tui.terminal.wall import Wall
from tui.words.catalogue import tr


class TerminalApp(App[int]):
    """An app that leaves the terminal as it was found, however it ends.

    Args:
        logs: the private folder for the traces of faults; None writes none.
    """

    def __init__(self, *, logs: Path | None = None) -> None:
        settings.ignore_environment()
        super().__init__(driver_class=FloorbookDriver)
        self.animation_level = "none"
        self.logs = logs
        self._fault: crash.Fault | None = None
        self._ending = self._insisted = False
        self._deafness = Deafness()
        self._holding = Holding()
        self._wall = Wall()

    def end(self, code: int) -> None:
        """Leave because of something outside: nobody is asked, and it happens within seconds."""
        if self._ending:
            return
        self._ending = True
        self._insist(code)
        self.exit(return_code=code)

    def _insist(self, code: int) -> None:
        if not self._insisted:
            self._insisted = True
            driver = self._driver
            signals.insist(code, driver.abandon if isinstance(driver, FloorbookDriver) else lambda: None)

    def release_terminal(self) -> None:
        """Give the terminal back when Textual has not come to it."""
        if isinstance(self._driver, FloorbookDriver):
            self._insist(1)
            self._driver.close()
            self._driver.abandon()

    def copy(self, text: str) -> None:
        """Send `text` to the clipboard and say so, and that it may have failed."""
        self.notify(clipboard.copy(self, text), markup=False)

    def copy_to_clipboard(self, text: str) -> None:
        """Send `text` to the clipboard: cleaned, and only if it is short enough for one."""
        if clipboard.fits(text):
            super().copy_to_clipboard(cleaned(text))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and behind them the wall."""
        return [*super().get_line_filters(), self._wall]

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted, and hear no command keys right after it."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = cleaned(event.text)
            self._deafness.pasted(event.time)
        elif isinstance(event, events.Key) and not event.is_forwarded and self._deafness.deaf(event.time):
            if self.focused is not None and goes_into_text(event, self.focused):
                self.focused._forward_event(event)  # past the bindings, straight into the text
            return
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._heed(event)
        else:
            await super().on_event(event)

    async def _heed(self, event: events.Key | events.Paste) -> None:
        """Hear a key or a paste, now or when what it is for is there."""
        if self._holding.waiting is not self.screen:
            self._holding.end()  # another screen came: the question will not
        if self._holding.waiting is None and self.keys_wait:
            self._holding.begin(time.monotonic(), self.screen, resting=True)
        if self._holding.keeps(event):
            return
        screen, focused = self.screen, self.focused
        await super().on_event(event)
        if self.screen is screen and not (isinstance(event, events.Key) and goes_into_text(event, focused)):
            self.gave_key()

    def gave_key(self) -> None:
        """A key that does not only type has been given to the screen on top, which may have yet to obey it."""

    @property
    def keys_wait(self) -> bool:
        """Whether the screen on top does not show yet what keys are meant for."""
        return False

    def hold_keys(self, waiting: object) -> None:
        """From now on keys are for the screen or question that is on its way: `waiting`, or what the screen `waiting`
        asks; as long as that is the screen on top."""
        self._holding.begin(time.monotonic(), waiting)

    def drop_keys(self) -> None:
        """The question will not come, or nobody expected it: what was typed meanwhile is forgotten."""
        self._holding.end()

    async def let_keys_go(self, waiting: object) -> None:
        """What they are for is there: it gets what was typed, in the order of typing."""
        if self._holding.waiting is waiting:
            for event in self._holding.release():
                await self._heed(event)

    async def came_to_rest(self, screen: object) -> None:
        """A screen shows what keys are meant for; those that it is to ask a question with wait on."""
        if self._holding.resting:
            await self.let_keys_go(screen)

    def _build_driver(self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> Driver:
        driver = super()._build_driver(headless, inline, mouse, size)
        if isinstance(driver, FloorbookDriver):
            driver.on_end = self.end
            signals.install(asyncio.get_running_loop(), self.end, self._insist)
        return driver

    def _set_pointer_shape(self, shape: str) -> None:
        if settings.wants_mouse():
            super()._set_pointer_shape(shape)

    def _handle_exception(self, error: Exception) -> None:
        # Textual's own would print the trace with the values of all local variables.
        self._return_code = 1
        if self._exception is None:
            self._fault = crash.record(error, self.logs)
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        super()._print_error_renderables()
        if self._fault is not None and sys.__stderr__ is not None:
            with suppress(OSError):
                sys.__stderr__.write(self._fault.sentence() + "\n")
                sys.__stderr__.flush()
        self._fault = None

    @on(Driver.SignalResume)
    def _repaint(self) -> None:
        """Whoever had the terminal while we were stopped has drawn over it."""
        self.refresh(layout=True)

    @on(events.DescendantFocus)
    def _stop_blinking(self, event: events.DescendantFocus) -> None:
        # A blinking cursor sends bytes for ever; the App sees the focus before the first blink.
        if is_text_field(event.widget):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]  # both kinds have it

    def on_undecodable_input(self, message: UndecodableInput) -> None:
        """Say once that this terminal's encoding is not UTF-8."""
        self.notify(
            tr(
                "This terminal does not send UTF-8, so Chinese characters are lost. "
                "Set its character encoding to UTF-8."
            ),
            severity="warning",
            timeout=15,
            markup=False,
        )
