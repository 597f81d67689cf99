"""Takes a file in as `floorbook import` does, in a process of its own; prints one line of JSON.

python -m tests.bench.taking BOOK FILE
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TAG = "MM"
LOGIN = "lin"
EVERY = 0.02
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How an import went. Times of the merge are wall clock, so that another process can be set beside them."""

    rows: int
    seconds: float
    merge_from: float
    merge_to: float
    peak: int = 0
    """Bytes: the most that the process and its reader held at one time (RSS: what both share counts twice)."""

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds


def take(program: str, book: Path, file: Path) -> Taken:
    """Run `python -m program BOOK FILE` and watch its memory."""
    with subprocess.Popen([sys.executable, "-m", program, book, file], stdout=subprocess.PIPE, text=True) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(_resident, _family(process.pid))))
            time.sleep(EVERY)
        assert process.stdout is not None
        said = process.stdout.read()
    if process.returncode:
        raise RuntimeError(f"{program} ended with {process.returncode}")
    return Taken(**json.loads(said), peak=peak)


def _family(pid: int) -> list[int]:
    with suppress(OSError), open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [pid, *(int(child) for child in file.read().split())]
    return [pid]


def _resident(pid: int) -> int:
    with suppress(OSError), open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _main(path: Path, file: Path) -> None:
    from store.book.opening import open_book
    from store.imports.commands import Hearing, import_file
    from store.imports.parent import Progress
    from store.people.commands import enter

    book = open_book(path)
    actor = enter(book, LOGIN, "bench-enter").actor
    staged = time.time()

    def staging(progress: Progress) -> None:
        nonlocal staged
        staged = time.time()

    began = time.perf_counter()
    run = import_file(book, actor, file, tag=TAG, as_of=book.clock.now(), hearing=Hearing(staging))
    seconds, ended = time.perf_counter() - began, time.time()
    book.close()
    print(json.dumps({"rows": run.rows, "seconds": seconds, "merge_from": staged, "merge_to": ended}))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
