"""`floorbook doctor`: is this machine good for a book, is the book well, and what to do where not."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.opened import opened
from tui.cli.parser import add_command, book_of
from tui.cli.text import left, width
from tui.words.catalogue import tr, trn

if TYPE_CHECKING:
    from tui.cli.parser import Commands


def add(commands: Commands) -> None:
    """The subcommand."""
    parser = add_command(commands, "doctor", tr("check this machine and the book; nothing is changed"))
    parser.add_argument("--rebuild-search", action="store_true", help=tr("make the search index anew, then check"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print every check; 1 where one of them asks for something to be done."""
    from tui.cli.doctor_book import book_checks
    from tui.cli.doctor_machine import machine_checks

    path = book_of(args)
    if args.rebuild_search:
        rebuild_search(args)
    checks = [*machine_checks(path), *book_checks(path)]
    wide = max(width(check.what) for check in checks)
    for check in checks:
        print("ok" if check.ok else "!!", left(check.what, wide), check.found)
        if check.advice:
            print("  ", " " * wide, check.advice)
    if all(check.ok for check in checks):
        return 0
    print(tr("Lines with !! need a hand."))
    return 1


def rebuild_search(args: argparse.Namespace) -> None:
    """Make the search index of the book anew from what stands in it."""
    from store.desk.search_index import rebuild

    with opened(args) as (book, _):
        number = rebuild(book)
    print(trn("Made anew: search knows one text.", "Made anew: search knows {n} texts.", number))
