"""`floorbook demo`: three shops with a month of orders in a book of their own, made new each time."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.parser import NotDone, add_command
from tui.cli.progress import ProgressLine
from tui.words.catalogue import tr

if TYPE_CHECKING:
    from store.book.clock import Clock
    from tui.cli.parser import Commands

SIZE = 3_000
LARGEST = 1_000_000


def add(commands: Commands) -> None:
    """The subcommand."""
    parser = add_command(
        commands, "demo", tr("look around on an invented floor with three shops; nothing of yours is touched")
    )
    parser.add_argument(
        "--size", type=int, default=SIZE, metavar="N", help=tr("how many orders ({n} by default)", n=SIZE)
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help=tr("keep the book and the files in this folder"))
    parser.add_argument("--no-open", action="store_true", help=tr("make the book, do not open the screens"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the demo and open it; the exit code of the screens."""
    from store.book.clock import Clock

    keep: Path | None = args.keep
    folder = Path(tempfile.mkdtemp(prefix="floorbook-demo-")) if keep is None else keep.expanduser().absolute()
    try:
        size, line = min(max(args.size, 1), LARGEST), ProgressLine(sys.stderr)
        try:
            book = prepare_demo(folder, size, Clock.of_environment(), line.say)
        finally:
            line.clear()
        if args.no_open:
            print(_made(book, kept=keep is not None))
            return 0
        from tui.app import run as run_screens

        return run_screens(book, getattr(args, "login", None))
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


def _made(book: Path, *, kept: bool) -> str:
    if kept:
        return tr("Made: {path}. Open it with: floorbook --book {path}", path=book)
    return tr("Made, and removed again. With --keep DIR it stays.")


def prepare_demo(folder: Path, size: int, clock: Clock, tell: Callable[[str], None] = lambda _: None) -> Path:
    """Write the files of a morning of `size` orders into `folder`, take them in as anybody would, let people work.

    Everything is relative to the clock's now: the first file is forty minutes old (but of today), the others came one
    after the other, then people worked until now. `tell` hears how far it has come. The path of the book.

    Raises:
        NotDone: the folder has a demo already.
        Refusal: it cannot be written.
    """
    from store.book.errors import Refusal
    from tui.cli.demo.files import write_files
    from tui.cli.demo.floor import furnish
    from tui.cli.demo.times import Times

    book = folder / "demo.db"
    times = Times(clock.now())
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if book.exists():
            raise NotDone(tr("{path} holds a demo already. Name another folder, or remove it.", path=folder))
        tell(tr("The demo is being made: the files of three shops"))
        exports = write_files(folder, size, times.exported)
    except OSError:
        raise Refusal("book.no_folder", path=str(folder)) from None
    furnish(book, exports, (exports[0].made, *times.taken), times.worked, tell)
    return book
