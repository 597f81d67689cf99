"""What every list of a subject shows beside its own columns: what was done so far, whose a row is, and whether it has
left the list since it was counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from rich.cells import cell_len

from store.book.clock import Moment
from tui.widgets.cells import Cell, fitting
from tui.widgets.listing import Column
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import name
from tui.words.when import left, moment

Now = Callable[[], Moment | None]
REMARK = 6
"""With fewer cells left a remark is not begun."""
LATELY = timedelta(hours=12)
"""What was done within a shift is said plainly; what is older fades."""


def with_handling(
    columns: Sequence[Column[Any]],
    gone_in: str,
    now: Now,
    zone: Callable[[], str],
    room: Callable[[str], int],
    priority: int,
    wide: bool,
) -> tuple[Column[Any], ...]:
    """`columns` with those of what was done and of the owner. A row that has left the list is dim, and the column
    `gone_in` says so. Where the owner finds no room of her own she stands behind what was done."""

    def done(row: Any) -> str | Cell:
        return done_cell(row, now(), zone(), room("done"), whose=not room("owner"))

    def owner(row: Any) -> str | Cell:
        return owner_cell(row, now())

    both: tuple[Column[Any], ...] = (
        Column("done", N_("done so far"), done, width=27 if wide else 18, flex=8, max_width=44, priority=priority),
        Column("owner", N_("owner"), owner, width=14, priority=0),
    )
    return tuple(each._replace(cell=partial(_or_gone, each, gone=each.key == gone_in)) for each in (*columns, *both))


def _or_gone(column: Column[Any], row: Any, *, gone: bool) -> str | Cell:
    if row.still:
        return column.cell(row)
    said = column.cell(row)
    return Cell(tr("gone") if gone else said.text if isinstance(said, Cell) else said, "dim")


def done_cell(row: Any, at: Moment | None, zone: str, cells: int, *, whose: bool) -> str | Cell:
    """The newest mark: what, when, who, and the remark, as many as find room; with `whose` also who has the row. Only
    a remark is cut: that there is one must be seen."""
    mark = row.done
    owner = tr("{owner} has it", owner=row.owner) if whose and row.owner else ""
    if mark is None or at is None:
        return owner
    what = name(names.DONE, mark.what)
    told = f"{what} {moment(mark.at, at.now, zone)}"
    by = f"{told} {mark.who}"
    if mark.note and cell_len(by) + REMARK <= cells:
        by = tr("{mark}: {remark}", mark=by, remark=mark.note)
        words = tr(", ").join(word for word in (by, owner) if word)
    else:
        words = fitting(cells, *([tr(", ").join((by, owner))] if owner else []), by, told, what)
    return Cell(words, "good" if mark.at > at.now - LATELY else "dim")


def owner_cell(row: Any, at: Moment | None) -> str | Cell:
    """Whose the row is, and how long she still has."""
    due: datetime | None = row.owner_due_at
    if at is None or due is None or not row.owner:
        return str(row.owner)
    words = f"{row.owner} {left(due, at.now)}"
    return Cell(words, "alarm") if due <= at.now else words
