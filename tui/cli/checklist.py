"""`floorbook checklist`: the lists of every role, and how a book gets its own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.opened import opened
from tui.cli.parser import NotDone, add_command, add_globals
from tui.cli.text import columns
from tui.words.catalogue import tr, trn
from tui.words.names import OCCASIONS, ROLES, name

if TYPE_CHECKING:
    from store.checklists.template_text import Template
    from tui.cli.parser import Commands


def add(commands: Commands) -> None:
    """The subcommand with its own four."""
    parser = add_command(commands, "checklist", tr("what every role checks, and when"))
    parser.set_defaults(run=show_all)
    verbs = parser.add_subparsers(title=tr("subcommands"), metavar="COMMAND")
    listing = verbs.add_parser("list", help=tr("all lists"))
    listing.set_defaults(run=show_all)
    showing = verbs.add_parser("show", help=tr("one list as a file to begin with"))
    showing.set_defaults(run=show)
    setting = verbs.add_parser("set", help=tr("make the list in a file this book's own"))
    setting.add_argument("file", type=Path, metavar="FILE", help=tr("a file as `show` prints it"))
    setting.set_defaults(run=change)
    resetting = verbs.add_parser("reset", help=tr("back to the list that comes with Floorbook"))
    resetting.set_defaults(run=reset)
    for each in (showing, resetting):
        each.add_argument("occasion", choices=tuple(OCCASIONS), metavar="OCCASION", help=", ".join(OCCASIONS))
        each.add_argument("role", choices=tuple(ROLES), metavar="ROLE", help=", ".join(ROLES))
    for each in (listing, showing, setting, resetting):
        add_globals(each)


def show_all(args: argparse.Namespace) -> int:
    """Print every list: of whom, when it is due, how long it is, and whether it is the book's own."""
    from store.checklists.templates import packaged, templates_of

    with opened(args) as (book, _), book.read() as connection:
        found = templates_of(connection)
    head = (tr("occasion"), tr("role"), tr("due"), tr("items"), "")
    rows = [
        (*key, template.due, str(len(template.items)), "" if template in packaged() else tr("this book's own"))
        for key, template in found.items()
    ]
    for line in columns([head, *rows], numbers=(3,)):
        print(line)
    return 0


def show(args: argparse.Namespace) -> int:
    """Print one list as the file that `set` takes."""
    from store.checklists.templates import template_of
    from tui.cli.checklist_text import as_toml

    with opened(args) as (book, _), book.read() as connection:
        print(as_toml(template_of(connection, args.role, args.occasion), args.role))
    return 0


def change(args: argparse.Namespace) -> int:
    """Take the list of a file."""
    from store.checklists.own import set_template
    from tui.cli.ids import new_key

    source = _text(args.file)
    with opened(args) as (book, actor):
        _tell(set_template(book, actor, new_key(), source))
    return 0


def reset(args: argparse.Namespace) -> int:
    """Take the list that comes with Floorbook again."""
    from store.checklists.own import reset_template
    from store.checklists.templates import templates_of
    from tui.cli.ids import new_key

    with opened(args) as (book, actor):
        reset_template(book, actor, new_key(), occasion=args.occasion, role=args.role)
        with book.read() as connection:
            found = templates_of(connection, args.role).get((args.occasion, args.role))
    if found is None:
        print(tr("This role has no such list any more."))
    else:
        _tell(found)
    return 0


def _tell(template: Template) -> None:
    roles = ", ".join(name(ROLES, role) for role in template.roles)
    words = name(OCCASIONS, template.occasion)
    print(
        trn(
            "{occasion} ({roles}): {n} item, due {due}",
            "{occasion} ({roles}): {n} items, due {due}",
            len(template.items),
            occasion=words,
            roles=roles,
            due=template.due,
        )
    )
    print(tr("A list that has begun keeps its items; the next one is the new one."))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise NotDone(tr("{path} is not in UTF-8. Save it as UTF-8 and try again.", path=path)) from None
    except OSError as error:
        raise NotDone(tr("{path} cannot be read: {why}.", path=path, why=error.strerror)) from None
