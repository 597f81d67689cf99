"""For which screen a key is: over a slow line keys come in bursts, faster than what they ask for can be shown."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.widget import Widget

from tui.screens.base import FloorScreen
from tui.screens.question import Question
from tui.terminal.base import TerminalApp
from tui.terminal.deafness import is_text_field


class HeedingApp(TerminalApp, inherit_bindings=False):
    """An app in which no key acts on what it was not meant for.

    Keys wait for the screen or the question that an earlier key has opened, and for the rows that it has gone to. A
    question that no key has asked for gets none that was typed before it stood there.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._unasked = False
        self._later: deque[Callable[[], None]] = deque()

    @property
    def keys_wait(self) -> bool:
        screen = self.screen
        return isinstance(screen, FloorScreen) and screen.is_mounted and not screen.at_rest

    def push_screen(self, screen: Any, *args: Any, **kwargs: Any) -> Any:
        """Show a screen or ask a question; keys that are typed before it stands there are for it."""
        self._expect(screen)
        return super().push_screen(screen, *args, **kwargs)

    def switch_screen(self, screen: Any) -> Any:
        """Show a screen instead of the one on top, in the same way."""
        self._expect(screen)
        return super().switch_screen(screen)

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen on top. Keys behind the one that did it are for what is below, or for what comes instead."""
        left = self.screen
        popped = super().pop_screen()
        if self._holding.resting and self._holding.waiting is left:
            self._wait_for(self.screen, self.screen)
        return popped

    def gave_key(self) -> None:
        """What is typed into a field or a question is done later: the keys behind it wait until then."""
        if isinstance(self.screen, Question) or is_text_field(self.focused):
            self._wait_for(self.screen, self.focused or self.screen)

    def _wait_for(self, screen: Screen[Any], busy: Widget) -> None:
        self._holding.begin(time.monotonic(), screen, resting=True)
        up = [busy, *(each for each in busy.ancestors_with_self if isinstance(each, Widget)), self]
        then: Callable[[], object] = partial(self.came_to_rest, screen)
        for each in reversed(up * 2):  # a key goes up to its binding, and what the binding did goes up again
            then = partial(each.call_later, then)
        then()

    def _expect(self, screen: Any) -> None:
        if isinstance(screen, Question):
            screen.unasked = self._unasked
        self.hold_keys(screen)

    def when_free(self, then: Callable[[], None]) -> None:
        """Do what may ask something that no key has asked for, as soon as no other question is open."""
        if isinstance(self.screen, Question):
            self._later.append(then)
            return
        self._unasked = True
        try:
            then()
        finally:
            self._unasked = False

    def ask_what_waits(self) -> None:
        """A question has been answered: the next one that waited."""
        if self._later:
            self.when_free(self._later.popleft())
