"""How a list is drawn: header, rows and gutter as strips, with as few changes of colour as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.book.pages import Row
from tui.widgets.cells import Cell, Role, clean_cell, fit
from tui.widgets.listing_columns import GAP, Column, Sort, lay_out

RowT = TypeVar("RowT", bound=Row)

GUTTER = 2
"""Cells on the left for the cursor and the mark."""

BLANK = " " * GUTTER
MARGIN = " "
"""Between gutter and text; belongs to the row, so that the cursor can move without it."""

KEPT = 100
"""So many drawn rows are kept, which is a screen or two: with what Textual makes of it a row takes several KiB."""

Piece = tuple[str, str]


def gutter(*, cursor: bool = False, marked: bool = False, begun: bool = False) -> str:
    """The two cells in front of a row: `>` the cursor, `*` marked, `v` a range begins here."""
    return (">" if cursor else " ") + ("v" if begun else "*" if marked else " ")


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one style as one piece; what is blank takes the style in front of it."""
    joined: list[Piece] = []
    for text, style in pieces:
        if joined and (style == joined[-1][1] or text.isspace()):
            joined[-1] = (joined[-1][0] + text, joined[-1][1])
        elif text:
            joined.append((text, style))
    return joined


def _cells(strip: Strip) -> list[tuple[str, int, Style | None]]:
    """What stands in each cell: a character, which cell of it this is, and its style."""
    return [
        (segment.text[start:stop], cell, segment.style)
        for segment in strip
        for start, stop, width in split_graphemes(segment.text)[0]
        for cell in range(width)
    ]


def difference(old: Strip, new: Strip) -> tuple[int, int]:
    """From where and up to where two lines of one width differ, in cells; equal lines differ in none."""
    other = [place for place, (was, now) in enumerate(zip(_cells(old), _cells(new), strict=True)) if was != now]
    return (other[0], other[-1] + 1) if other else (0, 0)


class Painter(Generic[RowT]):
    """Draws the lines of one list; keeps what it has drawn until width, words or colours change."""

    def __init__(self, columns: Sequence[Column[RowT]], style: Callable[[str], Style]) -> None:
        self._columns = tuple(columns)
        self._ask_style = style
        self._styles: dict[str, Style] = {}
        self._lines: dict[int, tuple[RowT, Strip, list[Segment]]] = {}
        self._laid: list[tuple[Column[RowT], int]] = []
        self._needed: dict[str, int] = {}
        self._width = -1

    def forget(self) -> None:
        """Draw everything anew: words or colours have changed."""
        self._styles.clear()
        self._lines.clear()

    def fit_to(self, width: int) -> None:
        """Lay the columns out for lines of `width` cells."""
        if width != self._width:
            self._width = width
            self._lines.clear()
            columns = [column.fitted(self._needed.get(column.key)) for column in self._columns]
            self._laid = lay_out(columns, max(0, width - GUTTER - len(MARGIN)))

    def measure(self, rows: Sequence[RowT]) -> bool:
        """Give the columns that fit their rows what these need; whether the lines are to be laid out anew."""
        needed = {column.key: column.needed(rows) for column in self._columns if column.fits is not None}
        if not rows or needed == self._needed:
            return False
        self._needed, self._width = needed, -1
        return True

    def change(self, columns: Sequence[Column[RowT]]) -> None:
        """Draw other columns from now on."""
        self._columns, self._width = tuple(columns), -1

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the columns that found room."""
        return tuple(column.key for column, _ in self._laid)

    def room(self, key: str) -> int:
        """The cells of a column, 0 where it found none."""
        return next((width for column, width in self._laid if column.key == key), 0)

    def line(self, row: RowT, sign: str) -> Strip:
        """A row with its gutter."""
        kept = self._lines.get(row.id)
        if kept is None or not (kept[0] is row or kept[0] == row):
            if len(self._lines) >= KEPT:
                self._lines.clear()
            kept = self._lines[row.id] = (row, *self._drawn(row))
        if sign == BLANK:
            return kept[1]
        role = "cursor" if sign[0] != " " else "mark"
        return Strip([Segment(sign, self._style(role)), *kept[2]], self._width)

    def _drawn(self, row: RowT) -> tuple[Strip, list[Segment]]:
        pieces: list[Piece] = [(MARGIN, "plain")]
        for column, width in self._laid:
            said = column.cell(row)
            text, role = said if isinstance(said, Cell) else (said, column.role)
            pieces += [(fit(text, width, column.align), role), (" " * GAP, role)]
        pieces = self._filled(pieces)
        return self._strip([(BLANK, "plain"), *pieces]), list(self._strip(pieces))

    def _filled(self, pieces: list[Piece], style: str = "plain") -> list[Piece]:
        """`pieces` without the last gap, up to the end of the line."""
        used = GUTTER + len(MARGIN) + sum(width + GAP for _, width in self._laid) - GAP
        return [*pieces[:-1], (" " * max(0, self._width - used), style)]

    def _strip(self, pieces: Sequence[Piece]) -> Strip:
        return Strip([Segment(text, self._style(style)) for text, style in _joined(pieces)])

    def header(self, sort: Sort | None) -> Strip:
        """The titles, the sorted column with `^` or `v` behind its own."""
        pieces: list[Piece] = [(BLANK + MARGIN, "header")]
        for column, width in self._laid:
            pieces += [(self._title(column, width, sort), "header"), (" " * GAP, "header")]
        return self._strip(self._filled(pieces, "header")).adjust_cell_length(self._width)

    def _title(self, column: Column[RowT], width: int, sort: Sort | None) -> str:
        if sort is None or column.sort != sort.key:
            return fit(column.heading(), width, column.align)
        arrow = "v" if sort.descending else "^"
        heading = clean_cell(column.heading())
        title = fit(heading, width - 2).rstrip() + " " + arrow
        return fit(title, width, column.align)

    def blank(self) -> Strip:
        """A line without a row."""
        return Strip([Segment(" " * self._width, self._style("plain"))], self._width)

    def sentence(self, text: str, role: Role = "dim") -> Strip:
        """A line of a sentence, in the middle."""
        text = clean_cell(text).strip()
        cells = min(cell_len(text), self._width)
        left = (self._width - cells) // 2
        right = self._width - left - cells
        pieces = [(" " * left, "plain"), (fit(text, cells), role), (" " * right, "plain")]
        return self._strip([piece for piece in pieces if piece[0]])

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = self._ask_style(name)
        return self._styles[name]
