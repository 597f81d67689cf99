"""One import: what it was, what became of its rows, and those that were refused with their reasons."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.widget import Widget

from store.book.errors import FloorbookError, Reason, because
from store.imports.personal import masked
from store.imports.refused import RefusedLine, refused_window, write_refused
from store.imports.runs import RunCard, run_card
from tui.paths import folder_for_files, free, shown_path, typed_path
from tui.screens.bring_in import BringIn
from tui.screens.import_words import fact_lines, next_step, refused_name
from tui.screens.moving import ListScreen
from tui.screens.prompt import Prompt
from tui.widgets.cells import Cell
from tui.widgets.lines import Rule, Text
from tui.widgets.listing import Column, Listing, RowChosen
from tui.words.catalogue import N_, tr, trn
from tui.words.sentences import sentence


class ImportScreen(ListScreen, BringIn):
    """One import and its refused rows.

    Args:
        run_id: of the import in the book.
    """

    screen_name: ClassVar[str] = "import"

    def __init__(self, run_id: int) -> None:
        super().__init__()
        self._run_id = run_id
        self._card: RunCard | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield Text(id="facts")
        yield Rule()
        yield Text(id="next")
        columns: tuple[Column[RefusedLine], ...] = (
            Column("line", N_("line"), lambda row: f"{row.line:,}", width=7, align="right", priority=8),
            Column("why", N_("why it was refused"), _why, width=44, flex=4, max_width=110, priority=9),
            Column("raw", N_("the row as it came"), self._raw, width=26, flex=1, priority=1),
        )
        yield Listing(columns, empty=self._empty)

    def _raw(self, row: RefusedLine) -> Cell:
        header = self._card.header if self._card else ()
        return Cell(" | ".join(cell.strip() for cell in masked(header, row.raw) if cell.strip()), "dim")

    @staticmethod
    def _empty() -> str:
        return tr("No row was refused.\nEsc goes back.")

    # Reading

    def on_mount(self) -> None:
        super().on_mount()
        self.listing.focus()

    def where(self) -> tuple[str, ...]:
        return (tr("Import"), self._card.run.file_name if self._card else "")

    def load(self) -> None:
        run_id = self._run_id
        self.read("import", lambda book: run_card(book, run_id), self._show)

    def tick(self) -> None:
        self.load()

    def _show(self, card: RunCard) -> None:
        before, self._card = self._card, card
        self._say_facts()
        assert self.backstage is not None
        if before is None:
            self.listing.show(refused_window(self.backstage.book, self._run_id))
        elif before.run != card.run:
            self.listing.reload(refused_window(self.backstage.book, self._run_id))
        self.refresh_top()
        self.key_line.refresh_keys()

    def _say_facts(self) -> None:
        if self._card is not None and self.backstage is not None:
            now = self.backstage.book.clock.moment()
            self.query_one("#facts", Text).show(fact_lines(self._card, now, self.size.width - 2))
            self.query_one("#next", Text).show(next_step(self._card))

    def on_resize(self) -> None:
        """Fold the facts for the new width."""
        self._say_facts()

    def refresh_words(self) -> None:
        super().refresh_words()
        self._say_facts()

    @on(RowChosen)
    def _chosen(self, message: RowChosen[RefusedLine]) -> None:
        from tui.screens.refused_row import RefusedRowScreen

        assert self._card is not None
        self.app.push_screen(RefusedRowScreen(self._card, message.row))

    # Actions

    def why_not(self, action: str) -> Reason | None:
        if action == "export":
            return because("imports.export_refused")
        if action in ("import.open", "import.export") and self._card is not None and not self._card.run.refused:
            return because("imports.none_refused")
        return super().why_not(action)

    def do_import_open(self) -> None:
        self.listing.choose()

    def do_import_export(self) -> None:
        """Ask where the refused rows are to be written, until it is possible or nobody wants it."""
        if self._card is not None:
            self._ask_where(text=shown_path(free(folder_for_files() / refused_name(self._card))))

    def _ask_where(self, why: str = "", text: str = "") -> None:
        def answered(typed: str | None) -> None:
            if typed is not None and typed.strip():
                self._write_out(typed_path(typed), typed)

        body = why or tr("The rows as they came, each with its line and the reason behind it. It holds buyers' data.")
        self.app.push_screen(Prompt(tr("Write the refused rows to which file?"), body=body, text=text), answered)

    def _write_out(self, path: Path, typed: str) -> None:
        assert self._card is not None
        to = free(path / refused_name(self._card)) if path.is_dir() else path
        run_id = self._run_id

        def done(rows: int) -> None:
            self.app.refused_file = to
            count = trn("{n} row", "{n} rows", rows)
            where = shown_path(to)
            self.say(tr("{count} in {path}. Correct them there, then n brings them in.", count=count, path=where))

        def failed(error: FloorbookError) -> None:
            self._ask_where(sentence(error.reason), typed)

        self.write(
            lambda stage, key: write_refused(stage.book, stage.me.actor, key, run_id, to, sentence), done, failed
        )


def _why(row: RefusedLine) -> str:
    return sentence(Reason(row.code, row.params))
