"""The few pages of a list that are held: rows around the cursor, and where they stand in the whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, TypeVar

from store.book.pages import Count, Page, Row

RowT = TypeVar("RowT", bound=Row)

Edge = Literal["before", "after"]

AHEAD = 3
"""A read brings so many screens of rows."""

BEHIND = 2
"""So many screens are kept on the side that the cursor moves away from."""


class Place(NamedTuple):
    """The cursor's place in the list, from 1; not `certain` after rows came or went somewhere above it."""

    number: int
    certain: bool


@dataclass(slots=True)
class Buffer(Generic[RowT]):
    """Rows that follow each other, the cursor among them and the first visible one.

    `start` is how many rows stand before the first one held, `behind` how many after the last one; None where
    nobody has counted them.
    """

    rows: list[RowT] = field(default_factory=list)
    more_before: bool = False
    more_after: bool = False
    start: int | None = 0
    behind: int | None = 0
    guessed: bool = False
    cursor: int = 0
    top: int = 0

    @classmethod
    def of(cls, page: Page[RowT]) -> Buffer[RowT]:
        """A buffer that holds one page."""
        return cls(
            rows=list(page.rows),
            more_before=page.more_before,
            more_after=page.more_after,
            start=None if page.more_before else 0,
            behind=None if page.more_after else 0,
        )

    @property
    def row(self) -> RowT | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def line(self) -> int:
        """The cursor's line on the screen."""
        return self.cursor - self.top

    def visible(self, height: int) -> list[RowT]:
        """The rows on the screen."""
        return self.rows[self.top : self.top + height]

    def below(self, height: int, count: Count | None) -> int | None:
        """How many rows are below those on the screen; None where there are some and nobody has counted them."""
        held = max(0, len(self.rows) - self.top - height)
        if self.behind is not None:
            return held + self.behind
        if count is None or not count.exact or self.start is None or self.guessed:
            return None
        return max(0, count.number - self.start - self.top - height)

    def find(self, record: int) -> int | None:
        """Where the record with this id is held."""
        return next((i for i, row in enumerate(self.rows) if row.id == record), None)

    def place(self, count: Count | None) -> Place | None:
        """The cursor's place, counted from the front, or from the end where only that is known."""
        if not self.rows:
            return None
        if self.start is not None and not self.guessed:
            return Place(self.start + self.cursor + 1, True)
        if self.behind is not None and count is not None and count.exact:
            return Place(max(1, count.number - self.behind - (len(self.rows) - 1 - self.cursor)), True)
        return None if self.start is None else Place(self.start + self.cursor + 1, False)

    def guess(self, place: Place | None) -> None:
        """Take `place` for the cursor's where it cannot be known any more."""
        if self.start is None and place is not None:
            self.start = max(1, place.number - 1 - self.cursor)
            self.guessed = True

    def step(self, rows: int) -> int:
        """Move the cursor; what is left to go beyond the rows held, 0 at the list's own end."""
        if not self.rows:
            return 0
        wanted = self.cursor + rows
        self.cursor = min(max(wanted, 0), len(self.rows) - 1)
        more = self.more_after if rows > 0 else self.more_before
        return wanted - self.cursor if more else 0

    def turn(self, screens: int, height: int) -> bool:
        """Move the cursor and the screen by whole screens; False where rows are missing for that."""
        top, cursor = self.top + screens * height, self.cursor + screens * height
        if (top < 0 and self.more_before) or (top + height > len(self.rows) and self.more_after):
            return False
        if self.rows:
            self.cursor = min(max(cursor, 0), len(self.rows) - 1)
            self.top = self._held(top, height)
        return True

    def reveal(self, height: int) -> None:
        """Bring the cursor on the screen: by half a screen, so that most keys do not scroll at all."""
        half = max(1, height // 2)
        if self.cursor < self.top:
            self.top = self.cursor - half + 1
        elif self.cursor >= self.top + height:
            self.top = self.cursor - height + half
        self.top = self._held(self.top, height)

    def _held(self, top: int, height: int) -> int:
        return max(0, min(top, len(self.rows) - height))

    def wants(self, height: int) -> Edge | None:
        """On which side the next page is due: less than a screen is left there."""
        if not self.rows:
            return None
        if self.more_after and len(self.rows) - self.top - height < height:
            return "after"
        return "before" if self.more_before and self.top < height else None

    def extend(self, edge: Edge, page: Page[RowT], height: int) -> None:
        """Take in the next page on one side and drop what is far away on the other."""
        if edge == "after":
            self._append(page)
            self._drop_before(self.top - BEHIND * height)
        else:
            self._prepend(page)
            self._drop_after(len(self.rows) - self.top - height - BEHIND * height)

    def _append(self, page: Page[RowT]) -> None:
        self.rows.extend(page.rows)
        self.more_after = page.more_after
        if not page.more_after:
            self.behind = 0
        elif self.behind is not None:
            self.behind = max(1, self.behind - len(page.rows))

    def _prepend(self, page: Page[RowT]) -> None:
        self.rows[:0] = page.rows
        self.cursor += len(page.rows)
        self.top += len(page.rows)
        self.more_before = page.more_before
        if not page.more_before:
            self.start, self.guessed = 0, False
        elif self.start is not None:
            self.start = max(1, self.start - len(page.rows))

    def _drop_before(self, rows: int) -> None:
        if rows <= 0:
            return
        del self.rows[:rows]
        self.cursor -= rows
        self.top -= rows
        self.more_before = True
        self.start = None if self.start is None else self.start + rows

    def _drop_after(self, rows: int) -> None:
        if rows <= 0:
            return
        del self.rows[-rows:]
        self.more_after = True
        self.behind = None if self.behind is None else self.behind + rows

    def settle_on(self, row: RowT, asked_before: int, line: int) -> bool:
        """Put the cursor on the record of `row`, on that line; False if it is gone (then where it stood)."""
        index = self.find(row.id)
        self._stand(asked_before if index is None and self.more_before else index or 0, line)
        return index is not None

    def settle_from(self, old: Buffer[RowT], asked_before: int) -> bool:
        """Put the cursor on its record in `old`, on the same line; False if that is gone (then the next)."""
        row = old.row
        if row is None:
            return True
        next_ = self._next_of(old)
        if next_ is None or self.find(row.id) is not None:
            return self.settle_on(row, asked_before, old.line)
        self._stand(next_, old.line)
        return False

    def _stand(self, index: int, line: int) -> None:
        self.cursor = max(0, min(index, len(self.rows) - 1))
        self.top = max(0, self.cursor - line)

    def _next_of(self, old: Buffer[RowT]) -> int | None:
        index = {row.id: i for i, row in enumerate(self.rows)}
        for row in old.rows[old.cursor + 1 :]:
            if row.id in index:
                return index[row.id]
        for row in reversed(old.rows[: old.cursor]):
            if row.id in index:
                return index[row.id] + 1
        return None
