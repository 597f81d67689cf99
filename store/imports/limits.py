"""How much of the machine one foreign file may take, and how the reading process binds itself to it."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one import; what lies beyond them is refused, never half read.

    Attributes:
        memory_mb: address space of the reading process, MiB.
        cpu_s, wall_s: seconds of processor and of waiting after which it is ended.
        columns: the widest table that is still taken for an export.
        cell_chars: the longest cell; beyond it a quotation mark was never closed.
        document_mb: the longest JSON document, MiB; in memory it takes about ten times that.
        batch: rows handed to SQLite at once; also how often progress is told.
    """

    memory_mb: int = 1024
    cpu_s: int = 600
    wall_s: int = 900
    columns: int = 200
    cell_chars: int = 1 << 20
    document_mb: int = 64
    batch: int = 5_000


def bind_this_process(limits: Limits) -> None:
    """Bind memory and processor time of the calling process, and forbid core files (they hold buyers' data).

    Where the system has no such limits (Windows) the size check of `readers.workbook` is all there is.
    """
    if sys.platform == "win32":
        return
    import resource

    wanted = (
        (resource.RLIMIT_AS, limits.memory_mb << 20),
        (resource.RLIMIT_CPU, limits.cpu_s),
        (resource.RLIMIT_CORE, 0),
    )
    for what, bound in wanted:
        hard = resource.getrlimit(what)[1]
        allowed = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        # macOS knows RLIMIT_AS by name and answers EINVAL
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (allowed, hard if what != resource.RLIMIT_CORE else 0))
