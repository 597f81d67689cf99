"""`floorbook keys`: every key, as Markdown."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.parser import add_command
from tui.words.catalogue import tr

if TYPE_CHECKING:
    from tui.cli.parser import Commands


def add(commands: Commands) -> None:
    """The subcommand."""
    add_command(commands, "keys", tr("print the key sheet")).set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Print the sheet in the language spoken now."""
    from tui.actions import key_sheet

    print(key_sheet())
    return 0
