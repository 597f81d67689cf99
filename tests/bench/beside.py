"""Today on a screen while a file comes into its book: what a key waits for, and when a changed number is to be seen."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import cycle, takewhile
from pathlib import Path

from store.book import driver
from store.book.clock import Clock
from store.book.upgrade import copy_book
from tests.bench.books import LAST_ITEMS, Site, beside, floorbook
from tests.bench.figures import Budget, Figure, middle
from tests.bench.taking import Taken, take
from tests.bench.terminal import Terminal
from tests.terminal.shown import Shown
from tui.cli.demo.orders import write_order_export

COLS, LINES = 120, 40
START_OF_DAY, REFRESH, STEPS = b"1", b"R", (b"j", b"k")
CURSOR = b"> "
"""What the step of a cursor writes, and nothing else does."""
EVERY = 0.03
"""Seconds of stillness between two keys: a key that is held down."""
ROWS, SEED = 20_000, 3
"""The file: orders of the same shop that its book has not seen."""
LOOK = 0.01
"""Seconds between two looks at what is in the book."""
AFTER = 4.0
"""Seconds after which the numbers are asked for by hand: a change that is seen only then was not shown."""
NUMBERS = re.compile(r" ([\d,]+) +[\d,]+/[\d,]+")
"""What is left of an item, beside what was handled."""

KEY = Budget(100, of="figure")
"""Milliseconds up to which an answer is felt as immediate."""
CHANGE = Budget(2.0, of="figure")
"""Seconds after which somebody else's change is to be seen."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A key on Today of the book that is written, and of one that is not, right behind it."""

    began: float
    ours: float
    theirs: float


def figures(site: Site) -> Iterator[Figure]:
    """Keys during the merge, in turn with those on another book, and how long each change keeps somebody waiting."""
    with _two_books(site) as (book, file), ThreadPoolExecutor(2) as pool:
        env = replace(site, book=book).env
        with (
            Terminal(floorbook(), COLS, LINES, env) as ours,
            Terminal(floorbook(), COLS, LINES, site.env) as theirs,
        ):
            for terminal in (ours, theirs):
                terminal.wait(*LAST_ITEMS)
                terminal.press(START_OF_DAY)
            coming = pool.submit(take, "tests.bench.taking", book, file)
            commits = pool.submit(_commits, book, coming)
            pairs = list(takewhile(lambda _: not coming.done(), _pressed(ours, theirs)))
            ours.bytes_in(AFTER)
            ours.press(REFRESH)
        yield from _keys(site.rows, pairs, coming.result())
        yield from _numbers(site.rows, commits.result(), list(_shown(ours)))


def _commits(book: Path, coming: Future[Taken]) -> list[float]:
    """The times of day at which more orders were in the book, until nothing comes any more."""
    found, before = [], 0
    with closing(driver.connect(book, journal=driver.choose(book).journal, read_only=True)) as connection:
        while not wait([coming], LOOK).done:
            (last,) = connection.execute("SELECT max(id) FROM orders").fetchone()
            if before and last != before:
                found.append(time.time())
            before = last
    return found


@contextmanager
def _two_books(site: Site) -> Iterator[tuple[Path, Path]]:
    """A copy of the book, and the file that comes into it: in no order, so that each slice of it changes numbers."""
    with beside(site, "beside") as book:
        copy_book(site.book, Clock(), "beside").rename(book)
        file = book.with_name("ExportOrderList.csv")
        write_order_export(file, ROWS, datetime.now(UTC), seed=SEED)
        heading, *lines = file.read_bytes().splitlines(keepends=True)
        random.Random(SEED).shuffle(lines)
        file.write_bytes(heading + b"".join(lines))
        yield book, file


def _pressed(ours: Terminal, theirs: Terminal) -> Iterator[Pair]:
    """Steps down and up on both, in turn: what disturbs the machine disturbs both."""
    for key in cycle(STEPS):
        ours.quiet(EVERY)
        theirs.quiet(EVERY)
        yield Pair(time.time(), ours.press_until(key, CURSOR), theirs.press_until(key, CURSOR))


def _keys(rows: int, pairs: list[Pair], taken: Taken) -> Iterator[Figure]:
    during = [pair for pair in pairs if taken.merge_from <= pair.began <= taken.merge_to]
    mine, yardstick = [pair.ours * 1e3 for pair in during], [pair.theirs * 1e3 for pair in during]
    remark = f"{len(during)} keys while {ROWS:,} rows came in"
    yield Figure(rows, "key on Today during a merge, median", middle(mine), "ms", middle(yardstick), KEY, remark)
    yield Figure(rows, "key on Today during a merge, longest", max(mine), "ms", max(yardstick), KEY)


def _numbers(rows: int, commits: list[float], shown: list[float]) -> Iterator[Figure]:
    waits = [next(at for at in shown if at > commit) - commit for commit in commits]
    remark = f"{len(commits)} changes"
    yield Figure(rows, "a changed number on Today, median", middle(waits), "s", budget=CHANGE, remark=remark)
    yield Figure(rows, "a changed number on Today, longest", max(waits), "s", budget=CHANGE)


def _shown(terminal: Terminal) -> Iterator[float]:
    """The times of day at which other numbers stood on the screen than before."""
    clock, shown = time.time() - time.perf_counter(), Shown(COLS, LINES)
    done, before = 0, [""]
    for at, until in terminal.came:
        shown.feed(bytes(terminal.written[done:until]))
        done, numbers = until, NUMBERS.findall(shown.text())
        if numbers != before:
            yield at + clock
        before = numbers
