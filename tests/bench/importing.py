"""The import of an order export, beside a script with `csv` and `executemany`; and what a colleague feels of it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.books import Site, beside, take_beside_colleague
from tests.bench.figures import Budget, Figure, middle
from tests.bench.sheets import write_workbook
from tests.bench.taking import Taken, take

RATE = Budget(0.3, least=True)
SMALL = 10_000
"""Below this the start of the reading process is most of what is measured."""
LARGEST_WORKBOOK = 100_000
"""Rows of a workbook that a back end exports at once."""

PEAK = Budget(200, of="figure")
WAIT = Budget(1.0, of="figure")
MB = 1_000_000


def figures(site: Site) -> Iterator[Figure]:
    """Rows a second, peak memory, the waits of somebody who saves meanwhile."""
    with beside(site, "by_hand") as book:
        by_hand = take("tests.bench.by_hand", book, site.export)
    taken = site.taken or _take_again(site)
    yield Figure(
        site.rows, "import, rows a second", taken.rate, "rows/s", by_hand.rate, RATE if site.rows >= SMALL else None
    )
    staging = taken.seconds - (taken.merge_to - taken.merge_from)
    yield Figure(site.rows, "  of it reading and checking", taken.rows / staging, "rows/s")
    yield Figure(site.rows, "  of it merging", taken.rows / (taken.seconds - staging), "rows/s")
    yield Figure(site.rows, "import, peak memory with its reader", taken.peak / MB, "MB", by_hand.peak / MB, PEAK)
    yield from _waits(site)


def _take_again(site: Site) -> Taken:
    with beside(site, "again") as book:
        return take("tests.bench.taking", book, site.export)


def _waits(site: Site) -> Iterator[Figure]:
    with beside(site, "colleague") as book:
        waits = sorted(take_beside_colleague(site, book).waits) or [0.0]
    remark = f"{len(waits)} saves during the merge"
    yield Figure(site.rows, "a save during the merge, longest", waits[-1], "s", budget=WAIT, remark=remark)
    yield Figure(site.rows, "a save during the merge, p99", waits[int(len(waits) * 0.99)], "s", budget=WAIT)
    yield Figure(site.rows, "a save during the merge, median", middle(waits), "s")


def workbook(site: Site) -> Iterator[Figure]:
    """The same rows as a workbook, beside a script that reads it with calamine."""
    if site.rows > LARGEST_WORKBOOK:
        return
    with beside(site, "workbook") as book:
        file = book.with_name("ExportOrderList.xlsx")
        write_workbook(site.export, file)
        by_hand = take("tests.bench.by_hand", book.with_name("by_hand.db"), file)
        taken = take("tests.bench.taking", book, file)
    yield Figure(site.rows, "import of a workbook, rows a second", taken.rate, "rows/s", by_hand.rate)
    peak = "import of a workbook, peak memory with its reader"
    yield Figure(site.rows, peak, taken.peak / MB, "MB", by_hand.peak / MB)
