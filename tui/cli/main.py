"""The `floorbook` script: finds the subcommand, turns every refusal into one sentence and an exit code."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable

from store.book.errors import FloorbookError
from tui.cli import checklist, doctor, import_file, keys, people, screens, shop
from tui.cli.demo import command as demo
from tui.cli.parser import NotDone, add_globals, language_in, teach_argparse
from tui.cli.stopping import STOPPED
from tui.words.catalogue import preferred, speak, tr


def main(argv: list[str] | None = None) -> int:
    """Run a command line; its exit code.

    0: done. 1: done, but something needs a look (rows refused, a check failed). 2: nothing was done. 130: stopped.
    """
    arguments = sys.argv[1:] if argv is None else argv
    _never_choke_on_a_letter()
    asked = language_in(arguments)
    if asked is not None:
        os.environ["FLOORBOOK_LANG"] = asked  # the screens choose their language themselves
    speak(preferred())
    args = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        return run(args)
    except FloorbookError as error:
        from tui.words.sentences import sentence

        print(sentence(error.reason), file=sys.stderr)
        return 2
    except NotDone as why:
        print(why, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(tr("Stopped."), file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # `floorbook keys | head`: whoever read has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    teach_argparse()
    parser = argparse.ArgumentParser(
        prog="floorbook",
        description=tr("The book of a customer-service floor. Without a subcommand the screens open."),
    )
    parser.add_argument("--version", action=_Version, help=tr("show the version and exit"))
    add_globals(parser)
    parser.set_defaults(run=screens.run)
    commands = parser.add_subparsers(title=tr("subcommands"), metavar="COMMAND")
    for each in (import_file, shop, people, checklist, doctor, keys, demo):
        each.add(commands)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: list[str], dest: str, **kwargs: object) -> None:
        super().__init__(
            option_strings, dest=argparse.SUPPRESS, default=argparse.SUPPRESS, nargs=0, help=str(kwargs["help"])
        )

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print("floorbook", version("floorbook"))
        parser.exit()


def _never_choke_on_a_letter() -> None:
    """A terminal or pipe that cannot show Chinese gets question marks, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
