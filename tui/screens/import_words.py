"""The words about one import: its facts, what to do next, and where its refused rows are written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from textual.content import Content

from store.book.clock import Moment
from store.imports.recognise import stamp_of
from store.imports.runs import RunCard
from store.imports.tables import RunState
from tui.screens.labelled import LABEL, labelled, wrapped
from tui.widgets.cells import clean_cell, fit
from tui.widgets.lines import MUTED
from tui.words import names
from tui.words.catalogue import tr, trn
from tui.words.names import called, name
from tui.words.when import moment

UNREAD = 2
"""So many lines name the columns that are not read."""


def fact_lines(card: RunCard, now: Moment, width: int) -> Content:
    """What is known about an import, for lines of `width` cells."""
    run, zone = card.run, card.shop.settings.zone
    head = f"{called(run.tag, card.shop.name)}   {name(names.SOURCES, run.source)}"
    state = "" if run.state is RunState.DONE else name(names.STANDINGS, run.state)
    lines = [Content.assemble((clean_cell(head), "bold"), "   ", (state, "bold $text-error"))]
    lines += wrapped(tr("file"), f"{run.file_name}   {_size(card.size)}", width)
    lines.append(labelled(tr("as of"), moment(run.as_of, now.now, zone)))
    lines.append(labelled(tr("brought in"), _taken(card, now.now, zone)))
    lines += _counts(card, width)
    if card.unknown_columns:
        lines += _unread(card.unknown_columns, width)
    return Content("\n").join(lines)


def next_step(card: RunCard) -> str:
    """What to do about an import, in a line."""
    if card.run.state is RunState.LOST:
        return tr("It is not in the book as a whole: bring the file in once more, n.")
    if card.run.state is RunState.MERGING:
        return tr("It is going into the book; should that be interrupted, a background job finishes it.")
    if card.run.refused:
        return tr("e writes them out to be corrected, n brings them in.")
    return tr("Every row is in the book.")


def refused_name(card: RunCard) -> str:
    """What the file with the refused rows is called: it keeps the age of the original, so that nothing newer is
    overwritten when it comes in again."""
    stem = Path(clean_cell(card.run.file_name).replace("/", "-")).stem.removeprefix("refused-") or "file"
    made = card.run.as_of.astimezone(card.shop.settings.tz)
    if stamp_of(stem, card.shop.settings.tz, int(card.run.began_at.timestamp() * 1000)) is None:
        stem = f"{stem}-{made:%Y%m%d%H%M}"
    return f"refused-{stem}.csv"


def _size(number: int) -> str:
    return f"{number / 1e6:,.1f} MB" if number >= 1e6 else f"{max(1, round(number / 1e3)):,} KB"


def _taken(card: RunCard, now: datetime, zone: str) -> str:
    when = moment(card.run.began_at, now, zone)
    return tr("{when} by {who}", when=when, who=clean_cell(card.run.who)) if card.run.who else when


def _counts(card: RunCard, width: int) -> list[Content]:
    """The rows by what became of them, on as many lines as it takes."""
    run = card.run
    counts = ((run.added, tr("new")), (run.changed, tr("changed")), (run.same, tr("unchanged")))
    parts = [Content(f"{run.rows:,}  =")]
    for number, words in (*counts, (run.repeated, tr("repeated")), (run.refused, tr("refused"))):
        parts.append(Content.styled(f"{number:,} {words}", "bold" if number else MUTED))
    if run.refused:
        parts[-1] = parts[-1].stylize("$text-error")
    lines = [labelled(tr("rows"), parts[0])]
    for part in parts[1:]:
        if lines[-1].cell_length + part.cell_length + 2 > width:
            lines.append(labelled("", part))
        else:
            lines[-1] = Content.assemble(lines[-1], "  ", part)
    return lines


def _unread(columns: tuple[str, ...], width: int) -> list[Content]:
    said = trn("one column", "{n} columns", len(columns)) + ": " + tr(", ").join(columns)
    lines = wrapped(tr("not read"), said, width)
    if len(lines) > UNREAD:
        cut = fit(lines[UNREAD - 1].plain[LABEL:] + "…" * width, max(8, width - LABEL))
        lines = [*lines[: UNREAD - 1], labelled("", cut)]
    return lines
