"""Files on their way into the book while the screens go on: begun by a key, told in a line, stopped between steps."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from store.book.errors import FloorbookError
from tui.screens.asking_whose import Batch
from tui.screens.bring_in import BringIn, brought_meanwhile, needs_a_look
from tui.widgets.cells import clean_cell, fit
from tui.words.catalogue import tr
from tui.words.how_far import HowFar
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from store.imports.commands import Hearing
    from store.imports.merging import Step
    from store.imports.parent import Progress
    from store.imports.several import Outcome
    from tui.app import FloorbookApp

PAUSE = 0.25
"""Seconds between two words about how far it is: more often is only traffic."""
LEAVING = 10.0
"""Seconds that leaving waits for the step that is being done."""


class Bringing:
    """One import of some files and folders, on its way behind the screens.

    Args:
        app: whose book it goes into; it knows of one import at a time.
        batches: files and folders, those of one shop together.
    """

    def __init__(self, app: FloorbookApp, batches: Sequence[Batch]) -> None:
        assert app.backstage is not None
        self._app, self._stage = app, app.backstage
        self._batches = tuple(batches)
        self._words = self._file = ""
        self._far, self._told_at = HowFar(), float("-inf")
        self._stopped = self._leaving = False
        self._ended = threading.Event()
        self.merging = False

    def begin(self) -> None:
        """Bring them in; the screen of files says how far they are, and whichever is open what became of them."""
        self._app.bringing = self
        self._show()
        self._app.run_worker(self._run, thread=True, group="bringing")

    def _run(self) -> None:
        from store.imports.merging import finish_pending
        from store.imports.several import import_files

        stage, told = self._stage, self._app.hand_over
        try:
            finish_pending(stage.book, stage.me.actor)
            outcomes = [
                each
                for paths, tag in self._batches
                for each in import_files(stage.book, stage.me.actor, paths, tag, self._hearing())
            ]
        except FloorbookError as error:
            told(self._failed, error)
        else:
            told(self._done, outcomes)
        finally:
            self._ended.set()

    def said(self, room: int) -> str:
        """What is being brought in and how far it is, in `room` cells; x stops it while it is being read."""
        words = self._words or tr("looking at it..")
        hint = "" if self.merging else tr("x stops it")
        name = fit(self._file, max(8, min(cell_len(clean_cell(self._file)), room - cell_len(words + hint) - 6)))
        return fit("   ".join(part for part in (name, words, hint) if part), room).rstrip()

    def stop(self) -> None:
        """Nobody wants it any more: what is being read does not go in, what is being merged does as a whole."""
        self._stopped = True

    def leave(self) -> None:
        """Floorbook is left: end after the step that is being done. A job goes on with what is half in."""
        self._stopped = self._leaving = True
        self._ended.wait(LEAVING)

    def _hearing(self) -> Hearing:
        from store.imports.commands import Hearing

        return Hearing(self._staging, self._merging, self._beginning)

    def _beginning(self, path: Path) -> None:
        self._go_on(self._stopped)
        self._file, self.merging = path.name, False

    def _staging(self, progress: Progress) -> None:
        self._go_on(self._stopped)
        self._say(self._far.staging(progress.rows + progress.refused, progress.bytes, progress.of))

    def _merging(self, step: Step) -> None:
        self._go_on(self._leaving and step.line < step.of)
        self.merging = True
        self._say(self._far.merging(step.line, step.of))

    @staticmethod
    def _go_on(stop: bool) -> None:
        if stop:
            raise Stopped("imports.stopped")

    def _say(self, words: str) -> None:
        now = time.monotonic()
        if now - self._told_at >= PAUSE:
            self._told_at = now
            self._words = words
            self._app.hand_over(self._far_enough, None)

    # What is said

    def _show(self) -> None:
        """The screen of files, if another one is open."""
        screen = self._app.floor_screen
        if isinstance(screen, BringIn) and screen.shows_bringing:
            screen.see_bringing()
        else:
            self._app.do_files()

    def _far_enough(self, _: None) -> None:
        screen = self._app.floor_screen
        if isinstance(screen, BringIn):
            screen.see_bringing()

    def _failed(self, error: FloorbookError) -> None:
        self._app.bringing = None
        self._far_enough(None)
        self._app.look()
        self._app.floor_screen.say(sentence(error.reason), bad=True)

    def _done(self, outcomes: Sequence[Outcome]) -> None:
        self._app.bringing = None
        self._far_enough(None)
        self._app.look()
        screen = self._app.floor_screen
        if self._app.screen is screen and isinstance(screen, BringIn):
            screen.tell_brought(outcomes)
            return
        if needs_a_look(outcomes):
            self._app.unseen = (*self._app.unseen, *outcomes)
        screen.say(brought_meanwhile(outcomes), bad=any(each.reason for each in outcomes))


class Stopped(FloorbookError):
    """Somebody stopped an import; those of its files that were in by then stay in."""
