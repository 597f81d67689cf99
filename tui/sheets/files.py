"""Files as a sheet: what came in, and what has not."""

from __future__ import annotations

from collections.abc import Callable

from store.imports.files_today import FileLine, Standing
from store.imports.runs import RunLine
from tui.sheets.sheet import Field
from tui.words import names
from tui.words.catalogue import N_
from tui.words.names import name


def _number(title: str, number: Callable[[RunLine], int]) -> Field[FileLine]:
    def value(line: FileLine) -> int | None:
        return number(line.run) if line.run is not None and line.standing is Standing.DONE else None

    return Field(title, value, "number")


FILES: tuple[Field[FileLine], ...] = (
    Field(N_("shop"), lambda line: line.tag),
    Field(N_("file"), lambda line: name(names.SOURCES, line.source)),
    Field(N_("file name"), lambda line: line.run.file_name if line.run else ""),
    Field(N_("as of"), lambda line: line.as_of, "instant"),
    Field(N_("state"), lambda line: name(names.STANDINGS, line.standing)),
    _number(N_("rows"), lambda run: run.rows),
    _number(N_("new"), lambda run: run.added),
    _number(N_("changed"), lambda run: run.changed),
    _number(N_("unchanged"), lambda run: run.same),
    _number(N_("repeated"), lambda run: run.repeated),
    _number(N_("refused"), lambda run: run.refused),
    Field(N_("brought in"), lambda line: line.run.began_at if line.run else None, "instant"),
    Field(N_("by"), lambda line: line.run.who if line.run else ""),
)
