"""`floorbook shop`: the shops of the floor and what each decides for itself."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.opened import opened
from tui.cli.parser import NotDone, add_command, add_globals
from tui.cli.text import columns
from tui.words.catalogue import tr
from tui.words.names import PLATFORMS, called, name

if TYPE_CHECKING:
    from store.shops.queries import ShopView
    from tui.cli.parser import Commands

_OPTIONS = ("cut_off", "zone", "days_off")


def add(commands: Commands) -> None:
    """The subcommand with its own three."""
    parser = add_command(commands, "shop", tr("the shops of the floor and their settings"))
    parser.set_defaults(run=show)
    verbs = parser.add_subparsers(title=tr("subcommands"), metavar="COMMAND")
    listing = verbs.add_parser("list", help=tr("list the shops"))
    listing.set_defaults(run=show)
    adding = verbs.add_parser("add", help=tr("add a shop"))
    adding.add_argument("tag", metavar="TAG", help=tr("one or two characters, shown first in every list"))
    adding.add_argument("name", metavar="NAME", help=tr("the shop's name as its exports have it"))
    adding.add_argument("--platform", choices=tuple(PLATFORMS), required=True, help=tr("where it sells"))
    adding.add_argument("--cut-off", metavar="16:00", help=tr("paid before it and in stock: goes today"))
    adding.add_argument("--zone", metavar="Asia/Shanghai", help=tr("the time zone of its exports"))
    adding.add_argument("--days-off", metavar="sun", help=tr("when the warehouse does not work, such as sat,sun"))
    adding.set_defaults(run=open_new)
    setting = verbs.add_parser("set", help=tr("change settings of a shop, or show them"))
    setting.add_argument("tag", metavar="TAG", help=tr("which shop"))
    setting.add_argument("pairs", nargs="*", metavar="KEY=VALUE", help=tr("such as cut_off=15:30 pickups.ZTO=16:30"))
    setting.set_defaults(run=change)
    renaming = verbs.add_parser("rename", help=tr("give a shop another tag or name"))
    renaming.add_argument("tag", metavar="TAG", help=tr("which shop"))
    renaming.add_argument("--tag", dest="new_tag", metavar="TAG", help=tr("its tag from now on"))
    renaming.add_argument("--name", metavar="NAME", help=tr("its name from now on"))
    renaming.set_defaults(run=rename)
    for each in (listing, adding, setting, renaming):
        add_globals(each)


def show(args: argparse.Namespace) -> int:
    """Print every shop."""
    from store.shops.queries import all_shops

    with opened(args) as (book, _), book.read() as connection:
        shops = all_shops(connection)
    if not shops:
        print(tr("No shop yet. The first file that is taken in makes one, or: floorbook shop add"))
        return 0
    head = (tr("tag"), tr("name"), tr("platform"), tr("cut-off"), tr("zone"), tr("days off"))
    for line in columns([head, *map(_row, shops)]):
        print(line)
    return 0


def open_new(args: argparse.Namespace) -> int:
    """Add a shop and print it."""
    from store.shops.commands import open_shop
    from store.shops.rules import Platform, ShopSettings
    from tui.cli.ids import new_key
    from tui.cli.settings_text import changed

    pairs = [f"{key}={getattr(args, key)}" for key in _OPTIONS if getattr(args, key) is not None]
    settings = changed(ShopSettings(), pairs)
    with opened(args) as (book, actor):
        platform = Platform(args.platform)
        shop = open_shop(book, actor, new_key(), tag=args.tag, name=args.name, platform=platform, settings=settings)
    _tell(shop)
    return 0


def change(args: argparse.Namespace) -> int:
    """Change settings, and print all of them."""
    from store.imports.expecting import check_expected
    from store.shops.commands import by_tag, change_settings
    from tui.cli.ids import new_key
    from tui.cli.settings_text import changed

    with opened(args) as (book, actor):
        shop = by_tag(book, args.tag)
        settings = changed(shop.settings, args.pairs)
        with book.read() as connection:
            check_expected(connection, set(settings.expected_files).difference(shop.settings.expected_files))
        if settings != shop.settings:
            shop = change_settings(book, actor, new_key(), args.tag, settings, shop.version)
    _tell(shop)
    return 0


def rename(args: argparse.Namespace) -> int:
    """Give a shop another tag or name, and print it."""
    from store.shops.commands import by_tag, rename_shop
    from tui.cli.ids import new_key

    if args.new_tag is None and args.name is None:
        raise NotDone(tr("Say what to change: --tag TAG, --name NAME or both."))
    with opened(args) as (book, actor):
        seen = by_tag(book, args.tag).version
        shop = rename_shop(book, actor, new_key(), args.tag, seen, new_tag=args.new_tag, name=args.name)
    _tell(shop)
    return 0


def _row(shop: ShopView) -> tuple[str, ...]:
    from tui.cli.settings_text import shown

    said = {key: value for key, value, _ in shown(shop.settings)}
    platform = name(PLATFORMS, shop.platform)
    return (shop.tag, shop.name, platform, *(said[key] for key in _OPTIONS))


def _tell(shop: ShopView) -> None:
    from tui.cli.settings_text import shown

    print(tr("{shop}, {platform}", shop=called(shop.tag, shop.name), platform=name(PLATFORMS, shop.platform)))
    for line in columns([(f"  {key}", value, star) for key, value, star in shown(shop.settings)]):
        print(line)
    print(tr("* differs from the default"))
