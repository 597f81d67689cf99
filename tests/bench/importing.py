"""The import of an order export, beside a script with `csv` and `executemany`; and what a colleague feels of it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.books import Site, take_beside_colleague
from tests.bench.figures import Budget, Figure, middle
from tests.bench.taking import take

RATE = Budget(0.3, least=True)
SMALL = 10_000
"""Below this the start of the reading process is most of what is measured."""

PEAK = Budget(200, of="figure")
WAIT = Budget(1.0, of="figure")
MB = 1_000_000


def figures(site: Site) -> Iterator[Figure]:
    """Rows a second, peak memory, the waits of somebody who saves meanwhile."""
    by_hand = take("tests.bench.by_hand", site.folder / "by_hand.db", site.export)
    taken = site.taken
    yield Figure(
        site.rows, "import, rows a second", taken.rate, "rows/s", by_hand.rate, RATE if site.rows >= SMALL else None
    )
    staging = taken.seconds - (taken.merge_to - taken.merge_from)
    yield Figure(site.rows, "  of it reading and checking", taken.rows / staging, "rows/s")
    yield Figure(site.rows, "  of it merging", taken.rows / (taken.seconds - staging), "rows/s")
    yield Figure(site.rows, "import, peak memory with its reader", taken.peak / MB, "MB", by_hand.peak / MB, PEAK)
    beside = take_beside_colleague(site)
    waits = sorted(beside.waits)
    remark = f"{len(waits)} saves during the merge"
    yield Figure(site.rows, "a save during the merge, longest", waits[-1], "s", budget=WAIT, remark=remark)
    yield Figure(site.rows, "a save during the merge, p99", waits[int(len(waits) * 0.99)], "s", budget=WAIT)
    yield Figure(site.rows, "a save during the merge, median", middle(waits), "s")
