"""Rows on their way from a plan to the staging file."""

from __future__ import annotations

from hashlib import blake2b

from store.imports.plan import Plan, Row
from store.imports.staging import StagingWriter


class Seen:
    """The rows of a file, to know one that comes again: eight bytes of each."""

    def __init__(self) -> None:
        self._lines: dict[bytes, int] = {}

    def before(self, line: int, cells: list[str]) -> int | None:
        """The line of the same row above this one, or None."""
        digest = blake2b("\x1f".join(cells).encode("utf-8", "replace"), digest_size=8).digest()
        first = self._lines.setdefault(digest, line)
        return None if first == line else first


class Batch:
    """Rows on their way to the staging file, table by table."""

    def __init__(self, plan: Plan, writer: StagingWriter) -> None:
        self._plan, self._writer = plan, writer
        self._first: list[Row] = []
        self._rows: list[list[Row]] = [self._first, *([] for _ in plan.parts[1:])]
        self._more: list[list[Row]] = [[] for _ in plan.parts]
        self._joins = [place for place, part in enumerate(plan.parts) if part.target.more]
        self._plain = len(plan.parts) == 1 and not self._joins

    def take(self, rows: list[Row], cells: list[str]) -> None:
        """Keep what a line became."""
        if self._plain:
            self._first.append(rows[0])
            return
        for batch, row in zip(self._rows, rows, strict=True):
            batch.append(row)
        for place in self._joins:
            self._more[place] += self._plan.more(self._plan.parts[place], rows[0][0], cells)

    def give_back(self, line: int) -> bool:
        """Take the rows of `line` out again if it is the last one that was taken."""
        if not self._first or self._first[-1][0] != line:
            return False
        for rows in self._rows:
            rows.pop()
        self._more = [[row for row in rows if row[0] != line] for rows in self._more]
        return True

    def write(self) -> int:
        """Hand over what was taken; how many rows of the first table."""
        count = len(self._first)
        for place, rows in enumerate(self._rows):
            self._writer.add(rows, place)
            rows.clear()
        for place in self._joins:
            self._writer.add_more(self._more[place], place)
            self._more[place].clear()
        return count
