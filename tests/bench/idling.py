"""A screen that nobody touches: what it writes, what it computes, what it keeps in memory."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack

from tests.bench.books import LAST_ITEMS, Site, floorbook
from tests.bench.figures import Budget, Figure
from tests.bench.terminal import Terminal

ORDERS = b"\x1bOR"
IDLE = 20.0
SETTLED = 5.0
"""Seconds after which what a start sets going is over: the last counts, the jobs."""
AFTER_TICK = 4.0

NOTHING, TICK = Budget(0, of="figure"), Budget(200, of="figure")
CPU = Budget(1.0, of="figure")
MEMORY = Budget(60, of="figure")
MIB = 1 << 20
OTHERS = 4
"""Agents at work beside the one whose memory is measured: they share the code of the libraries with her."""


def _seconds_to_minute() -> float:
    """Until the clock's next minute. The clock is the real one: one that was set hides what came later, and looking
    that up is no part of an ordinary day."""
    return 60 - time.time() % 60


def figures(site: Site) -> Iterator[Figure]:
    """Today and the list of orders, side by side on two terminals."""
    with Terminal(floorbook(), env=site.env) as today, Terminal(floorbook(), env=site.env) as orders:
        both = {"Today": today, "orders": orders}
        for terminal in both.values():
            terminal.wait(*LAST_ITEMS)
        orders.press(ORDERS)
        for terminal in both.values():
            terminal.quiet(SETTLED)
        if _seconds_to_minute() < IDLE + 2:
            time.sleep(_seconds_to_minute() + AFTER_TICK)
            for terminal in both.values():
                terminal.bytes_in(0.1)
        used = {name: terminal.cpu_seconds() for name, terminal in both.items()}
        still = time.perf_counter()
        time.sleep(IDLE)
        for name, terminal in both.items():
            written = terminal.bytes_in(0)
            share = (terminal.cpu_seconds() - used[name]) / (time.perf_counter() - still) * 100
            yield Figure(site.rows, f"idle on {name}, written in 20 s", written, "bytes", budget=NOTHING)
            yield Figure(site.rows, f"idle on {name}, of a core", share, "%", budget=CPU)
        time.sleep(_seconds_to_minute() + AFTER_TICK)
        for name, terminal in both.items():
            written = terminal.bytes_in(0.1)
            yield Figure(site.rows, f"a minute's tick on {name}", written, "bytes", budget=TICK)


def memory(site: Site) -> Iterator[Figure]:
    """One more agent on a machine where others are at work: on Today, and after a look at the list."""
    with ExitStack() as others:
        for _ in range(OTHERS):
            others.enter_context(Terminal(floorbook(), env=site.env)).wait(*LAST_ITEMS)
        terminal = others.enter_context(Terminal(floorbook(), env=site.env))
        terminal.wait(*LAST_ITEMS)
        yield Figure(site.rows, "memory on Today (PSS)", terminal.memory() / MIB, "MiB", budget=MEMORY)
        terminal.press(ORDERS)
        for _ in range(10):
            terminal.press(b"\x1b[6~")
        yield Figure(site.rows, "memory after ten pages (PSS)", terminal.memory() / MIB, "MiB", budget=MEMORY)
