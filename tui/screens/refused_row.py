"""One refused row, whole: each cell beside the name of its column."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from store.book.errors import Reason
from store.imports.personal import masked, reveal_refused
from store.imports.refused import RefusedLine
from store.imports.runs import RunCard
from tui.screens.labelled import fold
from tui.screens.scrolling import ScrollScreen
from tui.widgets.cells import clean_cell, fit
from tui.widgets.lines import MUTED, Rule, Text
from tui.widgets.scroll import Scroll
from tui.words.catalogue import tr
from tui.words.sentences import sentence

WIDEST = 26
"""Cells for the names of the columns."""


class RefusedRowScreen(ScrollScreen):
    """A row that was not understood.

    Args:
        card: its import.
        row: the row.
    """

    screen_name: ClassVar[str] = "refused"

    DEFAULT_CSS = "RefusedRowScreen Scroll { height: 1fr; }"

    def __init__(self, card: RunCard, row: RefusedLine) -> None:
        super().__init__()
        self._card, self._row = card, row
        self._revealed = False

    def compose_body(self) -> Iterable[Widget]:
        yield Text(Content.styled(self._why(), "bold"), id="why")
        yield Rule()
        with Scroll():
            yield Text(id="row")

    def where(self) -> tuple[str, ...]:
        return (tr("Refused row"), tr("line {line}", line=f"{self._row.line:,}"), self._card.run.file_name)

    def load(self) -> None:
        self._show()

    def _show(self) -> None:
        self.query_one("#why", Text).show(Content.styled(self._why(), "bold"))
        self.query_one("#row", Text).show(Content("\n").join(self._lines(self.size.width - 2)))

    def _why(self) -> str:
        return clean_cell(sentence(Reason(self._row.code, self._row.params)))

    def _lines(self, width: int) -> Iterable[Content]:
        header, raw = self._card.header, self._row.raw
        cells = raw if self._revealed else masked(header, raw)
        named = [clean_cell(name) for name in header]
        label = min(WIDEST, max(map(cell_len, named), default=0)) + 2
        for name, cell in zip_longest(named, cells, fillvalue=""):
            yield from self._cell(name, cell, label, width)

    def _cell(self, name: str, cell: str, label: int, width: int) -> Iterable[Content]:
        """A cell beside its name; that of the column which the reason names is marked."""
        guilty = bool(name) and name == self._row.params.get("column")
        words, style = (cell, "bold") if cell.strip() else ("-", MUTED)
        for place, line in enumerate(fold(words, width - label - 2)):
            mark = "> " if guilty and not place else "  "
            yield Content.assemble(
                (mark, "bold $text-accent"), (fit("" if place else name, label - 2), MUTED), "  ", (line, style)
            )

    def on_resize(self) -> None:
        """Fold the cells for the new width."""
        if self.is_mounted:
            self._show()

    def refresh_words(self) -> None:
        super().refresh_words()
        self._show()

    # Actions

    def do_refused_reveal(self) -> None:
        """Unmasked until the row is left; pressed again it is masked at once."""
        if self._revealed:
            self._revealed = False
            self._show()
            return
        run_id, line = self._card.run.id, self._row.line

        def shown(_: None) -> None:
            if not self.is_attached:
                return
            self._revealed = True
            self.say(tr("Unmasked until you leave this row; that you looked is recorded."))
            self._show()

        self.write(lambda stage, key: reveal_refused(stage.book, stage.me.actor, key, run_id, line), shown)
