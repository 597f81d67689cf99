"""The cold start of the screens, beside an empty Textual app."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.books import LAST_ITEMS, Site, floorbook
from tests.bench.figures import Budget, Figure, middle
from tests.bench.terminal import Terminal
from tests.bench.yardsticks import WORD, program

FRAME, NUMBERS = Budget(1.4), Budget(3.5)
PAIRS = 7
FIRST_WORD = "Floorbook"
"""The word of the top line."""


def figures(site: Site) -> Iterator[Figure]:
    """Frame and numbers; in turn with the yardstick, so that what disturbs the machine disturbs both."""
    frames, numbers, empty = [], [], []
    for _ in range(PAIRS):
        with Terminal(program("empty")) as theirs:
            empty.append(theirs.seen(WORD) * 1e3)
        with Terminal(floorbook(), env=site.env) as ours:
            frames.append(ours.seen(FIRST_WORD) * 1e3)
            numbers.append(ours.seen(*LAST_ITEMS) * 1e3)
    yardstick = middle(empty)
    yield Figure(site.rows, "start, frame on screen", middle(frames), "ms", yardstick, FRAME)
    yield Figure(site.rows, "start, numbers on Today", middle(numbers), "ms", yardstick, NUMBERS)
