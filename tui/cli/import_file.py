"""`floorbook import FILE`: take an export in, and say what became of its rows."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.opened import opened
from tui.cli.parser import NotDone, add_command
from tui.cli.progress import ProgressLine
from tui.cli.stopping import STOPPED, Stopping
from tui.words.catalogue import tr, trn

if TYPE_CHECKING:
    from store.book.audit import Actor
    from store.book.transactions import Book
    from store.imports.commands import Hearing
    from store.imports.merging import Step
    from store.imports.parent import Progress
    from store.shops.rules import ShopSettings
    from tui.cli.parser import Commands

SHOWN = 10
"""Refused rows shown unless another number is asked for."""


def add(commands: Commands) -> None:
    """The subcommand."""
    parser = add_command(commands, "import", tr("take in a file that the shop's back end exported"))
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help=tr("exports (.csv, .xlsx, .json) or folders of them")
    )
    parser.add_argument("--shop", metavar="TAG", help=tr("of which shop it is, where the file does not say"))
    parser.add_argument(
        "--as-of", metavar="TIME", help=tr("how old its knowledge is, such as 2026-11-21T08:10 in the shop's zone")
    )
    parser.add_argument("--dry-run", action="store_true", help=tr("check every row, then stop: nothing is taken in"))
    about = tr("say what the file is taken for, column by column; nothing is taken in")
    parser.add_argument("--explain", action="store_true", help=about)
    parser.add_argument("--mapping", type=Path, metavar="FILE", help=tr("a mapping (.toml) for a sheet nobody knows"))
    parser.add_argument(
        "--show",
        type=int,
        default=SHOWN,
        metavar="N",
        help=tr("how many refused rows to show ({n} by default)", n=SHOWN),
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Take the file in, or check it; 0, 1 where rows were refused, 2 where nothing was done, 130 when stopped."""
    with opened(args) as (book, actor), Stopping() as stopping:
        line = ProgressLine(sys.stderr)
        try:
            if args.explain:
                return max(_explain(book, args, path) for path in args.files)
            _finish_others(book, actor)
            if len(args.files) > 1 or args.files[0].is_dir():
                return _take_all(book, actor, args, line, stopping)
            return _take_in(book, actor, args, line, stopping)
        except KeyboardInterrupt:
            line.clear()
            return _stopped(book)
        finally:
            line.clear()


def _take_in(book: Book, actor: Actor, args: argparse.Namespace, line: ProgressLine, stopping: Stopping) -> int:
    from store.imports.commands import check_file, import_file
    from tui.cli.import_report import tell_check, tell_run

    as_of = _as_of(book, args.shop, args.as_of)
    hearing = _hearing(line, stopping)
    if args.dry_run:
        show = max(args.show, 0)
        checked = check_file(
            book, actor, args.files[0], tag=args.shop, as_of=as_of, mapping=args.mapping, hearing=hearing, show=show
        )
        line.clear()
        return tell_check(checked, args.files[0].name)
    done = import_file(book, actor, args.files[0], tag=args.shop, as_of=as_of, mapping=args.mapping, hearing=hearing)
    line.clear()
    return tell_run(book, done, max(args.show, 0))


def _take_all(book: Book, actor: Actor, args: argparse.Namespace, line: ProgressLine, stopping: Stopping) -> int:
    """Several files: 0 where all of all went in, 2 where nothing did, 1 where something needs a look."""
    from store.imports.several import import_files
    from tui.cli.import_report import tell_outcome

    if args.dry_run or args.as_of:
        raise NotDone(tr("--dry-run and --as-of are for one file at a time."))
    outcomes = import_files(book, actor, args.files, args.shop, _hearing(line, stopping), args.mapping)
    line.clear()
    codes = [tell_outcome(book, outcome, max(args.show, 0)) for outcome in outcomes]
    return codes[0] if len(set(codes)) == 1 else 1


def _explain(book: Book, args: argparse.Namespace, path: Path) -> int:
    from tui.cli.explain import tell

    return tell(path, _settings(book, args.shop).zone, book.clock.real(), args.mapping)


def _hearing(line: ProgressLine, stopping: Stopping) -> Hearing:
    from store.imports.commands import Hearing

    def staging(progress: Progress) -> None:
        stopping.reading(finished=progress.bytes >= progress.of)
        line.staging(progress.rows + progress.refused, progress.bytes, progress.of)

    def merging(step: Step) -> None:
        line.merging(step.line, step.of)
        if step.line < step.of:
            stopping.slice_done()

    return Hearing(staging, merging)


def _finish_others(book: Book, actor: Actor) -> None:
    from store.imports.merging import finish_pending

    number = finish_pending(book, actor)
    if number:
        print(
            trn(
                "One import that was left half-way is finished.",
                "{n} imports that were left half-way are finished.",
                number,
            )
        )


def _as_of(book: Book, tag: str | None, text: str | None) -> datetime | None:
    """The time that was given; without a zone it is the shop's.

    Raises:
        Refusal: it is no time.
    """
    if text is None:
        return None
    from store.book.errors import Refusal

    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal("clock.not_a_time", variable="--as-of", text=text) from None
    if at.tzinfo is not None:
        return at
    return at.replace(tzinfo=_settings(book, tag).tz)


def _settings(book: Book, tag: str | None) -> ShopSettings:
    """The settings of the shop that was named, else of the first one, else the defaults."""
    from store.shops.queries import all_shops
    from store.shops.rules import ShopSettings

    with book.read() as connection:
        shops = all_shops(connection)
    named = [shop for shop in shops if tag is not None and shop.tag.casefold() == tag.casefold()]
    return next((shop.settings for shop in (*named, *shops)), ShopSettings())


def _stopped(book: Book) -> int:
    """Say what stands in the book after a stop."""
    from store.imports.sweeping import this_process
    from tui.cli.reads import pending_imports

    mine = [each for each in pending_imports(book) if each.holder == this_process()]
    if not mine:
        print(tr("Stopped. Nothing was taken in."), file=sys.stderr)
        return STOPPED
    print(
        tr(
            "Stopped at line {line} of {last}. What is in stays; the rest is finished by the background jobs, or when "
            "Floorbook takes in a file a minute from now.",
            line=f"{mine[0].next_line:,}",
            last=f"{mine[0].last_line:,}",
        ),
        file=sys.stderr,
    )
    return STOPPED
