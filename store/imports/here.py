"""Reading a file of our own making, in the process that calls: nothing in it is foreign, so that nothing binds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from store.book.columns import to_ms
from store.imports.filling import Request, fill
from store.imports.limits import Limits
from store.imports.parent import Progress, Staged, staged_of


def stage_here(
    path: Path,
    staging_path: Path,
    zone: str,
    now: datetime,
    progress: Callable[[Progress], None] = lambda _: None,
    limits: Limits | None = None,
    as_of: int | None = None,
    mapping: Path | None = None,
) -> Staged:
    """`parent.stage` without its child process and its bounds.

    Raises:
        Refusal: all that `filling.fill` raises.
    """
    request = Request(path, staging_path, zone, to_ms(now), limits or Limits(), as_of, mapping)
    meta = fill(request, lambda *far: progress(Progress(*far)))
    return staged_of(path, staging_path, meta)
