"""Which SQLite this process uses, and how every connection to a book is set up.

The only file that names an SQLite module. The system's library may carry the WAL-reset race, which can lose commits
of two connections (fixed in 3.51.3 and, for older lines, in 3.50.7 and 3.44.6), so a bundled one is preferred;
without a safe one the book falls back to a rollback journal, which is slower and does not have the race.
"""

from __future__ import annotations

import importlib
import os
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

BUSY_MS = 10_000
"""How long SQLite itself waits for a lock, in milliseconds, once our own queue has let us through."""

READER_KIB, WRITER_KIB, MERGER_KIB = 256, 16_384, 65_536
"""Page caches. A list reads few pages, again and again, and the system keeps them too, once for everybody: with eight
times as much a page comes no sooner, and each of several readers holds as much of its own. A merge touches every index
of the book at thousands of places."""

CHECKPOINT_PAGES = 8_000
"""At so many pages of WAL a commit copies them into the book. A slice of an import leaves several thousand: copied
after each, they doubled the time that the slice keeps a colleague waiting."""

MERGED_PAGES = 4_000
"""At so many pages a merge lets the WAL begin anew, so that no commit of a colleague comes to copy it."""

IOERR_WRITE = 778
"""SQLite's extended code for a write that failed (sqlite.org/rescode.html), which the bundled module does not name."""

NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph"})
"""WAL needs memory shared between the processes of one machine, which these do not give."""


def sqlite() -> ModuleType:
    """The DB-API module: the bundled SQLite where there is a wheel for this machine, else the interpreter's."""
    try:
        return importlib.import_module("pysqlite3")
    except ImportError:
        return importlib.import_module("sqlite3")


def has_wal_race(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite can lose commits when a WAL is reset under two connections."""
    if version >= (3, 51, 3):
        return False
    fixed_in = {(3, 50): 7, (3, 44): 6}.get(version[:2])
    return fixed_in is None or version[2] < fixed_in


def file_system(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of file system below `path` (`ext4`, `nfs4`), or an empty text where the machine does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    folder = os.path.realpath(path.parent)
    best, kind = "", ""
    for line in lines:
        parts = line.split()
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        inside = folder == point or folder.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, parts[2]
    return kind


class Choice(NamedTuple):
    """What was chosen for a book and why; `floorbook doctor` says it."""

    module: str
    version: str
    journal: str
    file_system: str
    race: bool
    network: bool


def choose(path: Path) -> Choice:
    """Which module and journal a book at `path` is opened with."""
    module = sqlite()
    race = has_wal_race(tuple(module.sqlite_version_info))
    kind = file_system(path)
    network = kind in NETWORK_FILE_SYSTEMS
    journal = "DELETE" if race or network else "WAL"
    return Choice(module.__name__, module.sqlite_version, journal, kind, race, network)


def has_wal(path: Path) -> bool:
    """Whether the file at `path` is kept with a WAL (its header says so)."""
    with path.open("rb") as file:
        return file.read(20)[18:20] == b"\x02\x02"


def set_up(connection: Any, *, journal: str, read_only: bool = False, synchronous: str = "FULL") -> None:
    """The pragmas of every connection: a commit is on the disk, keys hold, REPLACE fires DELETE triggers."""
    run = connection.execute
    run(f"PRAGMA busy_timeout={BUSY_MS}")
    run("PRAGMA foreign_keys=ON")
    run("PRAGMA recursive_triggers=ON")
    run("PRAGMA trusted_schema=OFF")
    run("PRAGMA temp_store=MEMORY")
    run(f"PRAGMA cache_size=-{READER_KIB if read_only else WRITER_KIB}")
    if read_only:
        run("PRAGMA query_only=ON")
        return
    run(f"PRAGMA journal_mode={journal}")
    run(f"PRAGMA synchronous={synchronous}")
    run(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
    run("PRAGMA journal_size_limit=67108864")


def connect(path: Path, *, journal: str, read_only: bool = False, synchronous: str = "FULL") -> Any:
    """A connection of the bare driver, set up; transactions are begun by hand (`isolation_level=None`)."""
    connection = sqlite().connect(os.fspath(path), isolation_level=None, check_same_thread=False)
    set_up(connection, journal=journal, read_only=read_only, synchronous=synchronous)
    return connection


def make_private(path: Path) -> None:
    """Create an empty file that only its owner can read; an existing one is left alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        with suppress(FileExistsError):  # somebody was quicker
            os.close(os.open(path, flags, 0o600))
