"""The command line's words and globals: what argparse says itself is in the catalogue like everything else."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.words.catalogue import LANGUAGES, N_, PSEUDO, tr, trn

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)
"""What argparse says, word for word as it looks it up."""


class NotDone(Exception):
    """What was asked for cannot be done; the message is a sentence in the language spoken now."""


def teach_argparse() -> None:
    """Let argparse look its words up here: by itself it asks the locale, which `--lang` does not change."""
    argparse._ = tr  # type: ignore[attr-defined]
    argparse.ngettext = trn  # type: ignore[attr-defined]


def language_in(arguments: list[str]) -> str | None:
    """The `--lang` in a command line, read before the parser is made: its help is in that language already."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang")
    try:
        named: str | None = early.parse_known_args(arguments)[0].lang
    except argparse.ArgumentError:
        return None
    return named


def add_globals(parser: argparse.ArgumentParser) -> None:
    """The options that stand before or behind a subcommand; one that is not given leaves no trace."""
    group = parser.add_argument_group(tr("everywhere"))
    group.add_argument(
        "--as",
        dest="login",
        metavar="LOGIN",
        default=argparse.SUPPRESS,
        help=tr("who works; by default the user of this machine"),
    )
    group.add_argument(
        "--book",
        metavar="PATH",
        type=Path,
        default=argparse.SUPPRESS,
        help=tr("the file of the book; by default FLOORBOOK_DB, else one in your data folder"),
    )
    group.add_argument(
        "--lang", choices=(*LANGUAGES, PSEUDO), metavar="LANG", default=argparse.SUPPRESS, help=tr("en or zh_CN")
    )


def add_command(commands: Commands, name: str, help_text: str) -> argparse.ArgumentParser:
    """A subcommand with the globals."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    add_globals(parser)
    return parser


def book_of(args: argparse.Namespace) -> Path:
    """The book that was asked for."""
    from store.book.paths import book_path

    named: Path | None = getattr(args, "book", None)
    return named.expanduser().absolute() if named is not None else book_path()


def login_of(args: argparse.Namespace) -> str:
    """Who works: `--as`, else the user of this machine."""
    import getpass

    named: str | None = getattr(args, "login", None)
    return named if named is not None else getpass.getuser()


def was_named(args: argparse.Namespace) -> bool:
    """Whether `--as` says who works."""
    return getattr(args, "login", None) is not None
