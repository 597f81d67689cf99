"""The parent's side of reading a foreign file: starts `store.imports.child`, listens, ends it if need be."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from os import environ, fspath, pathsep
from pathlib import Path
from typing import Any, Final

from store.book.errors import Refusal, Unavailable
from store.imports.limits import Limits
from store.imports.staging import discard

_OUT_OF_MEMORY: Final = ("SIGABRT", "SIGKILL")
"""How a process ends when memory is refused to it: libraries abort, the system kills."""

_ROOT: Final = Path(__file__).resolve().parents[2]
"""Where `store` lies: a checkout or site-packages."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file has been read: rows staged, rows refused, bytes read of all its bytes."""

    rows: int
    refused: int
    bytes: int
    of: int


@dataclass(frozen=True, slots=True)
class Staged:
    """A staging file that is complete.

    Attributes:
        source, kind: which export it was (`taobao.orders`, `orders`).
        fields: the columns of the first staging table of which the file says anything; tables: those of all.
        unknown: the names of its columns that were not read.
        rows, refused, repeated: rows staged, rows not understood, staged rows beyond the first of their key.
        sha256, size: of the foreign file; bytes.
        as_of: when the export was made, epoch milliseconds.
        shop, currency: the tag of the shop and the currency where a mapping says them.
    """

    path: Path
    staging: Path
    source: str
    kind: str
    header: tuple[str, ...]
    fields: tuple[str, ...]
    unknown: tuple[str, ...]
    encoding: str
    rows: int
    refused: int
    repeated: int
    sha256: str
    size: int
    as_of: int
    zone: str
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shop: str | None = None
    currency: str | None = None


def stage(
    path: Path,
    staging_path: Path,
    zone: str,
    now: datetime,
    progress: Callable[[Progress], None] = lambda _: None,
    limits: Limits | None = None,
    as_of: int | None = None,
    mapping: Path | None = None,
) -> Staged:
    """Read a foreign file into a staging file at `staging_path`, in a child process.

    `zone`: the shop's, by name; `as_of` (epoch milliseconds) goes before the age that the file tells; `mapping`: a
    mapping file that is to be used, or a folder of those that may fit.
    Whatever `progress` raises ends the import. After any failure there is no staging file.

    Raises:
        Refusal: all that `filling.fill` raises, `file.too_large` (memory), `import.too_slow` (time),
            `import.reader_died` (killed, or a fault of ours).
        Unavailable: `import.disk_full`, `import.no_staging`.
    """
    limits = limits or Limits()
    request = {
        "path": fspath(path.absolute()),
        "staging": fspath(staging_path.absolute()),
        "zone": zone,
        "now_ms": int(now.timestamp() * 1000),
        "as_of": as_of,
        "mapping": None if mapping is None else fspath(mapping.absolute()),
        "limits": asdict(limits),
    }
    try:
        answer = converse(request, progress, limits, path.name)
    except BaseException:
        discard(staging_path)
        raise
    return staged_of(path, staging_path, answer)


def staged_of(path: Path, staging: Path, meta: Mapping[str, Any]) -> Staged:
    """A complete staging file, from the `meta` that `filling.fill` answers."""
    lists: dict[str, Any] = {name: tuple(meta[name]) for name in ("header", "fields", "unknown")}
    lists["tables"] = {table: tuple(columns) for table, columns in meta["tables"].items()}
    return Staged(path=path, staging=staging, **{**meta, **lists})


def converse(
    request: Mapping[str, object], progress: Callable[[Progress], None], limits: Limits, name: str
) -> dict[str, Any]:
    """Run the child to its end; its `meta`, or the reason why there is none."""
    child = _start()
    late = threading.Event()

    def end_it() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(limits.wall_s, end_it)
    clock.daemon = True
    clock.start()
    last: dict[str, Any] = {}
    try:
        last = _listen(child, request, progress)
    finally:
        clock.cancel()
    if "done" in last:
        meta: dict[str, Any] = last["done"]
        return meta
    if "refusal" in last:
        raise Refusal(last["refusal"]["code"], **{"name": name, **last["refusal"]["params"]})
    if "unavailable" in last:
        raise Unavailable(last["unavailable"]["code"], **{"name": name, **last["unavailable"]["params"]})
    raise _why_it_died(child.returncode, last, limits, name, late=late.is_set())


def _start() -> subprocess.Popen[str]:
    # `-P` keeps the folder in which somebody works out of the path: a `csv.py` lying there must not be run.
    paths = [fspath(_ROOT), *filter(None, [environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "store.imports.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environ, "PYTHONPATH": pathsep.join(paths)},
        encoding="utf-8",
        start_new_session=True,
    )


def _listen(
    child: subprocess.Popen[str], request: Mapping[str, object], progress: Callable[[Progress], None]
) -> dict[str, Any]:
    """Ask, pass progress on, and return the last thing that the child said."""
    said: dict[str, Any] = {}
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            with contextlib.suppress(BrokenPipeError):
                child.stdin.write(json.dumps(request))
                child.stdin.close()
            for line in child.stdout:
                # A line without its end: the child was killed in the middle of a word.
                if not line.endswith("\n"):
                    break
                said = json.loads(line)
                if "rows" in said:
                    progress(Progress(**said))
        except BaseException:
            child.kill()
            raise
    return said


def _why_it_died(status: int, last: Mapping[str, Any], limits: Limits, name: str, *, late: bool) -> Refusal:
    ended_by = signal.Signals(-status).name if status < 0 else ""
    if late:
        return Refusal("import.too_slow", name=name, seconds=limits.wall_s)
    if ended_by == "SIGXCPU":
        return Refusal("import.too_slow", name=name, seconds=limits.cpu_s)
    if ended_by in _OUT_OF_MEMORY:
        return Refusal("file.too_large", name=name, limit_mb=limits.memory_mb)
    return Refusal("import.reader_died", name=name, fault=last.get("fault") or ended_by or str(status))
