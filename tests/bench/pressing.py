"""Keys in the list of orders, beside Textual's `DataTable` with two hundred of the same rows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from tests.bench.books import LAST_ITEMS, Site, floorbook
from tests.bench.figures import Budget, Figure, middle
from tests.bench.terminal import Answer, Terminal
from tests.bench.yardsticks import program

COLS, LINES = 120, 40
DOWN, TOP, PAGE_DOWN, ORDERS = b"j", b"g", b"\x1b[6~", b"\x1bOR"
KEYS, ROUNDS, PAGES = 25, 2, 4
"""The table has few pages, so both go back to the top after so many."""

TIME, BYTES = Budget(0.4), Budget(0.1)

Answers = list[Answer]


def _in_turn(terminals: Sequence[Terminal], key: bytes, times: int) -> list[Answers]:
    """The answers of each to `key`, pressed in turn: what disturbs the machine disturbs both."""
    taken = [[terminal.press(key) for terminal in terminals] for _ in range(times)]
    return [list(answers) for answers in zip(*taken, strict=True)]


def _figures(
    rows: int, what: str, ours: Answers, theirs: Answers, budgets: Sequence[Budget | None]
) -> Iterator[Figure]:
    for unit, pick, scale, budget in (("ms", 0, 1e3, budgets[0]), ("bytes", 1, 1.0, budgets[1])):
        mine, yardstick = (middle([answer[pick] * scale for answer in answers]) for answers in (ours, theirs))
        yield Figure(rows, f"{what}, {'to the last byte' if pick == 0 else 'bytes'}", mine, unit, yardstick, budget)


def figures(site: Site) -> Iterator[Figure]:
    """A step and a page down."""
    with (
        Terminal(floorbook(), COLS, LINES, site.env) as ours,
        Terminal(program("table", os.fspath(site.book)), COLS, LINES) as theirs,
    ):
        ours.wait(*LAST_ITEMS)
        ours.press(ORDERS)
        theirs.wait("platform")
        both = (ours, theirs)
        for terminal in both:
            terminal.quiet(0.5)
        mine, table = _in_turn(both, DOWN, KEYS)
        yield from _figures(site.rows, "key", mine, table, (TIME, BYTES))
        pages: tuple[Answers, Answers] = ([], [])
        for _ in range(ROUNDS):
            _in_turn(both, TOP, 1)
            for answers, more in zip(pages, _in_turn(both, PAGE_DOWN, PAGES), strict=True):
                answers += more
        yield from _figures(site.rows, "page down", *pages, (None, None))
