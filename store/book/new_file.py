"""A file that leaves the book: new, private, and whole or not there at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.book.errors import FloorbookError, Refusal, Unavailable

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_FOLDER = (errno.ENOENT, errno.ENOTDIR)


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Write to the path that is given, and when the block ends well that file gets the name `path`.

    Until then it lies in a folder beside `path` that only its owner may enter, and that goes away whatever happens. The
    folder may hold what else is needed on the way.

    Raises:
        Refusal: `file.exists` (nothing is ever overwritten), `folder.not_found`, `folder.no_permission`.
        Unavailable: `file.disk_full`, `file.unwritable`; no file is left.
    """
    try:
        if os.path.lexists(path):
            raise FileExistsError
        with tempfile.TemporaryDirectory(prefix=".floorbook-", dir=path.parent, ignore_cleanup_errors=True) as folder:
            part = Path(folder) / "part"
            yield part
            _keep(part)
            _name(part, path)
    except OSError as error:
        raise _said(error, path) from None


def _keep(part: Path) -> None:
    """On the disk, not only on its way there: a full one is heard of before the file has its name."""
    with open(part, "rb+") as file:
        os.fchmod(file.fileno(), 0o600) if hasattr(os, "fchmod") else None
        os.fsync(file.fileno())


def _name(part: Path, path: Path) -> None:
    """In one step, so that whoever was quicker with the name keeps his file, and nobody finds an empty one."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a stick's
        _name_without_link(part, path)


def _name_without_link(part: Path, path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        os.replace(part, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _said(error: OSError, path: Path) -> FloorbookError:
    if isinstance(error, FileExistsError):
        return Refusal("file.exists", name=path.name)
    if error.errno in _NO_FOLDER:
        return Refusal("folder.not_found", folder=str(path.parent))
    if error.errno in _NO_RIGHT:
        return Refusal("folder.no_permission", folder=str(path.parent))
    if error.errno in _NO_ROOM:
        return Unavailable("file.disk_full", name=path.name)
    return Unavailable("file.unwritable", name=path.name, problem=error.strerror or type(error).__name__)
