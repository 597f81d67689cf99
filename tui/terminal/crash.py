"""A fault: a sentence and a number for the person, the trace for whoever looks after Floorbook.

The trace holds places in the code, never values: no locals, and no message that could quote a buyer's name.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from store.book.errors import FloorbookError
from tui.words.catalogue import tr

_ABOUT_CODE = (
    AttributeError,
    ImportError,
    IndexError,
    NameError,
    RecursionError,
    TypeError,
    ZeroDivisionError,
)
"""Their messages speak of names and types in the code."""


class Fault(NamedTuple):
    """What went wrong: the number to say aloud, and the file with the trace if it could be written."""

    number: str
    path: Path | None

    def sentence(self) -> str:
        """What the person is told."""
        said = tr("Floorbook has stopped: fault {number}. Everything that was saved is safe.", number=self.number)
        if self.path is None:
            return said
        return said + "\n" + tr("Whoever looks after Floorbook finds the details in {path}.", path=self.path)


def record(error: BaseException, folder: Path | None, now: datetime | None = None) -> Fault:
    """Give `error` a number and write its trace into a private file in `folder`, if that is possible."""
    number = f"{now or datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}"
    return Fault(number, None if folder is None else _written(folder, number, "".join(described(error))))


def described(error: BaseException) -> Iterator[str]:
    """The trace of `error` and of what caused it, the first cause first, without values."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from described(cause)
        yield "\nwhich led to:\n\n"
    yield from traceback.format_list(traceback.extract_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__}{_detail(error)}\n"
    for part in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield "\none of them:\n\n"
        yield from described(part)


def _detail(error: BaseException) -> str:
    if isinstance(error, FloorbookError):
        return f": {error.reason.code}"
    if isinstance(error, OSError):
        return f": {error.strerror}"
    if isinstance(error, _ABOUT_CODE):
        return f": {error}"
    name = getattr(error, "sqlite_errorname", "")
    return f": {name}" if name else ""


def _written(folder: Path, number: str, text: str) -> Path | None:
    path = folder / f"fault-{number}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fileno = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with open(fileno, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return None
    return path
