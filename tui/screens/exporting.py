"""`X`: a list becomes a file, behind the screens, while they go on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from store.book.errors import FloorbookError, Refusal
from tui.paths import folder_for_files, shown_path, typed_path
from tui.screens.prompt import Prompt
from tui.words.catalogue import tr, trn
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from tui.screens.base import FloorScreen
    from tui.sheets.sheet import AnySheet

TOLD = 2_000
"""So many rows go by between two words about how far it is."""


class Export:
    """One list on its way into a file.

    Args:
        screen: the list's screen; what happens is said on whichever screen is on top.
        sheet: what is written.
    """

    def __init__(self, screen: FloorScreen, sheet: AnySheet) -> None:
        assert screen.backstage is not None
        self.screen, self._sheet = screen, sheet
        self._app, self._stage = screen.app, screen.backstage
        self._stopped = False
        self._total = 0

    # The question

    def ask(self, why: str = "", text: str = "") -> None:
        """Ask for the file, until it is one or nobody wants it."""

        def answered(typed: str | None) -> None:
            if typed is None:
                self._ended()
            else:
                self._begin(typed)

        body = "\n".join(line for line in (why, self._which(), tr("The ending decides: .xlsx or .csv.")) if line)
        prompt = Prompt(tr("Write to which file?"), body=body, text=text or self._suggested())
        self._app.push_screen(prompt, answered)

    def _which(self) -> str:
        sheet = self._sheet
        if sheet.only is not None:
            return trn("Only the marked row.", "Only the {n} marked rows.", len(sheet.only))
        if sheet.without:
            return trn("All rows of this view but one.", "All rows of this view but {n}.", len(sheet.without))
        return tr("All rows of this view.")

    def _suggested(self) -> str:
        at = self._stage.book.clock.now().astimezone(ZoneInfo(self._app.zone))
        return shown_path(folder_for_files() / f"{self._sheet.name}-{at:%Y-%m-%d-%H%M}.xlsx")

    # The work

    def _begin(self, typed: str) -> None:
        self._tell(tr("Writing.."))

        def run() -> None:
            try:
                path = typed_path(typed)
                rows = self._write(path)
            except FloorbookError as error:
                self._app.hand_over(lambda failed: self._failed(failed, typed), error)
            else:
                self._app.hand_over(lambda number: self._done(path, number), rows)

        self._app.run_worker(run, thread=True, group="export")

    def _write(self, path: Path) -> int:
        from store.shops.queries import all_shops
        from tui.sheets.writing import checked_path, habits_of, told, write_sheet

        with self._stage.book.read() as connection:
            habits = habits_of(all_shops(connection))
        checked_path(path, 0)
        self._total = self._sheet.count()
        checked_path(path, self._total)
        rows = told(self._until_stopped(), TOLD, self._far)
        sheet = self._sheet
        return write_sheet(path, sheet.title, sheet.fields, rows, habits, record=lambda n: self._record(path, n))

    def _until_stopped(self) -> Iterator[Any]:
        for row in self._sheet.rows():
            if self._stopped:
                break
            yield row
        if self._stopped:
            raise Refusal("export.stopped")

    def _record(self, path: Path, rows: int) -> None:
        """Behind the writes that wait, as every command."""
        from store.desk.leaving import record_export

        if self._stopped:
            raise Refusal("export.stopped")

        stage, key, recorded = self._stage, uuid4().hex, Future[None]()
        what = self._sheet.name

        def work() -> None:
            record_export(stage.book, stage.me.actor, key, what=what, rows=rows, file_name=path.name)

        def done(result: BaseException | None) -> None:
            if isinstance(result, BaseException):
                recorded.set_exception(result)
            else:
                recorded.set_result(None)

        stage.write(work, done)
        recorded.result()

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._stopped = True

    # What is said

    def _far(self, rows: int) -> None:
        words = trn(
            "Writing: {done} of {n} row. Esc stops it.",
            "Writing: {done} of {n} rows. Esc stops it.",
            self._total,
            done=f"{rows:,}",
        )
        self._app.hand_over(self._tell, words)

    def _tell(self, words: str) -> None:
        self._app.floor_screen.say(words)

    def _ended(self) -> None:
        self._app.export = None

    def _done(self, path: Path, rows: int) -> None:
        self._ended()
        self._tell(trn("One row written to {path}.", "{n} rows written to {path}.", rows, path=shown_path(path)))

    def _failed(self, error: FloorbookError, typed: str) -> None:
        self._tell("")
        if self._app.screen is self.screen and not self._stopped:
            self._app.when_free(lambda: self.ask(sentence(error.reason), typed))
            return
        self._ended()
        self._app.floor_screen.say(sentence(error.reason), bad=True)
