"""Several files and whole folders at once, in the order in which they make sense to each other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.book.audit import Actor
from store.book.errors import Reason, Refusal, Unavailable, because
from store.book.transactions import Book
from store.imports.commands import Hearing, Told, Waiting, stage_file, take_waiting
from store.imports.queries import RunView
from store.imports.registry import KINDS
from store.imports.staging import discard


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a finished run, or the reason why there is none."""

    path: Path
    run: RunView | None = None
    reason: Reason | None = None


def import_files(
    book: Book,
    actor: Actor,
    paths: Iterable[Path],
    tag: str | None = None,
    hearing: Hearing | None = None,
    mapping: Path | None = None,
) -> tuple[Outcome, ...]:
    """Take in all files, and all that lie in folders; first those that could not be read, then in the order of merging.

    All of them are checked before the first is merged: orders come before their items, these before refunds and so on,
    of one kind the older file before the newer. A file that fails does not keep the others from coming in.

    Args:
        tag, mapping: as for `import_file`, for every file alike.
        hearing: `beginning` is told each file when it is read and again when it is merged.
    """
    hearing = hearing or Hearing()
    refused: list[Outcome] = []
    waiting: list[Waiting] = []
    try:
        for path in files_in(paths):
            if path.is_dir():
                refused.append(Outcome(path, reason=because("import.empty_folder", name=path.name)))
                continue
            hearing.beginning(path)
            try:
                waiting.append(stage_file(book, actor, Told(path, tag, mapping=mapping), hearing))
            except (Refusal, Unavailable) as error:
                refused.append(Outcome(path, reason=error.reason))
        waiting.sort(key=_turn, reverse=True)
        return (*refused, *_take(book, actor, waiting, hearing))
    finally:
        for left in waiting:
            discard(left.staged.staging)


def _turn(waiting: Waiting) -> tuple[int, int, str]:
    return KINDS.index(waiting.staged.kind), waiting.staged.as_of, str(waiting.staged.path)


def _take(book: Book, actor: Actor, waiting: list[Waiting], hearing: Hearing) -> Iterator[Outcome]:
    """Merge one after the other, the last of the list first; what was taken is off the list."""
    while waiting:
        hearing.beginning(waiting[-1].staged.path)
        each = waiting.pop()
        try:
            yield Outcome(each.staged.path, run=take_waiting(book, actor, each, hearing))
        except (Refusal, Unavailable) as error:
            yield Outcome(each.staged.path, reason=error.reason)


def files_in(paths: Iterable[Path]) -> Sequence[Path]:
    """The files themselves and those in folders at any depth, each once; a folder that holds none stands for itself.

    What is hidden is left alone, and so is the mark (`~$…`) that a spreadsheet leaves beside an open file.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        inside = list(_below(path)) if path.is_dir() else [path]
        for file in inside or [path]:
            found.setdefault(file.resolve(), file)
    return tuple(found.values())


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith((".", "~$")))
