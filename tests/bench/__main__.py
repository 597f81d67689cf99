"""Each figure beside its yardstick, in one run: `python -m tests.bench`.

Sizes are `--rows 1000,100000,1000000`, parts `--only start,key,first,search,import,xlsx,beside,idle,memory`. The books
are made through the demo's export and the import, one size after the other: in a temporary folder, or in that of
`--keep DIR`, where the next run finds them. Only the ratios can be compared between machines, or between two runs on a
machine that has other work.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TypeVar

from tests.bench import beside, idling, importing, pressing, reading, search, starting
from tests.bench.books import Site, build
from tests.bench.figures import Figure, table

T = TypeVar("T")

ROWS = "1000,100000,1000000"

PARTS: dict[str, Callable[[Site], Iterator[Figure]]] = {
    "start": starting.figures,
    "key": pressing.figures,
    "first": reading.figures,
    "search": search.figures,
    "import": importing.figures,
    "xlsx": importing.workbook,
    "beside": beside.figures,
    "idle": idling.figures,
    "memory": idling.memory,
}
SAME = {"page": "key", "today": "first"}
"""Parts that are measured together with another."""

ROOT = Path(__file__).parents[2]
CODE = ("store", "tui", "jobs", "tests/bench")


def main() -> int:
    """Measure and print; 1 where something falls short of its budget."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", default=ROWS, help=f"sizes of the books ({ROWS})")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, of {', '.join((*PARTS, *SAME))}")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the books there, and use those that are there")
    args = parser.parse_args()
    wanted = {SAME.get(part, part) for part in args.only.split(",")}
    if unknown := wanted - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    _compile()
    figures: list[Figure] = []
    try:
        figures.extend(_measure([int(rows) for rows in args.rows.split(",")], wanted, args.keep))
    finally:  # a part that fails, or Ctrl+C after ten minutes, does not take the others with it
        print(table(figures))
    short = [figure for figure in figures if figure.short]
    print(f"\n{len(short)} of {len(figures)} figures fall short" if short else "\nall budgets are kept")
    return 1 if short else 0


def _compile() -> None:
    """Compile what is measured, as its installation does: a start that compiles is nobody's."""
    for folder in CODE:
        compileall.compile_dir(ROOT / folder, quiet=1)


def _measure(sizes: list[int], wanted: set[str], keep: Path | None) -> Iterator[Figure]:
    with _folder(keep) as root:
        for rows in sizes:
            site = _timed(f"{rows:,} rows: book", partial(build, Path(root), rows))
            for name, part in PARTS.items():
                if name in wanted:
                    yield from _timed(f"{rows:,} rows: {name}", partial(_all, part, site))
            if keep is None:
                site.remove()


def _folder(keep: Path | None) -> AbstractContextManager[str | Path]:
    if keep is None:
        return tempfile.TemporaryDirectory(prefix="floorbook-bench-")
    keep.mkdir(parents=True, exist_ok=True)
    return nullcontext(keep)


def _all(part: Callable[[Site], Iterator[Figure]], site: Site) -> list[Figure]:
    return list(part(site))


def _timed(what: str, work: Callable[[], T]) -> T:
    """Carry out a part and say on standard error how long it took."""
    began = time.perf_counter()
    done = work()
    print(f"{what}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return done


if __name__ == "__main__":
    sys.exit(main())
