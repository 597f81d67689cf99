"""`floorbook people`: who works here, and as what."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.opened import opened
from tui.cli.parser import add_command, add_globals
from tui.cli.text import columns
from tui.words.catalogue import tr
from tui.words.names import ROLES, name

if TYPE_CHECKING:
    from tui.cli.parser import Commands


def add(commands: Commands) -> None:
    """The subcommand with its own three."""
    parser = add_command(commands, "people", tr("who works here, and as what"))
    parser.set_defaults(run=show)
    verbs = parser.add_subparsers(title=tr("subcommands"), metavar="COMMAND")
    listing = verbs.add_parser("list", help=tr("list the people"))
    listing.set_defaults(run=show)
    adding = verbs.add_parser("add", help=tr("let somebody in"))
    adding.set_defaults(run=let_in)
    setting = verbs.add_parser("set", help=tr("give somebody another name or role"))
    setting.set_defaults(run=change)
    for each in (adding, setting):
        each.add_argument("who", metavar="LOGIN", help=tr("whose"))
        each.add_argument("--name", help=tr("the name that colleagues see"))
        each.add_argument("--role", choices=tuple(ROLES), metavar="ROLE", help=", ".join(ROLES))
    for each in (listing, adding, setting):
        add_globals(each)


def show(args: argparse.Namespace) -> int:
    """Print everybody."""
    from tui.cli.reads import everybody

    with opened(args) as (book, _):
        found = everybody(book)
    rows = [(tr("login"), tr("name"), tr("role")), *((who.login, who.name, name(ROLES, who.role)) for who in found)]
    for line in columns(rows):
        print(line)
    return 0


def let_in(args: argparse.Namespace) -> int:
    """Let somebody in, and go on as `change` does."""
    from store.people.commands import enter
    from tui.cli.ids import new_key

    with opened(args) as (book, _):
        enter(book, args.who, new_key(), args.name)
    return change(args)


def change(args: argparse.Namespace) -> int:
    """Change a name or a role, and print how it stands."""
    from store.people.commands import change as change_person
    from store.people.commands import find
    from store.people.rules import Role
    from tui.cli.ids import new_key

    with opened(args) as (book, actor):
        if args.name or args.role:
            role = Role(args.role) if args.role else None
            who = change_person(book, actor, args.who, new_key(), name=args.name, role=role)
        else:
            found = find(book, args.who)
            if found is None:
                from store.book.errors import Refusal

                raise Refusal("people.unknown", login=args.who)
            who = found
    print(tr("{login}: {name}, {role}", login=who.login, name=who.name, role=name(ROLES, who.role)))
    return 0
