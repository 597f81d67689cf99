"""Writes an order list as Tmall's back end exports it: for the demo, the tests and the benchmark."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Final

from tui.cli.demo.export import AGAIN, HEADER, ROUND, UNREADABLE, day_texts, line
from tui.cli.demo.stream import DAYS, Row, order_rows

ZONE: Final = timezone(timedelta(hours=8))
_BATCH: Final = 2_000


def second_of(now: datetime) -> int:
    """The minute of an aware time, as `life` counts: by the shop's wall clock."""
    local = now.astimezone(ZONE).replace(second=0, microsecond=0)
    return int(local.replace(tzinfo=UTC).timestamp())


def write_order_export(
    path: Path, size: int, now: datetime, seed: int = 1, told: Callable[[Row], None] | None = None
) -> None:
    """Write `size` rows to `path` (GBK): the last thirty days of the shop as its back end knew them at `now`, aware.

    The same arguments make the same bytes. A few rows in a thousand cannot be read, one stands there twice, one tries
    to command the terminal. Memory is flat. `told` is told every row that can be read.
    """
    at = second_of(now)
    days = day_texts(at, DAYS)
    with path.open("w", encoding="gb18030", newline="") as file:
        file.write(HEADER + "\r\n")
        batch: list[str] = []
        last = ""
        for place, row in enumerate(order_rows(size, at, Random(seed))):
            odd = place % ROUND
            if odd != AGAIN or not last:
                last = line(row, odd, days)
                if told is not None and odd not in UNREADABLE:
                    told(row)
            batch.append(last)
            if len(batch) == _BATCH:
                file.write("".join(batch))
                batch.clear()
        file.write("".join(batch))
